import {
  accepting,
  afterBytes,
  bytewise,
  closing,
  dripped,
  drop,
  echo,
  garbage,
  hang,
  linewise,
  oversized,
  refusing,
  repeated,
  reset,
  stall,
} from 'nodemailer-smtp-errors/testing';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('nodemailer-smtp-errors/testing').Action} Action */
/** @typedef {import('nodemailer-smtp-errors/testing').ScriptPhase} ScriptPhase */
/** @typedef {readonly [name: string, action: Action]} Fault A fault, and what a person calls it. */
/** @typedef {(random: Random, secret: string) => Fault} Maker Makes one kind of fault; may give the secret away. */
/** @typedef {{ readonly [phase in ScriptPhase]?: Fault }} Steps What goes wrong, and where. */

/** What real servers say, and some things that none should. @type {readonly [string, ...string[]]} */
const deferrals = [
  '451 4.3.0 Try again later',
  '450 4.2.0 Greylisted, please try again in 1 seconds',
  '451 4.7.1 Please try again in 10 minutes',
  '452 4.3.1 Insufficient system storage',
  '450 4.2.2 Mailbox full',
  '454 4.7.0 Temporary authentication failure',
  '432 4.7.12 A password transition is needed',
  '421 4.7.0 Too many errors',
  '455 4.5.0 Server unable to accommodate parameters',
  '451-4.3.0 Not now\r\n451 4.3.0 and not in this order',
  '450',
  '400 4.0.0',
  '451 \u001b[31m4.7.650 \u0007 rate',
];

/** @type {readonly [string, ...string[]]} */
const refusals = [
  '550 5.1.1 No such user',
  '554 5.7.1 Rejected by policy',
  '552 5.3.4 Message too big',
  '530 5.7.0 Authentication required',
  '535 5.7.8 Username and Password not accepted',
  '534 5.7.9 Application-specific password required',
  '550 5.7.26 This mail is unauthenticated',
  '503 5.5.1 Bad sequence of commands',
  '500 5.5.2 Command not recognized',
  '504 5.5.4 Unrecognized authentication mechanism',
  '553 5.1.3 Bad address syntax',
  '571 5.7.1 Delivery not authorized',
  '550-5.7.1 First\r\n550-5.7.1 second\r\n550 5.7.1 third line',
  '550',
  '599 5.9.9 \u00fc\u4e2d \u001b]0;title\u0007',
];

/** @type {readonly [Uint8Array, ...Uint8Array[]]} */
const noise = [
  Buffer.from([0x00, 0xff, 0xfe, 0x16, 0x03, 0x01, 0x1b, 0x5b, 0x0d, 0x0a]),
  Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
  Buffer.from('25\r\n'),
  Buffer.from('999 Sorry\r\n'),
  Buffer.from('\r\n\r\n\r\n'),
  Buffer.from('354 What?\r\n'),
  Buffer.from('199 Well\r\n'),
];

/** @param {Random} random @param {4 | 5} digit */
function refusal(random, digit) {
  if (random.chance(0.2)) return `${digit}${random.integer(0, 9)}${random.integer(0, 9)} ${random.word(12)}`;
  return random.pick(digit === 4 ? deferrals : refusals);
}

/** @param {Random} random */
function goodbye(random) {
  return random.pick([
    '221 2.0.0 Bye',
    '221 Closing',
    '421 4.3.2 Shutting down',
    '421 4.4.2 Idle for too long',
  ]);
}

/** The faults of every phase. @type {readonly [import('./random.js').Weighted<Maker>, ...import('./random.js').Weighted<Maker>[]]} */
const anywhere = [
  [8, (random) => named('4xx', refusal(random, 4))],
  [8, (random) => named('5xx', refusal(random, 5))],
  [2, (random) => named('4xx and FIN', closing(refusal(random, 4)))],
  [2, (random) => named('5xx and RST', { says: refusal(random, 5), ending: 'reset' })],
  [5, (random) => named('goodbye and FIN', closing(goodbye(random)))],
  [3, (random) => named('goodbye, stays', goodbye(random))],
  [5, () => ['FIN', drop()]],
  [5, () => ['RST', reset()]],
  [3, () => ['silence', hang()]],
  [1, () => ['deaf', stall()]],
  [4, (random) => ['garbage', garbage(random.pick(noise))]],
  [1, (random) => ['garbage and FIN', closing(garbage(random.pick(noise)))]],
  [1, (random) => ['oversized', refusing(oversized(random.pick([8_000, 70_000, 1_200_000]), 550))]],
  [3, () => ['byte by byte', bytewise()]],
  [2, () => ['line by line', linewise()]],
  [2, (random) => named('4xx, dripped', dripped(refusal(random, 4), 1))],
  [2, () => ['dripped', dripped('ok', 1)]],
  [1, () => ['said twice', repeated('ok', 2)]],
  [2, (random) => named('echo', echo(refusal(random, 5)))],
  [
    2,
    (random, secret) => [
      'tells the secret',
      `550 5.7.1 ${random.pick(['', 'user '])}${secret} is not welcome`,
    ],
  ],
  [1, () => ['half a reply and FIN', { says: Buffer.from('250 2.0'), ending: 'drop' }]],
];

