import { Console } from 'node:console';
import { eventNames } from './fields.js';
import type { LogRecord } from './record.js';

/** The levels that records are written at, the lowest first. */
export const recordLevels = ['trace', 'debug', 'info', 'warn', 'error'] as const;

/** A level that records are written at. */
export type RecordLevel = (typeof recordLevels)[number];

/**
 * A logger that takes an object first and a message second, as pino's, bunyan's and Nodemailer's own
 * do; a winston logger, which takes the message first; a NestJS logger, which takes one of them; or
 * `console`.
 */
export interface Logger {
  /** For all that is well. */
  debug(...args: unknown[]): unknown;
  /** For sends that failed, also for some recipients only, and for logins that are suspended. */
  warn(...args: unknown[]): unknown;
  /** For replies; `debug` where it is missing. */
  trace?(...args: unknown[]): unknown;
  /** For logins that work again; `debug` where it is missing. */
  info?(...args: unknown[]): unknown;
  /** For failed sends, if the option `failureLevel` says so; `warn` where it is missing. */
  error?(...args: unknown[]): unknown;
}

/** How a kind of logger is written to. */
export interface LoggerStyle {
  /** The methods to try for each level. */
  readonly levels: { readonly [level in RecordLevel]: readonly string[] };
  /** The arguments for a record. */
  readonly args: (record: object, message: string) => unknown[];
  /** What it gets where nobody asked for a level: all, where it has a level of its own. */
  readonly wants?: (level: RecordLevel, record: LogRecord) => boolean;
}

const levels: LoggerStyle['levels'] = {
  trace: ['trace', 'debug'],
  debug: ['debug'],
  info: ['info', 'debug'],
  warn: ['warn'],
  error: ['error', 'warn'],
};

const objectFirst: LoggerStyle = { levels, args: (record, message) => [record, message] };

const winston: LoggerStyle = {
  levels: { ...levels, trace: ['trace', 'silly', 'debug'] },
  args: (record, message) => [message, record],
};

/** What follows the first argument would be a context, or a second line. */
const nest: LoggerStyle = {
  levels: { ...levels, trace: ['verbose'], info: ['log'] },
  args: (record, message) => [{ message, ...record }],
};

/** A suspended login is told of by each send that fails for it. */
const failures: readonly unknown[] = [eventNames.send, eventNames.failoverSwitched];

/** One line of JSON; the format comes from us, the rest is data. */
const toConsole: LoggerStyle = {
  // console.trace prints a stack
  levels: { ...levels, trace: ['debug'] },
  args: (record, message) => ['%s', JSON.stringify({ message, ...record })],
  wants: (level, record) => isAtLeast('warn', level) && failures.includes(record['event.name']),
};

/** Whether a level is this one or a higher one. */
export function isAtLeast(lowest: RecordLevel, level: RecordLevel): boolean {
  return recordLevels.indexOf(level) >= recordLevels.indexOf(lowest);
}

/** Tells loggers apart by their shape, so that none of them is a dependency. */
export function styleOf(logger: Logger): LoggerStyle {
  if (logger instanceof Console) return toConsole;
  const has = (name: string) => typeof Reflect.get(logger, name) === 'function';
  if (['log', 'add', 'configure'].every(has)) return winston;
  if (['log', 'verbose'].every(has) && !has('info')) return nest;
  return objectFirst;
}
