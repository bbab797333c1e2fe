import { TWO_SERVERS } from '../application/behaviours/fails-over.js';
import { OTHER_LOGIN } from '../application/behaviours/transport-per-request.js';
import { passagesOf } from './evidence.js';

/** @typedef {import('./evidence.js').Promise} Promise */

/** The longest that a send may go without getting on where no deadline is given. */
const STALL_MS = 300_000;

/** What may pass between the end of a wait and that somebody hears of it. */
const SLACK_MS = 1_500;

/** How soon nobody is given up when a process goes on after standing still. */
const READING_MS = 500;

/** Everything that is asked for comes to an end: at its deadline, or when nothing has moved for too long. @type {Promise} */
export function settles(evidence) {
  const { application, plan, ms } = evidence;
  const { deadline } = plan.mailer;
  return application.requests.flatMap((request) =>
    request.tries.flatMap(({ begun, mailer, outcome }) => {
      const settledAt = outcome?.at ?? ms;
      const still = standingStill(plan);
      // The waits between attempts are meant, and no standing still.
      const pauses = deadline > 0 ? 0 : 1000 * (2 ** plan.mailer.retries - 1);
      // A pool's own limit holds it back, for longer than it seems where the clock is set; what waits for a
      // place in its queue is held back by those in there as well.
      const heldBack = plan.mailer.perMinute > 0 ? 120_000 : 0;
      const own = (deadline > 0 ? deadline : STALL_MS) + SLACK_MS + still + pauses + heldBack;
      // Each of two transports has the time that it was given.
      const limit = request.does.includes(TWO_SERVERS) ? 2 * own : own;
      if (settledAt - begun <= limit) return [];
      const moves = deadline > 0 ? [] : [...movesOf(evidence, mailer), ...paceMovesOf(evidence, request)];
      const moved = lastOf(moves, begun, settledAt, limit);
      if (settledAt - moved <= limit) return [];
      const ended = outcome ? `ended ${settledAt - begun} ms after it began` : 'has not ended';
      const promised = deadline > 0 ? `a deadline of ${deadline} ms` : `${STALL_MS} ms without getting on`;
      return [{ promise: 'everything ends', request, says: `${request.id} ${ended}, with ${promised}` }];
    }),
  );
}

/** How long a process stands still in which nobody does anything, be it told to or not. @param {import('../plan.js').Plan} plan */
function standingStill({ steps }) {
  return steps.reduce((sum, { does, how }) => sum + (does === 'stands still' ? how.for : 0), 0);
}

/** When the queue of a mailer moved: something of it was carried, or ended. @param {import('../run.js').Evidence} evidence @param {number} its */
function movesOf(evidence, its) {
  return evidence.application.requests
    .filter(({ tries }) => tries.some(({ mailer }) => mailer === its))
    .flatMap((request) => [
      ...request.tries.flatMap(({ mailer, outcome }) =>
        mailer === its && outcome && !isByClock(outcome) ? outcome.at : [],
      ),
      ...passagesOf(evidence, request).flatMap((passage) => [passage.begun, passage.movedAt]),
    ]);
}

/**
 * When anybody with the same login got through: the pace is one queue for all transports of an account, and moves
 * with each of them.
 *
 * @param {import('../run.js').Evidence} evidence @param {import('../application/application.js').Request} waiting
 */
function paceMovesOf({ application }, waiting) {
  const isOther = waiting.does.includes(OTHER_LOGIN);
  return application.requests
    .filter(({ does }) => does.includes(OTHER_LOGIN) === isOther)
    .flatMap(({ tries }) => tries.flatMap(({ outcome }) => (outcome?.how === 'resolved' ? outcome.at : [])));
}

/** The last of these moves before there was a gap that is too long. @param {readonly number[]} moves @param {number} begun @param {number} until @param {number} limit */
function lastOf(moves, begun, until, limit) {
  let moved = begun;
  for (const at of moves.filter((at) => at > begun && at < until).sort((one, other) => one - other)) {
    if (at - moved > limit) break;
    moved = at;
  }
  return moved;
}

