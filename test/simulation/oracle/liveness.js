import { hasLimits, limitsConnections } from '../limits.js';
import { sendsOf } from './evidence.js';
import { isByClock } from './settling.js';

/** @typedef {import('./evidence.js').Promise} Promise */

/** What was begun so shortly before the end may be under way still. */
const STALL_MS = 300_000;

/** When all is well again what is sent arrives: no login is suspended any more, no queue starves, no pool is dead. @type {Promise} */
export function recovers({ canaries, plan }) {
  const failed = canaries.find(({ outcome }) => outcome?.how !== 'resolved');
  if (!failed || isTooSlow(plan)) return [];
  const { outcome } = failed;
  const came =
    outcome?.how === 'rejected'
      ? `rejected as ${outcome.reason} (${outcome.message.slice(0, 200)})`
      : (outcome?.how ?? 'not settled');
  return [
    {
      promise: 'when all is well again mail flows',
      request: failed,
      says: `${failed.id}, sent twenty minutes after the last fault, was ${came}`,
    },
  ];
}

/** Who sends again for as long as the error says that this is safe gets every message delivered. @type {Promise} */
export function arrives(evidence) {
  return sendsOf(evidence).flatMap((request) => {
    const last = request.tries.findLast(({ begun }) => begun < evidence.closedAt - STALL_MS);
    if (
      !last ||
      !request.isTriedAgain ||
      request.outcome?.how === 'resolved' ||
      isTooSlow(evidence.plan) ||
      request.letter.content === 'hanging stream'
    )
      return [];
    const { outcome } = last;
    if (outcome && !(outcome.how === 'rejected' && outcome.safe)) return [];
    const came = outcome?.how === 'rejected' ? `rejected as ${outcome.reason}` : 'not settled';
    return [
      {
        promise: 'what may be tried again arrives',
        request,
        says: `${request.id} was tried ${request.tries.length} times and is still ${came}`,
      },
    ];
  });
}

/** A server that takes everything gets everything. @type {Promise} */
export function honest(evidence) {
  const { plan, server } = evidence;
  if (server.mishaps.length > 0 || hasLimits(plan)) return [];
  const isUsual = plan.steps.every(({ does }) =>
    ['sends', 'shares a stream', 'sends the same', 'verifies'].includes(does),
  );
  if (
    !isUsual ||
    (plan.mailer.auth === 'token' && plan.tokens.answers !== 'at once') ||
    plan.mailer.deadline > 0
  )
    return [];
  return sendsOf(evidence).flatMap((request) => {
    const [first] = request.tries;
    if (first?.outcome?.how === 'resolved') return [];
    if (['hanging stream', 'failing stream'].includes(request.letter.content) || request.shares) return [];
    // Behind what never ends a pool's queue does not move.
    const { pool } = plan.mailer;
    if (pool && plan.steps.some(({ how }) => how.content === 'hanging stream') && isByClock(first?.outcome))
      return [];
    const came =
      first?.outcome?.how === 'rejected' ? first.outcome.reason : (first?.outcome?.how ?? 'not settled');
    return [
      {
        promise: 'an honest server gets everything',
        request,
        says: `${request.id} was rejected as ${came}, by a server that refuses nothing`,
      },
    ];
  });
}

/**
 * A network so slow, or a limit so low, that there may not be the time: within a deadline, or while everybody tries
 * for one of two connections.
 *
 * @param {import('../plan.js').Plan} plan
 */
function isTooSlow(plan) {
  const { mailer, travel, steps } = plan;
  // Who sends what never ends keeps a connection for five minutes each time.
  const isSlow = travel.slowest > 100 || steps.some(({ how }) => how.content === 'hanging stream');
  return (mailer.deadline > 0 && (isSlow || mailer.perMinute > 0)) || (limitsConnections(plan) && isSlow);
}
