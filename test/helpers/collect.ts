import { inspect } from 'node:util';

/** One call of a logger. */
export interface Call {
  readonly level: string;
  readonly args: readonly unknown[];
}

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

type Method = (...args: unknown[]) => void;

/** A logger that remembers what it was given, for Nodemailer's `logger` option and for ours. */
export function collectingLogger() {
  const calls: Call[] = [];
  const method = (level: string): Method => {
    return (...args) => {
      calls.push({ level, args });
    };
  };
  const [trace, debug, info, warn, error, fatal] = levels.map(method);
  const none: Method = () => undefined;
  return {
    calls,
    logger: {
      trace: trace ?? none,
      debug: debug ?? none,
      info: info ?? none,
      warn: warn ?? none,
      error: error ?? none,
      fatal: fatal ?? none,
    },
    /** The records (first arguments) with this `event.name`. */
    records(eventName: string): readonly (Record<string, unknown> & { readonly level: string })[] {
      return calls.flatMap(({ level, args: [record] }) =>
        typeof record === 'object' && record !== null && Reflect.get(record, 'event.name') === eventName
          ? [{ ...record, level }]
          : [],
      );
    },
  };
}

/** Everything that an object shows to somebody who looks hard: hidden fields, causes, JSON. */
export function everythingOf(value: unknown): string {
  const shown = inspect(value, {
    depth: 20,
    showHidden: true,
    maxStringLength: null,
    maxArrayLength: null,
    breakLength: Number.POSITIVE_INFINITY,
  });
  const stack = value instanceof Error ? String(value.stack) : '';
  return [shown, String(value), stack, JSON.stringify(value)].join('\n');
}

/** The error that a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`Expected a rejection; it resolved with ${inspect(value)}`);
    },
    (error: unknown) => error,
  );
}
