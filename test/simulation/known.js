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
export const known = [
  {
    says: 'One stream in two messages: one of them goes out with an empty attachment.',
    seed: 58,
    breaks: ['complete'],
    where: ['application: shares a stream'],
  },
  {
    says: 'A plugin that never calls back, or an HTML stream that does not end: the clock starts only when the transport is asked.',
    seed: 16,
    breaks: ['everything ends'],
    where: ['request: hangs by a plugin', 'request: hangs by a data URL'],
  },
  {
    says: 'confirmDelivery is waited for beyond the deadline.',
    seed: 112,
    breaks: ['everything ends'],
    where: ['confirms: hangs', 'confirms: slow', 'confirms: knows'],
  },
  {
    says: 'credentials() is waited for beyond the deadline, without end where it does not answer.',
    seed: 152,
    breaks: ['everything ends', 'what may be tried again arrives'],
    where: ['credentials: hangs', 'credentials: slow'],
  },
  {
    says: 'verify() has no limit of its own.',
    seed: 1062,
    breaks: ['everything ends'],
    where: ['request: verifies'],
  },
  {
    says: 'An abort is not heeded while credentials() or confirmDelivery is waited for.',
    seed: 228,
    breaks: ['an abort is heeded'],
    where: [
      'credentials: hangs',
      'credentials: slow',
      'confirms: hangs',
      'confirms: slow',
      'confirms: knows',
    ],
  },
  {
    says: "A burst in a pool with a rate limit takes longer than the five minutes of the default deadline, and the rest of it is given up in the pool's queue.",
    seed: 1874,
    breaks: ['who waits in a queue that moves is not given up', 'an honest server gets everything'],
    where: ['mailer: rate limit'],
  },
  {
    says: 'A process that stood still gives up first and reads then.',
    seed: 688,
    breaks: ['what was received is read before anybody is given up'],
    where: ['application: stands still'],
  },
  {
    says: 'Credentials that change between the guard and the login are tried under the name of the old ones.',
    seed: 245,
    breaks: ['one login'],
    where: ['application: changes password'],
    looks: /never worked/,
  },
];

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
