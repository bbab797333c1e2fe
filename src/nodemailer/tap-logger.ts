import { type LogLevel, type LogLine, type LogObserver, logLevels } from '../session/log-line.js';
import type { Scrub } from '../session/scrub.js';
import { isMasked } from '../session/secrets.js';
import { cleanServerText } from '../session/server-text.js';
import { cleanError } from './clean-error.js';
import { toConsole } from './console-logger.js';
import { findPooled } from './pooled.js';
import { isError, isObject } from './recognise.js';
import type { LogMethod, Transport } from './shapes.js';
import { sharedAccessor } from './shared-accessor.js';

/** Levels to try where a logger lacks one: Nodemailer's own order. */
const fallbackLevels = ['info', 'debug', 'log', 'trace', 'warn', 'error'];

/**
 * Listens to what an SMTP transport logs. The user's own logger goes on getting what it got, with
 * secrets and control characters taken out, and at the level that the line deserves.
 *
 * Each connection reads `logger` and `transactionLog` from `transport.options` when it is made, so
 * both become accessors there; transport and pool write to `transport.logger`, which Nodemailer
 * makes once in the constructor and which is an object of the transport's own.
 *
 * @param observer Takes each line, and says at which level to pass it on.
 */
export function tapLogger(transport: Transport, observer: LogObserver, scrub: Scrub): void {
  const { options } = transport;
  if (!options) return;
  const firstLogger = options['logger'];
  const logger = transport.logger === firstLogger ? undefined : transport.logger;
  let userLogger = firstLogger;
  let wantsDialogue = Boolean(options['transactionLog']);

  const original = new Map<string, LogMethod>();
  if (logger) {
    for (const level of logLevels) {
      const method = logger[level];
      if (typeof method === 'function') original.set(level, (...args) => method.apply(logger, args));
    }
  }

  function forward(target: unknown, line: LogLine, args: readonly unknown[]): void {
    const level = observer.observe(line);
    if (!target) return;
    const facade = target === firstLogger ? original.get(level) : undefined;
    const method = facade ?? methodOf(target, level);
    // A message is no server text; and Nodemailer masks its own logins, not those of a custom mechanism.
    const isClean = line.tnx === 'message' || (line.tnx === 'client' && isMasked(line.text));
    method?.(...(isClean ? args : args.map((arg) => cleanArgument(arg, scrub))));
  }

  /**
   * Where nobody else listens, a pooled connection writes straight to us: `getLogger` of Nodemailer
   * copies each line's data before it hands them on (1.07 of bare Nodemailer's CPU instead of 1.05, Node 20.20,
   * test/bench/throughput.js).
   */
  function listenDirectly(sid: string): void {
    const pooled = findPooled(transport, sid);
    if (!isObject(pooled?.connection['logger'])) return;
    const direct: Record<string, LogMethod> = {};
    for (const level of logLevels) {
      direct[level] = (data, text) => {
        const { tnx, inByteCount } = isObject(data) ? data : noFields;
        if (tnx === 'client' && typeof text === 'string') observer.sent(sid, text);
        else if (tnx === 'server' && typeof text === 'string') observer.received(sid, text);
        else if (tnx === 'message' && inByteCount !== undefined) observer.finishedBody(sid);
        else observer.observe(toLogLine(level, data, text, sid));
      };
    }
    pooled.connection['logger'] = direct;
  }

  const connectionLogger: Record<string, LogMethod> = {};
  for (const level of logLevels) {
    connectionLogger[level] = (...args) => {
      const line = toLogLine(level, args[0], args[1]);
      const isDialogue = line.tnx === 'client' || line.tnx === 'server';
      const isWanted = !isDialogue || wantsDialogue || options['debug'];
      forward(isWanted ? userLogger : undefined, line, args);
      if (line.established && line.sid !== undefined && !userLogger) listenDirectly(line.sid);
    };
    // What the constructor made goes on writing to the logger that it was made for.
    if (logger) {
      logger[level] = firstLogger
        ? (...args: unknown[]) => forward(firstLogger, toLogLine(level, args[0], args[1]), args)
        : () => undefined;
    }
  }

  // Options that are copied, and the copy given back, must change nothing.
  defineLogger(options, {
    get: () => connectionLogger,
    set: (value) => {
      if (value !== connectionLogger) userLogger = value;
    },
  });
  defineTransactionLog(options, {
    get: () => wantsDialogue || OBSERVED,
    set: (value) => {
      if (value !== OBSERVED) wantsDialogue = Boolean(value);
    },
  });
}

/**
 * Takes secrets out of what a transport that is no SMTP writes to the logger that Nodemailer made for it:
 * services repeat in their errors what they were sent.
 */
export function cleanLogger({ logger, options }: Transport, scrub: Scrub): void {
  if (!isObject(logger) || logger === options?.['logger']) return;
  for (const level of logLevels) {
    const method = logger[level];
    if (typeof method !== 'function') continue;
    Reflect.set(logger, level, (...args: unknown[]) =>
      method.apply(
        logger,
        args.map((arg) => cleanArgument(arg, scrub)),
      ),
    );
  }
}

const defineLogger = sharedAccessor('logger');
const defineTransactionLog = sharedAccessor('transactionLog');

const noFields: Record<string, unknown> = {};

/** As good as `true` to Nodemailer, and told from a `true` of the user's. */
const OBSERVED = 'observed';

function methodOf(logger: unknown, level: LogLevel): LogMethod | undefined {
  if (logger === true) return toConsole(level);
  if (!isObject(logger)) return undefined;
  const method = [level, ...fallbackLevels]
    .map((name) => logger[name])
    .find((candidate) => typeof candidate === 'function');
  return method && ((...args) => method.apply(logger, args));
}

function toLogLine(level: LogLevel, first?: unknown, second?: unknown, sid?: string): LogLine {
  const data = isObject(first) ? first : noFields;
  const text = isObject(first) ? second : first;
  const error = data['err'];
  return {
    level,
    sid: sid ?? (typeof data['sid'] === 'string' ? data['sid'] : undefined),
    tnx: typeof data['tnx'] === 'string' ? data['tnx'] : undefined,
    error: isError(error) ? error : undefined,
    established: data['tnx'] === 'network' && 'remotePort' in data,
    messageSent: data['tnx'] === 'message' && data['inByteCount'] !== undefined,
    text: typeof text === 'string' ? text : '',
  };
}

/** Data objects are Nodemailer's own, made for this one call. */
function cleanArgument(arg: unknown, scrub: Scrub): unknown {
  if (typeof arg === 'string') return cleanServerText(arg, scrub);
  if (isObject(arg) && isError(arg['err'])) cleanError(arg['err'], scrub);
  return arg;
}
