/** @typedef {import('./oracle/evidence.js').Offence} Offence */

/**
 * A fault that is known and not mended yet. What it explains is left out of a run's table.
 *
 * @typedef {object} Known
 * @property {string} says What goes wrong.
 * @property {number} seed A run that shows it: `npm run simulate -- --seed N --runs 1 --strict`.
 * @property {readonly string[]} breaks The promises that it breaks.
 * @property {readonly string[]} where One of these is in the plan, or was near the request, as `circumstancesOf` names it.
 * @property {RegExp} [looks] What the oracle says of it, where circumstances are not enough.
 */

/** @type {readonly Known[]} */
export const known = [];

/**
 * The entry that explains an offence.
 *
 * @param {readonly Known[]} list @param {Offence} offence @param {ReadonlySet<string>} circumstances
 */
export function explanationOf(list, { promise, says }, circumstances) {
  return list.find(
    ({ breaks, where, looks }) =>
      breaks.includes(promise) &&
      where.some((circumstance) => circumstances.has(circumstance)) &&
      (looks === undefined || looks.test(says)),
  );
}
