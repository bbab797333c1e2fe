import { Console } from 'node:console';
import { inspect } from 'node:util';
import type { LogRecord } from './record.js';

/** The levels that records are written at. */
export type RecordLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** A logger that takes an object first and a message second, as pino and bunyan do; or `console`. */
export interface Logger {
  debug(...args: unknown[]): void;
  warn(...args: unknown[]): void;
  trace?(...args: unknown[]): void;
  info?(...args: unknown[]): void;
  error?(...args: unknown[]): void;
}

/** Writes one record. */
export type Sink = (level: RecordLevel, record: LogRecord, message: string) => void;

/**
 * Makes a sink of a logger.
 *
 * A logger that throws must not turn a delivered mail into a failed one: its error is reported as
 * a process warning.
 */
export function createSink(logger: Logger | undefined): Sink {
  if (!logger) return () => undefined;
  const write = logger instanceof Console ? toConsole(logger) : toObjectLogger(logger);
  return (level, record, message) => {
    try {
      write(level, record, message);
    } catch (error) {
      process.emitWarning(`The logger threw: ${inspect(error, { depth: 0 })}`, 'SmtpErrorsWarning');
    }
  };
}

function toObjectLogger(logger: Logger): Sink {
  return (level, record, message) => {
    const method = logger[level] ?? fallback(logger, level);
    method.call(logger, record, message);
  };
}

/** One line, with the record as JSON; the format comes from us, the rest is data. */
function toConsole(logger: Logger): Sink {
  return (level, record, message) => {
    // console.trace prints a stack
    const method = level === 'trace' ? logger.debug : (logger[level] ?? fallback(logger, level));
    method.call(logger, '%s', `${message} ${JSON.stringify(record)}`);
  };
}

function fallback(logger: Logger, level: RecordLevel): Logger['debug'] {
  return level === 'error' ? logger.warn : logger.debug;
}
