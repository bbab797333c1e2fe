import { checkNumber } from './checks.js';

/** How long a send may take, in milliseconds; `Infinity` for no limit. */
export interface Limits {
  /** Without getting on. */
  readonly stallMs: number;
  /** In all. */
  readonly deadlineMs: number;
}

/**
 * Checks a limit in milliseconds, where `false` stands for none.
 *
 * @param byDefault What holds where nothing was given.
 * @returns `Infinity` for none.
 */
export function resolveLimit(
  name: string,
  given: number | false | undefined,
  byDefault: number | false,
): number {
  const limit = given ?? byDefault;
  if (limit === false) return Number.POSITIVE_INFINITY;
  checkNumber(name, limit, 'false or a number of milliseconds of at least 1', { least: 1 });
  return limit;
}
