import type { Logger } from '../log/styles.js';
import { checkNumber, checkObject, expected } from '../options/checks.js';
import type { LogOptions } from '../options/options.js';
import type { CoolDown } from './standing.js';

/**
 * The options of {@link failover}; everything has a default.
 *
 * @example
 * ```ts
 * failover([first, second], { names: ['ses', 'postmark'], logger: pino(), coolDown: 60_000 });
 * ```
 */
export interface FailoverOptions {
  /**
   * What the transporters are called in records, channels and `info.transport`, in their order. Default: the
   * host of each, or the name of its transport, and a number where that is not enough.
   */
  readonly names?: readonly string[];
  /** Where the records of failover go, as `wrapTransport` has it. Each transporter has a logger of its own for its sends. Default: nowhere. */
  readonly logger?: Logger;
  /** What goes into these records. */
  readonly log?: LogOptions;
  /** How long a transporter that failed is left alone, in milliseconds; each failed trial doubles it. Default 30000. */
  readonly coolDown?: number;
  /** The longest it gets, in milliseconds. Default 600000, or `coolDown` where that is more. */
  readonly longestCoolDown?: number;
  /**
   * The most bytes of a message's streams to keep in memory, so that the next transporter can read them. A
   * message with more than that is not sent by another one once its streams were read. Default 5 MiB.
   */
  readonly bufferLimit?: number;
  /**
   * The longest that what comes before the transporters, plugins and the reading of streams, may go without
   * getting on, in milliseconds; `false` for no limit. Default: the longest of the transporters' own.
   */
  readonly stallTimeout?: number | false;
}

/** Those of {@link FailoverOptions} that have a default here. */
export interface Resolved {
  readonly coolDown: CoolDown;
  readonly bufferLimit: number;
}

const known: readonly (keyof FailoverOptions)[] = [
  'names',
  'logger',
  'log',
  'coolDown',
  'longestCoolDown',
  'bufferLimit',
  'stallTimeout',
];

const FIRST_MS = 30_000;
const LONGEST_MS = 600_000;
const BUFFER_LIMIT = 5 * 2 ** 20;

/**
 * Checks what is of failover alone, and fills in the defaults.
 *
 * @throws TypeError with a sentence that says what was expected and what came.
 */
export function resolveFailover(options: FailoverOptions): Resolved {
  checkObject('options', options, known);
  const { coolDown: firstMs = FIRST_MS, bufferLimit = BUFFER_LIMIT } = options;
  checkNumber('coolDown', firstMs, 'a number of milliseconds of at least 1', { least: 1 });
  const { longestCoolDown: longestMs = Math.max(firstMs, LONGEST_MS) } = options;
  const atLeast = `a number of milliseconds of at least coolDown (${firstMs})`;
  checkNumber('longestCoolDown', longestMs, atLeast, { least: firstMs });
  checkNumber('bufferLimit', bufferLimit, 'a number of bytes of at least 0', { least: 0 });
  return { coolDown: { firstMs, longestMs }, bufferLimit };
}

/**
 * Names the transporters.
 *
 * @param own What each is called where nobody names it.
 * @throws TypeError where there is not one name for each.
 */
export function resolveNames(names: unknown, own: readonly string[]): readonly string[] {
  if (names === undefined) {
    return own.map((name, index) => {
      const before = own.slice(0, index).filter((other) => other === name).length;
      return before === 0 ? name : `${name} ${before + 1}`;
    });
  }
  const what = `${own.length} different names, one for each transporter`;
  if (!Array.isArray(names)) throw expected('names', what, names);
  const isComplete = names.length === own.length && new Set(names).size === own.length;
  if (!isComplete || !names.every((name) => typeof name === 'string' && name !== ''))
    throw new TypeError(`Expected names to be ${what}; got ${JSON.stringify(names)}.`);
  return names;
}
