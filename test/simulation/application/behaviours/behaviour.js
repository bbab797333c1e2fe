/** @typedef {import('../application.js').Application} Application */

/**
 * Something that applications do.
 *
 * @template How
 * @typedef {object} Behaviour
 * @property {import('fast-check').Arbitrary<How>} how
 * @property {(application: Application, how: How) => void} act
 */

/** @template How @param {Behaviour<How>} behaviour @returns {Behaviour<How>} */
export function behaviour(behaviour) {
  return behaviour;
}
