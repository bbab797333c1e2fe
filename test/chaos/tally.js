import { hides, judge, violations } from './judge.js';

/** @typedef {import('./judge.js').Case} Case */
/** @typedef {import('./judge.js').Violation} Violation */
/** @typedef {import('./plan.js').Group} Group */
/** @typedef {import('./plan.js').Mode} Mode */
/** @typedef {import('./run.js').GroupReport} GroupReport */
/** @typedef {import('nodemailer-smtp-errors/testing').SessionReport} SessionReport */

/** The lines of the table that tell what happened; none of them is wrong. */
export const facts = /** @type {const} */ ([
  'sends',
  'delivered',
  '… not at once',
  '… to some',
  'unknown, and it is out',
  'unknown, and it is not',
  'in part, and then not',
  'not sent, safe to retry',
  'not sent, not worth it',
]);

/** The lines that plain Nodemailer is measured by. */
export const bareFacts = /** @type {const} */ (['sends', 'delivered', 'failed', 'hides that it is out']);

/** @typedef {typeof facts[number] | typeof bareFacts[number] | Violation} Line */
/** @typedef {{ readonly group: Group, readonly found: Case, readonly wrong: readonly Violation[] }} Offence */

const MOST_OFFENCES = 5;

/** What a run came to. */
export class Tally {
  connections = 0;
  faulty = 0;
  groups = 0;
  /** Connections that a client has left open. @type {{ group: Group, session: SessionReport }[]} */
  open = [];
  /** The first few sends that ended wrong. @type {Offence[]} */
  offences = [];
  /** The first few log lines with a secret. @type {{ group: Group, line: string }[]} */
  leaks = [];
  /** How often each reason came up. @type {Map<string, number>} */
  reasons = new Map();
  /** @type {Map<string, number>} */
  #counts = new Map();
  #bare;

  /** @param {boolean} bare */
  constructor(bare) {
    this.#bare = bare;
  }

  /** @param {Line} line @param {Mode} mode */
  count(line, mode) {
    return this.#counts.get(`${line}/${mode}`) ?? 0;
  }

  /** @param {GroupReport} report */
  add({ group, cases, connections, faulty, open, leaks }) {
    this.groups += 1;
    this.connections += connections;
    this.faulty += faulty;
    this.open.push(...open.map((session) => ({ group, session })));
    for (const found of cases) this.#addCase(group, found);
    this.#increase('secrets seen', group.mode, leaks.length);
    const room = MOST_OFFENCES - this.leaks.length;
    this.leaks.push(...leaks.slice(0, room).map((line) => ({ group, line })));
  }

  /** @param {Group} group @param {Case} found */
  #addCase(group, found) {
    const { outcome } = found;
    this.#increase('sends', group.mode);
    for (const line of this.#bare ? bareFactsOf(found) : factsOf(found)) this.#increase(line, group.mode);
    const wrong = judge(found).filter((violation) => !this.#bare || violation !== 'untyped');
    for (const violation of wrong) this.#increase(violation, group.mode);
    if (outcome.how === 'rejected')
      this.reasons.set(outcome.reason, (this.reasons.get(outcome.reason) ?? 0) + 1);
    if (wrong.length > 0 && this.offences.length < MOST_OFFENCES) this.offences.push({ group, found, wrong });
  }

  /** @param {Line} line @param {Mode} mode */
  #increase(line, mode, by = 1) {
    this.#counts.set(`${line}/${mode}`, this.count(line, mode) + by);
  }

  /** How much is wrong. @param {Mode} mode */
  wrong(mode) {
    return violations.reduce((sum, violation) => sum + this.count(violation, mode), 0);
  }
}

/** @param {Case} found @returns {readonly Line[]} */
function factsOf({ outcome, accepted, attempts }) {
  if (outcome.how === 'resolved') {
    return [
      'delivered',
      ...(attempts > 1 ? /** @type {const} */ (['… not at once']) : []),
      ...(outcome.rejected.length > 0 ? /** @type {const} */ (['… to some']) : []),
    ];
  }
  if (outcome.how !== 'rejected') return [];
  switch (outcome.delivery) {
    case 'unknown':
      return [accepted.length > 0 ? 'unknown, and it is out' : 'unknown, and it is not'];
    case 'partial':
      return ['in part, and then not'];
    default:
      return [outcome.retrySafe ? 'not sent, safe to retry' : 'not sent, not worth it'];
  }
}

/** @param {Case} found @returns {readonly Line[]} */
function bareFactsOf(found) {
  const { how } = found.outcome;
  return [
    ...(how === 'resolved' ? /** @type {const} */ (['delivered']) : []),
    ...(how === 'untyped' ? /** @type {const} */ (['failed']) : []),
    ...(hides(found) ? /** @type {const} */ (['hides that it is out']) : []),
  ];
}