/** Nobody who waits in a pool's queue is given up by the clock while others get through, unless the application said so. @type {Promise} */
export function patient(evidence) {
  const { application, plan, server } = evidence;
  const { deadline, pool, auth } = plan.mailer;
  // Where something else goes wrong, who waits may as well wait for that.
  const isUsual = server.mishaps.length === 0 && (auth !== 'token' || plan.tokens.answers === 'at once');
  if (deadline > 0 || !pool || !isUsual) return [];
  return application.requests.flatMap((request) =>
    request.tries.flatMap(({ begun, mailer, outcome }) => {
      if (!outcome || !isByClock(outcome) || !isReady(request)) return [];
      if (
        passagesOf(evidence, request).some((passage) => passage.begun >= begun && passage.begun < outcome.at)
      )
        return [];
      const moved = lastOf(movesOf(evidence, mailer), begun, outcome.at, STALL_MS);
      if (outcome.at - moved >= STALL_MS - SLACK_MS) return [];
      return [
        {
          promise: 'who waits in a queue that moves is not given up',
          request,
          says: `${request.id} was given up ${outcome.at - moved} ms after another message of its mailer had got through`,
        },
      ];
    }),
  );
}

/** When a process stood still, what lies in the socket is read before anybody is given up. @type {Promise} */
export function readsFirst({ application, server, network }) {
  return application.requests.flatMap((request) => {
    const carriers = server.carriers.get(request.id) ?? [];
    const given = request.tries.find(({ outcome }) => {
      if (!outcome || !isByClock(outcome)) return false;
      return network.connections.some(
        ({ wire }) =>
          carriers.includes(wire.number) &&
          wire.heldUntil !== undefined &&
          Math.abs(wire.heldUntil - outcome.at) <= READING_MS,
      );
    });
    if (!given) return [];
    return [
      {
        promise: 'what was received is read before anybody is given up',
        request,
        says: `${request.id} was given up when its process went on after standing still, and the server's reply lay in the socket`,
      },
    ];
  });
}

/** An abort is heeded at once. @type {Promise} */
export function heedsAborts({ application, plan, ms }) {
  const stands = plan.steps.some(({ does }) => does === 'stands still');
  return application.requests.flatMap((request) => {
    const { abortedAt, outcome } = request;
    if (abortedAt === undefined || stands) return [];
    const took = (outcome?.at ?? ms) - abortedAt;
    if (took <= SLACK_MS) return [];
    return [
      {
        promise: 'an abort is heeded',
        request,
        says: `${request.id} ${outcome ? `ended ${took} ms after it was aborted` : 'has not ended, and was aborted'}`,
      },
    ];
  });
}

/** A forced close ends whatever its pool has under way. @type {Promise} */
export function heedsForce({ application, plan, ms }) {
  const { pool, credentials, confirms } = plan.mailer;
  const slack = SLACK_MS + standingStill(plan);
  // Where the application is asked first, it takes the time that it takes.
  if (!pool || credentials !== 'none' || confirms !== 'none') return [];
  return application.closings
    .filter(({ force }) => force)
    .flatMap(({ mailer, at }) =>
      application.requests.flatMap((request) => {
        const open = request.tries.find(
          ({ begun, outcome }) => begun <= at && (outcome?.at ?? ms) > at + slack,
        );
        if (!open || open.mailer !== mailer || request.what !== 'send' || !isReady(request)) return [];
        return [
          {
            promise: 'a forced close ends everything',
            request,
            says: `${request.id} was under way when its pool was closed by force, and ${open.outcome ? `ended ${open.outcome.at - at} ms later` : 'has not ended'}`,
          },
        ];
      }),
    );
}

/** Whether a message could go out as soon as it was its turn. @param {import('../application/application.js').Request} request */
export function isReady({ letter, does }) {
  return (
    does.every((what) => what === 'sends when all is well again') &&
    (letter?.content === 'text' || letter?.content === 'buffer')
  );
}

/** Whether the application itself ended it. @param {import('../application/outcome.js').Outcome | undefined} outcome */
export function isAbort(outcome) {
  return outcome?.how === 'rejected' && outcome.reason === 'send.aborted';
}

/** Whether the library gave it up for the time that it took. @param {import('../application/outcome.js').Outcome | undefined} outcome */
export function isByClock(outcome) {
  return outcome?.how === 'rejected' && outcome.timeoutType?.startsWith('SEND_') === true;
}
