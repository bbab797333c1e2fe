/** @typedef {{ readonly what: string, readonly figure: string, readonly wanted?: string }} Row */

/** @param {readonly number[]} values */
export const median = (values) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * The median of what each round says: the two were measured one right after the other, so that a
 * machine whose speed drifts is fair to both.
 *
 * @param {readonly number[]} values
 * @param {readonly number[]} to
 */
export const ratio = (values, to) => median(values.map((value, round) => value / (to[round] ?? Number.NaN)));

/**
 * What one call takes, in microseconds, warm.
 *
 * @param {() => unknown} run
 */
export function microseconds(run, calls = 20_000) {
  const rounds = Array.from({ length: 9 }, () => {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) run();
    return ((performance.now() - start) * 1000) / calls;
  });
  return median(rounds);
}

/** @param {number} bytes */
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
