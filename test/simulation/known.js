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
    says: 'Where confirmDelivery says that a message is delivered, recipients that were refused before count as accepted.',
    seed: 587,
    breaks: ['delivered is delivered'],
    where: ['confirms: knows'],
    looks: /The application confirmed the delivery/,
  },
  {
    says: 'One stream in two messages: one of them goes out with an empty attachment.',
    seed: 28,
    breaks: ['complete'],
    where: ['application: shares a stream'],
  },
  {
    says: 'A plugin that never calls back, or an HTML stream that does not end: the clock starts only when the transport is asked.',
    seed: 8,
    breaks: ['everything ends'],
    where: ['request: hangs by a plugin', 'request: hangs by a data URL'],
  },
  {
    says: 'confirmDelivery is waited for beyond the deadline.',
    seed: 87,
    breaks: ['everything ends'],
    where: ['confirms: hangs', 'confirms: slow', 'confirms: knows'],
  },
  {
    says: 'credentials() is waited for beyond the deadline, without end where it does not answer.',
    seed: 7,
    breaks: ['everything ends', 'what may be tried again arrives'],
    where: ['credentials: hangs', 'credentials: slow'],
  },
  {
    says: 'verify() has no limit of its own.',
    seed: 420,
    breaks: ['everything ends'],
    where: ['request: verifies'],
  },
  {
    says: 'An abort is not heeded while credentials() or confirmDelivery is waited for.',
    seed: 786,
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
    seed: 2902,
    breaks: ['who waits in a queue that moves is not given up', 'an honest server gets everything'],
    where: ['mailer: rate limit'],
  },
  {
    says: 'A process that stood still gives up first and reads then.',
    seed: 1382,
    breaks: ['what was received is read before anybody is given up'],
    where: ['application: stands still'],
  },
  {
    says: 'Each wrapped transport has a login guard of its own: a transport per request means a failed login per request.',
    seed: 94,
    breaks: ['one login'],
    where: ['application: several mailers'],
    looks: /never worked/,
  },
  {
    says: 'A login that had worked and stops working is refused once for each message under way.',
    seed: 491,
    breaks: ['one login'],
    where: ['application: changes password'],
    looks: /had worked/,
  },
  {
    says: 'A single 535 to a login that had worked fails messages and suspends it.',
    seed: 315,
    breaks: ['a login that had worked gets a second try'],
    where: ['auth: login'],
  },
  {
    says: 'A login that hangs, that of verify() for one, keeps everybody else from trying.',
    seed: 1823,
    breaks: [
      'a login that hangs takes nobody with it',
      'what may be tried again arrives',
      'when all is well again mail flows',
    ],
    where: ['application: verifies'],
  },
  {
    says: 'Suspensions are measured by the system clock: set back, it keeps a login suspended for a day.',
    seed: 1478,
    breaks: ['when all is well again mail flows'],
    where: ['application: sets the clock'],
  },
  {
    says: 'A secret that a reply repeats is halved by a cut, and shown.',
    seed: 0,
    breaks: ['no secret leaves the process'],
    where: ['server: echo, far behind'],
  },
  {
    says: 'A secret that a reply repeats in a form that is not recognised is shown.',
    seed: 58,
    breaks: ['no secret leaves the process'],
    where: [
      'server: echo, NFD',
      'server: echo, Latin-1 of its UTF-8',
      'server: echo, over two lines',
      'server: echo, base64, one off',
      'server: echo, base64, two off',
      'server: echo, encoded, and glued to a word',
    ],
  },
  {
    says: "What an API says in HTTP's words is read as a reply of SMTP, or as a failure before the message was read.",
    seed: 121,
    breaks: ['not-sent is not sent', 'once'],
    where: ['request: speaks HTTP'],
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
