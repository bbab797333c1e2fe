import { type LogLevel, type LogLine, logLevels } from '../session/observe-sessions.js';
import type { Scrub } from '../session/scrub.js';
import { cleanServerText } from '../session/server-text.js';
import { cleanError } from './clean-error.js';
import { isObject } from './recognise.js';
import type { LogMethod, Transport } from './shapes.js';

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
 * @param observe Takes each line and returns the level to pass it on at.
 */
export function tapLogger(transport: Transport, observe: (line: LogLine) => LogLevel, scrub: Scrub): void {
  const { options } = transport;
  if (!options) return;
  const firstLogger = options['logger'];
  const logger = transport.logger === firstLogger ? undefined : transport.logger;
  let userLogger = firstLogger;
  let wantsDialogue = Boolean(options['transactionLog'] || options['debug']);

  const original = new Map<string, LogMethod>();
  if (logger) {
    for (const level of logLevels) {
      const method = logger[level];
      if (typeof method === 'function') original.set(level, (...args) => method.apply(logger, args));
    }
  }

  function forward(level: LogLevel, args: readonly unknown[]): void {
    if (!userLogger) return;
    const clean = args.map((arg) => cleanArgument(arg, scrub));
    // `logger: true` is Nodemailer's console logger, which only its own facade can reach.
    const method = userLogger === firstLogger ? original.get(level) : methodOf(userLogger, level);
    method?.(...clean);
  }

  const connectionLogger: Record<string, LogMethod> = {};
  for (const level of logLevels) {
    connectionLogger[level] = (...args) => {
      const line = toLogLine(level, args);
      const deserved = observe(line);
      const isDialogue = line.tnx === 'client' || line.tnx === 'server';
      if (!isDialogue || wantsDialogue) forward(deserved, args);
    };
    if (logger) logger[level] = (...args: unknown[]) => forward(observe(toLogLine(level, args)), args);
  }

  Object.defineProperty(options, 'logger', {
    ...accessor,
    get: () => connectionLogger,
    set: (value: unknown) => {
      userLogger = value;
    },
  });
  Object.defineProperty(options, 'transactionLog', {
    ...accessor,
    get: () => true,
    set: (value: unknown) => {
      wantsDialogue = Boolean(value);
    },
  });
}

const accessor = { configurable: true, enumerable: true } as const;

function methodOf(logger: unknown, level: LogLevel): LogMethod | undefined {
  if (!isObject(logger)) return undefined;
  const method = [level, ...fallbackLevels]
    .map((name) => logger[name])
    .find((candidate) => typeof candidate === 'function');
  return method && ((...args) => method.apply(logger, args));
}

function toLogLine(level: LogLevel, args: readonly unknown[]): LogLine {
  const [first, second] = args;
  const data = isObject(first) ? first : {};
  const text = isObject(first) ? second : first;
  const error = data['err'];
  return {
    level,
    sid: typeof data['sid'] === 'string' ? data['sid'] : undefined,
    tnx: typeof data['tnx'] === 'string' ? data['tnx'] : undefined,
    error: error instanceof Error ? error : undefined,
    established: data['tnx'] === 'network' && data['remotePort'] !== undefined,
    messageSent: data['tnx'] === 'message' && data['inByteCount'] !== undefined,
    text: typeof text === 'string' ? text : '',
  };
}

/** Data objects are Nodemailer's own, made for this one call. */
function cleanArgument(arg: unknown, scrub: Scrub): unknown {
  if (typeof arg === 'string') return cleanServerText(arg, scrub);
  if (isObject(arg) && arg['err'] instanceof Error) cleanError(arg['err'], scrub);
  return arg;
}
