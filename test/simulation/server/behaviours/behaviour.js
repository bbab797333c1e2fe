/** @typedef {import('../dialogue.js').Phase} Phase */
/** @typedef {import('../means.js').Means} Means */

/**
 * Something that a server does otherwise than it should.
 *
 * @template How
 * @typedef {object} Behaviour
 * @property {readonly Phase[]} phases Where it can happen.
 * @property {import('fast-check').Arbitrary<How>} how
 * @property {(means: Means, how: How) => void} act
 * @property {(how: How) => string} [kindOf] Where it comes in kinds of which some are known faults and others are not.
 */

/** Wherever a command waits for its reply. @type {readonly Phase[]} */
export const anywhere = [
  'greeting',
  'ehlo',
  'auth',
  'auth-response',
  'mail',
  'rcpt',
  'data',
  'final-dot',
  'rset',
];

/** @template How @param {Behaviour<How>} behaviour @returns {Behaviour<How>} */
export function behaviour(behaviour) {
  return behaviour;
}
