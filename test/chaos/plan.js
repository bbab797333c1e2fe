import { faultFor } from './faults.js';
import { Random } from './random.js';

/** @typedef {import('nodemailer-smtp-errors/testing').ScriptPhase} ScriptPhase */
/** @typedef {import('nodemailer-smtp-errors/testing').Mechanism} Mechanism */
/** @typedef {import('./faults.js').Steps} Steps */

/** The ways to reach a server, each a column of the table. */
export const modes = /** @type {const} */ (['plain', 'pool', 'tls', 'pool tls', 'lmtp']);

/** @typedef {typeof modes[number]} Mode */

/**
 * What becomes of one recipient, whatever else happens.
 *
 * @typedef {object} Recipient
 * @property {string} address
 * @property {'welcome' | 'refused' | 'deferred'} fate
 * @property {number} times How often it is deferred.
 */

/**
 * One send.
 *
 * @typedef {object} Send
 * @property {string} id `group-number`, in its addresses and its subject.
 * @property {readonly Recipient[]} recipients
 * @property {'small' | 'large'} size
 * @property {'none' | 'buffer' | 'stream'} attachment
 * @property {{ readonly afterMs: number } | { readonly phase: ScriptPhase } | undefined} abort
 */

/**
 * A server, a transport and what is sent through it. Everything about it follows from the seed and
 * its number, so that it can be run again without the others.
 *
 * @typedef {object} Group
 * @property {number} seed
 * @property {number} number
 * @property {Mode} mode
 * @property {'none' | 'implicit' | 'starttls'} encryption
 * @property {Mechanism} mechanism
 * @property {string} user
 * @property {string} secret What the server wants.
 * @property {string} given What the client has: something else in some groups.
 * @property {'whole' | 'lines' | 'bytes'} pace How the server speaks.
 * @property {boolean} pipelining
 * @property {number} deadline
 * @property {number} senders How many sends are under way at once.
 * @property {{ readonly maxConnections: number, readonly maxMessages: number, readonly idleTimeout: number, readonly maxRequeues: number } | undefined} pool
 * @property {{ readonly retries: number, readonly minTimeout: number, readonly maxTimeout: number } | false} retry
 * @property {boolean} guard Whether refused credentials are not tried again for a while.
 * @property {boolean} renews Whether the application has the right credentials when asked.
 * @property {boolean} chatty Whether Nodemailer's own logger is told of every line.
 * @property {{ readonly atMail: number, readonly downMs: number } | undefined} crash
 * @property {{ readonly atSend: number, readonly afterMs: number, readonly force: boolean } | undefined} close The application closes its transport, and makes another one.
 * @property {{ readonly atSend: number, readonly reply: string } | undefined} goodbye
 * @property {readonly Send[]} sends
 */

/** Nodemailer's, short enough for a server that falls silent a thousand times. */
export const timeouts = { connectionTimeout: 400, greetingTimeout: 300, socketTimeout: 300 };

/**
 * All groups of a run, made as they are needed.
 *
 * @param {number} seed
 * @param {number} sends How many there are to be in all groups together.
 * @returns {Generator<Group>}
 */
export function* planRun(seed, sends) {
  for (let number = 1, left = sends; left > 0; number += 1) {
    const group = planGroup(seed, number);
    yield { ...group, sends: group.sends.slice(0, left) };
    left -= group.sends.length;
  }
}

