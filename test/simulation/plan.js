import fc from 'fast-check';
import { behaviours as applicationBehaviours } from './application/behaviours/index.js';
import { behaviours as serverBehaviours } from './server/behaviours/index.js';

/** @typedef {import('./application/application.js').MailerPlan} MailerPlan */
/** @typedef {import('./server/server.js').ServerPlan} ServerPlan */
/** @typedef {import('./server/token-endpoint.js').TokenPlan} TokenPlan */
/** @typedef {import('./world/wire.js').Travel} Travel */

/** @typedef {{ readonly does: string, readonly at: number, readonly how: any }} Step */

/**
 * All that is decided about a run before it begins; the rest follows from it.
 *
 * @typedef {object} Plan
 * @property {number} seed For what is left to chance on the way.
 * @property {Travel} travel
 * @property {ServerPlan} server
 * @property {TokenPlan} tokens
 * @property {MailerPlan} mailer
 * @property {readonly Step[]} steps
 */

const rarely = (/** @type {any} */ usual, /** @type {any} */ rare, weight = 6) =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(rare) });

/** @type {fc.Arbitrary<Travel>} */
const travel = fc
  .record({
    fastest: fc.constantFrom(0, 0, 1, 10),
    more: fc.constantFrom(0, 0, 2, 30, 400),
    cut: fc.oneof(
      { weight: 5, arbitrary: fc.constant(/** @type {const} */ ('whole')) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(/** @type {const} */ ('pieces'), /** @type {const} */ ('bytes')),
      },
    ),
    joins: fc.boolean(),
    window: fc.constantFrom(65_536, 65_536, 65_536, 512, 64),
  })
  .map(({ fastest, more, ...rest }) => ({ fastest, slowest: fastest + more, ...rest }));

/** Where something goes wrong: most of it where a message is at stake. */
const weights = /** @type {Readonly<Record<string, number>>} */ ({
  'final-dot': 6,
  data: 4,
  rcpt: 2,
  mail: 2,
  auth: 2,
  body: 2,
});

/** @type {fc.Arbitrary<import('./server/server.js').Fault>} */
const fault = fc.oneof(
  ...Object.entries(serverBehaviours).map(([does, { phases, how }]) =>
    fc.record({
      does: fc.constant(does),
      at: fc.oneof(
        ...phases.map((phase) => ({ weight: weights[phase] ?? 1, arbitrary: fc.constant(phase) })),
      ),
      connection: fc.constantFrom(0, 0, 0, 1, 2),
      after: fc.constantFrom(0, 0, 0, 1, 3),
      every: fc.constantFrom(1, 1, 1, 2),
      times: fc.constantFrom(1, 1, 1, 1, 1, 2, 2, 3, 8, 1000),
      how,
    }),
  ),
);

/** @type {fc.Arbitrary<ServerPlan>} */
const server = fc.record({
  lmtp: rarely(false, true, 9),
  pipelining: fc.boolean(),
  mechanism: fc.constantFrom('PLAIN', 'LOGIN', 'CRAM-MD5'),
  connections: rarely(0, 2, 9),
  perSecond: rarely(0, 3, 9),
  faults: fc.oneof({ withCrossShrink: true }, fc.constant([]), {
    weight: 9,
    arbitrary: fc.array(fault, { maxLength: 5 }),
  }),
});

/** @type {fc.Arbitrary<MailerPlan>} */
const mailer = fc.record({
  pool: fc.boolean(),
  maxConnections: fc.constantFrom(1, 2, 5),
  maxMessages: fc.constantFrom(100, 100, 2),
  perMinute: rarely(0, 1, 5),
  tunnel: rarely(false, true, 9),
  auth: fc.constantFrom(
    /** @type {const} */ ('none'),
    /** @type {const} */ ('login'),
    /** @type {const} */ ('login'),
    /** @type {const} */ ('token'),
  ),
  retries: fc.constantFrom(0, 2, 2, 3),
  deadline: fc.constantFrom(0, 0, 0, 8_000, 60_000),
  guard: rarely(true, false),
  credentials: fc.oneof(
    { weight: 6, arbitrary: fc.constant(/** @type {const} */ ('none')) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        /** @type {const} */ ('right'),
        /** @type {const} */ ('slow'),
        /** @type {const} */ ('hangs'),
      ),
    },
  ),
  confirms: fc.oneof(
    { weight: 6, arbitrary: fc.constant(/** @type {const} */ ('none')) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        /** @type {const} */ ('knows'),
        /** @type {const} */ ('slow'),
        /** @type {const} */ ('hangs'),
        /** @type {const} */ ('throws'),
      ),
    },
  ),
  logger: fc.oneof(
    { weight: 3, arbitrary: fc.constant(/** @type {const} */ ('none')) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        /** @type {const} */ ('keeps'),
        /** @type {const} */ ('throws'),
        /** @type {const} */ ('rejects'),
      ),
    },
  ),
  timeouts: fc.constantFrom(/** @type {const} */ ('Nodemailer'), /** @type {const} */ ('short')),
});

/** What applications do more than other things. @type {Readonly<Record<string, number>>} */
const often = { sends: 14, 'changes password': 2, 'fails over': 2, verifies: 3, aborts: 2 };

/** @type {fc.Arbitrary<Step>} */
const step = fc.oneof(
  ...Object.entries(applicationBehaviours).map(([does, { how }]) => ({
    weight: often[does] ?? 1,
    arbitrary: fc.record({
      does: fc.constant(does),
      at: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(0, 500, 3_000, 40_000, 100_000)),
      how,
    }),
  })),
);

/** @type {fc.Arbitrary<TokenPlan>} */
const tokens = fc.record({
  answers: fc.constantFrom(
    /** @type {const} */ ('at once'),
    /** @type {const} */ ('at once'),
    /** @type {const} */ ('slowly'),
    /** @type {const} */ ('never'),
    /** @type {const} */ ('refuses'),
    /** @type {const} */ ('is down'),
    /** @type {const} */ ('is busy'),
  ),
});

/** @type {fc.Arbitrary<Plan>} */
export const plans = fc.noBias(
  fc.record({
    seed: fc.integer({ min: 0, max: 0xffff_ffff }).map((seed) => seed >>> 0),
    travel,
    server,
    tokens,
    mailer,
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
  }),
);

/** Consecutive seeds would give like plans. @param {number} seed */
export function scrambled(seed) {
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return mixed ^ (mixed >>> 16);
}

/** The plan of one run. @param {number} seed @returns {Plan} */
export function planOf(seed) {
  const [plan] = fc.sample(plans, { seed: scrambled(seed), numRuns: 1 });
  if (!plan) throw new Error('fast-check gave no plan');
  return plan;
}
