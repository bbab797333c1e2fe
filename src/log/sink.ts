import { toNested } from './nest.js';
import type { LogRecord } from './record.js';
import { isAtLeast, type Logger, type RecordLevel, styleOf } from './styles.js';
import { harmlessly } from './warning.js';

/** Writes one record. */
export type Sink = (level: RecordLevel, record: LogRecord, message: string) => void;

/** How a {@link Sink} writes. */
export interface SinkOptions {
  /** Objects in place of dotted keys. */
  readonly nested?: boolean;
  /** The lowest level that is written; what the logger's kind says where nobody asked for one. */
  readonly level?: RecordLevel | undefined;
}

/**
 * Makes a sink of a logger. Messages are words of ours without a percent sign, so that a logger that
 * takes them for a format finds nothing to fill in; what comes from outside is in the record.
 *
 * A logger that fails must not turn a delivered mail into a failed one: its error is reported as a
 * process warning.
 */
export function createSink(
  logger: Logger | undefined,
  { nested = false, level: lowest }: SinkOptions = {},
): Sink {
  if (!logger) return () => undefined;
  const { levels, args, wants = () => true } = styleOf(logger);
  return (level, record, message) => {
    if (lowest === undefined ? !wants(level, record) : !isAtLeast(lowest, level)) return;
    harmlessly('The logger', () => {
      const method = levels[level].map((name) => Reflect.get(logger, name)).find(isFunction);
      return method?.apply(logger, args(nested ? toNested(record) : record, message));
    });
  };
}

function isFunction(value: unknown): value is (...args: readonly unknown[]) => unknown {
  return typeof value === 'function';
}