/** @param {number} seed @param {number} number @returns {Group} */
export function planGroup(seed, number) {
  const random = new Random('group', seed, number);
  const mode = random.weigh([
    [34, 'plain'],
    [34, 'pool'],
    [12, 'tls'],
    [12, 'pool tls'],
    [8, 'lmtp'],
  ]);
  const encrypted = mode === 'tls' || mode === 'pool tls';
  const pooled = mode.startsWith('pool') || (mode === 'lmtp' && random.chance(0.5));
  const secret = `${random.word(16)}&"/${random.word(4)}`;
  const count = random.weigh([
    [2, random.integer(1, 5)],
    [4, random.integer(6, 30)],
    [1, random.integer(31, 60)],
  ]);
  return {
    seed,
    number,
    mode,
    encryption: encrypted ? random.pick(['implicit', 'starttls']) : 'none',
    mechanism: random.weigh([
      [4, 'PLAIN'],
      [2, 'LOGIN'],
      [2, 'CRAM-MD5'],
      [2, 'XOAUTH2'],
    ]),
    user: `user${number}@example.com`,
    secret,
    given: random.chance(0.06) ? `${random.word(16)}&"/${random.word(4)}` : secret,
    pace: random.weigh([
      [18, 'whole'],
      [1, 'lines'],
      [1, 'bytes'],
    ]),
    pipelining: random.chance(0.7),
    deadline: random.weigh([
      [10, 8_000],
      [1, 350],
      [1, 120],
    ]),
    senders: random.integer(1, 10),
    pool: pooled
      ? {
          maxConnections: random.integer(1, 5),
          maxMessages: random.pick([1, 3, 100]),
          idleTimeout: random.pick([20, 60_000]),
          maxRequeues: random.pick([0, 2]),
        }
      : undefined,
    retry: random.chance(0.6)
      ? { retries: random.integer(1, 4), minTimeout: 2, maxTimeout: random.pick([20, 1_500]) }
      : false,
    guard: random.chance(0.4),
    renews: random.chance(0.3),
    chatty: random.chance(0.5),
    crash: random.chance(0.15)
      ? { atMail: random.integer(1, count), downMs: random.pick([0, 5, 50]) }
      : undefined,
    close:
      pooled && random.chance(0.2)
        ? {
            atSend: random.integer(1, count),
            afterMs: random.pick([0, 1, 3, 10, 50]),
            force: random.chance(0.7),
          }
        : undefined,
    goodbye:
      pooled && random.chance(0.2)
        ? { atSend: random.integer(1, count), reply: random.pick(['221 2.0.0 Bye', '421 4.3.2 Going down']) }
        : undefined,
    sends: Array.from({ length: count }, (_, index) => planSend(seed, `${number}-${index + 1}`)),
  };
}

/** @param {number} seed @param {string} id @returns {Send} */
function planSend(seed, id) {
  const random = new Random('send', seed, id);
  const recipients = random.weigh([
    [3, 1],
    [1, random.integer(2, 4)],
  ]);
  return {
    id,
    recipients: Array.from({ length: recipients }, (_, index) => ({
      address: `r${index + 1}.${id}@example.net`,
      fate: random.weigh([
        [12, 'welcome'],
        [1, 'refused'],
        [recipients > 1 ? 3 : 1, 'deferred'],
      ]),
      times: random.integer(1, 3),
    })),
    size: random.weigh([
      [14, 'small'],
      [1, 'large'],
    ]),
    attachment: random.weigh([
      [8, 'none'],
      [1, 'buffer'],
      [1, 'stream'],
    ]),
    abort: random.weigh([
      [30, undefined],
      [1, { afterMs: random.pick([0, 1, 2, 5, 10, 30, 100]) }],
      [1, { phase: random.pick(['mail', 'rcpt', 'data', 'body', 'final-dot']) }],
    ]),
  };
}

/**
 * What goes wrong on a connection, whatever it carries.
 *
 * @param {Group} group
 * @param {number} connection From 1, over all servers of the group.
 * @returns {Steps}
 */
export function connectionFault({ seed, number, encryption, pool, given, guard }, connection) {
  const random = new Random('connection', seed, number, connection);
  if (!random.chance(0.2)) return {};
  const phase = random.weigh([
    [2, 'greeting'],
    [2, 'ehlo'],
    // One refused login is the end of all others where they are guarded.
    [guard ? 0.5 : 2, 'auth'],
    [guard ? 0.5 : 3, 'auth-response'],
    [encryption === 'starttls' ? 3 : 0, 'starttls'],
    [encryption === 'none' ? 0 : 1, 'tls'],
    [pool === undefined ? 0 : 6, 'idle'],
    [pool === undefined ? 0 : 4, 'rset'],
  ]);
  return faultFor(random, phase, given);
}

/**
 * What goes wrong with a message; each attempt has its own luck.
 *
 * @param {Group} group
 * @param {string} id
 * @param {number} attempt From 1.
 * @returns {Steps}
 */
export function messageFault({ seed, given }, id, attempt) {
  const random = new Random('message', seed, id, attempt);
  if (!random.chance(0.3)) return {};
  const phase = random.weigh([
    [2, 'mail'],
    [2, 'rcpt'],
    [2, 'data'],
    [2, 'body'],
    [5, 'final-dot'],
  ]);
  return faultFor(random, phase, given);
}

/** The recipient that a fault hits, in an attempt with so many. @param {Group} group @param {string} id @param {number} attempt @param {number} recipients */
export function victim({ seed }, id, attempt, recipients) {
  return new Random('victim', seed, id, attempt).integer(1, recipients);
}
