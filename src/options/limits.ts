import { checkNumber } from './checks.js';

/** The longest that a timer can wait, in milliseconds. */
const MAX_TIMER = 2 ** 31 - 1;

/**
 * Checks a limit in milliseconds, where `false` stands for none.
 *
 * @param byDefault What holds where nothing was given.
 */
export function resolveLimit(
  name: string,
  given: number | false | undefined,
  byDefault: number | false,
): number | false {
  const what = `false or a number of milliseconds from 1 to ${MAX_TIMER}`;
  if (given !== false) checkNumber(name, given, what, { least: 1, most: MAX_TIMER });
  return given ?? byDefault;
}
