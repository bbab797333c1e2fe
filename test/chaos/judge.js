/** @typedef {import('./plan.js').Send} Send */
/** @typedef {import('./server.js').Mishap} Mishap */

/** What an application is told of one recipient. @typedef {{ readonly address: string, readonly outcome: 'accepted' | 'deferred' | 'rejected' }} RecipientClaim */

/**
 * How a send ended for the application.
 *
 * @typedef {{ readonly ms?: number } & (
 *   | { readonly how: 'pending' }
 *   | { readonly how: 'resolved', readonly accepted: readonly string[], readonly rejected: readonly string[], readonly response: string, readonly recipients: readonly RecipientClaim[] }
 *   | { readonly how: 'untyped', readonly text: string }
 *   | Rejected
 * )} Outcome
 */

/**
 * @typedef {object} Rejected
 * @property {'rejected'} how
 * @property {string} kind
 * @property {string} reason
 * @property {'not-sent' | 'partial' | 'unknown'} delivery
 * @property {string} phase
 * @property {boolean} retrySafe
 * @property {number} attempts
 * @property {readonly RecipientClaim[]} recipients
 * @property {readonly string[]} transcript
 * @property {string} text Everything that the error shows.
 */

/** What a server really took. @typedef {{ readonly to: readonly string[], readonly whole: boolean }} Acceptance */

/**
 * One send, for both sides.
 *
 * @typedef {object} Case
 * @property {Send} send
 * @property {Outcome} outcome
 * @property {string | undefined} secret What the error gives away.
 * @property {readonly Acceptance[]} accepted
 * @property {number} attempts How often a client began to hand it over.
 * @property {readonly Mishap[]} mishaps
 * @property {readonly (readonly string[])[]} dialogues What the client said on each connection that carried it.
 */

/** What must never happen. */
export const violations = /** @type {const} */ ([
  'lost',
  'twice',
  'incomplete',
  'falsely resolved',
  'falsely "not-sent"',
  'hung',
  'untyped',
  'Unclassified',
  'secrets seen',
]);

/** @typedef {typeof violations[number]} Violation */

/**
 * What is wrong with what an application was told, held against what the server has.
 *
 * @param {Case} found
 * @returns {readonly Violation[]}
 */
export function judge({ send, outcome, accepted, secret }) {
  const copies = countCopies(accepted);
  /** @param {string} address */
  const has = (address) => (copies.get(address) ?? 0) > 0;
  const delivered = copies.size > 0;
  const claims = claimsOf(outcome);
  const falselyResolved = outcome.how === 'resolved' && !delivered;
  /** @type {readonly (readonly [Violation, boolean])[]} */
  const verdicts = [
    [
      'lost',
      !falselyResolved && [...claims.has, ...forgotten(send, outcome)].some((address) => !has(address)),
    ],
    ['twice', [...copies.values()].some((count) => count > 1)],
    ['incomplete', accepted.some(({ whole }) => !whole)],
    ['falsely resolved', falselyResolved],
    ['falsely "not-sent"', (claims.nobody && delivered) || claims.hasNot.some(has)],
    ['hung', outcome.how === 'pending'],
    ['untyped', outcome.how === 'untyped'],
    ['Unclassified', outcome.how === 'rejected' && outcome.kind === 'Unclassified'],
    ['secrets seen', secret !== undefined],
  ];
  return verdicts.flatMap(([violation, holds]) => (holds ? [violation] : []));
}

/** Whether an error hides that the message is out: what plain Nodemailer does, having no words for it. @param {Case} found */
export function hides({ outcome, accepted }) {
  return outcome.how === 'untyped' && accepted.length > 0;
}

/** @param {readonly Acceptance[]} accepted @returns {ReadonlyMap<string, number>} */
function countCopies(accepted) {
  /** @type {Map<string, number>} */
  const copies = new Map();
  for (const address of accepted.flatMap(({ to }) => to)) copies.set(address, (copies.get(address) ?? 0) + 1);
  return copies;
}

/**
 * Who has the message and who has not, as the application was told.
 *
 * @param {Outcome} outcome
 * @returns {{ readonly has: readonly string[], readonly hasNot: readonly string[], readonly nobody: boolean }}
 */
function claimsOf(outcome) {
  if (outcome.how !== 'resolved' && outcome.how !== 'rejected') return { has: [], hasNot: [], nobody: false };
  const { recipients } = outcome;
  const has = recipients.filter(isAccepted).map(({ address }) => address);
  const hasNot = recipients.filter((recipient) => !isAccepted(recipient)).map(({ address }) => address);
  if (outcome.how === 'resolved') {
    return { has: [...has, ...outcome.accepted], hasNot: [...hasNot, ...outcome.rejected], nobody: false };
  }
  // What may be tried again as a whole must be with nobody, whatever the error calls it.
  return { has, hasNot, nobody: outcome.delivery === 'not-sent' || outcome.retrySafe };
}

/** Recipients of a message that was resolved with no word about them. @param {Send} send @param {Outcome} outcome */
function forgotten({ recipients }, outcome) {
  if (outcome.how !== 'resolved') return [];
  const told = new Set([...outcome.accepted, ...outcome.rejected]);
  return recipients.flatMap(({ address }) => (told.has(address) ? [] : [address]));
}

/** @param {{ readonly outcome: string }} recipient */
function isAccepted({ outcome }) {
  return outcome === 'accepted';
}