/** After the final dot there is more to go wrong: the message may have been taken. @type {typeof anywhere} */
const afterDot = [
  ...anywhere,
  [5, () => ['takes it, FIN', accepting(drop())]],
  [5, () => ['takes it, RST', accepting(reset())]],
  [3, () => ['takes it, silence', accepting(hang())]],
  [5, (random) => named('takes it, goodbye and FIN', accepting(closing(goodbye221(random))))],
  [3, (random) => named('takes it, goodbye, stays', accepting(goodbye221(random)))],
  [2, (random) => ['takes it, garbage', accepting(garbage(random.pick(noise)))]],
  [1, () => ['takes it, oversized', accepting(oversized(1_200_000))]],
  [
    3,
    () => ['takes it, half a reply and FIN', accepting({ says: Buffer.from('250 2.0.0 O'), ending: 'drop' })],
  ],
  [3, () => ['takes it, dripped', accepting(dripped('ok', 1))]],
  [3, () => ['takes it and RST', accepting({ ending: 'reset' })]],
  [3, () => ['takes it and FIN', accepting(closing())]],
  [3, (random) => named('refuses and FIN', refusing(closing(refusal(random, 5))))],
  [3, (random) => named('refuses and RST', refusing({ says: refusal(random, 4), ending: 'reset' }))],
];

/** Only a 221: a server that says 421 and has taken the message lies, and nobody can know that. @param {Random} random */
function goodbye221(random) {
  return random.pick(['221 2.0.0 Bye', '221 Closing']);
}

/** Unasked, on a connection that has nothing to do. @type {typeof anywhere} */
const whileIdle = [
  [5, (random) => named('goodbye and FIN', closing(goodbye(random)))],
  [2, (random) => named('goodbye, stays', goodbye(random))],
  [3, () => ['FIN', drop()]],
  [3, () => ['RST', reset()]],
  [1, (random) => ['garbage', garbage(random.pick(noise))]],
  [1, () => ['silence', hang()]],
];

/** Instead of a handshake. @type {typeof anywhere} */
const handshake = [
  [2, () => ['FIN', drop()]],
  [2, () => ['RST', reset()]],
  [1, () => ['silence', hang()]],
  [1, (random) => named('goodbye in clear', goodbye(random))],
  [1, (random) => ['garbage', garbage(random.pick(noise))]],
];

/**
 * A fault for a phase, with what belongs to it in a later one.
 *
 * @param {Random} random
 * @param {ScriptPhase} phase
 * @param {string} secret What a server might give away.
 * @returns {Steps}
 */
export function faultFor(random, phase, secret) {
  if (phase === 'body') return inTheBody(random, secret);
  return { [phase]: random.weigh(makersFor(phase))(random, secret) };
}

/** @param {ScriptPhase} phase */
function makersFor(phase) {
  if (phase === 'final-dot') return afterDot;
  if (phase === 'idle') return whileIdle;
  return phase === 'tls' ? handshake : anywhere;
}

/**
 * Whatever is said in the middle of a message, the server stands by it: it does not take the message
 * afterwards, which the client could not know.
 *
 * @param {Random} random @param {string} secret @returns {Steps}
 */
function inTheBody(random, secret) {
  const [name, action] = random.weigh(anywhere)(random, secret);
  const after = random.pick([1, 100, 3_000, 60_000, 150_000]);
  return {
    body: [`after ${after} bytes: ${name}`, afterBytes(after, action)],
    'final-dot': ['had enough in the body', refusing(drop())],
  };
}

/** @param {string} name @param {Action} action @returns {Fault} */
function named(name, action) {
  const says = typeof action === 'string' ? action : action.says;
  return [typeof says === 'string' ? `${name} (${JSON.stringify(says)})` : name, action];
}
