import { copies, isDenied, passagesOf, sendsOf } from './evidence.js';
import { isReady } from './settling.js';

/** @typedef {import('./evidence.js').Promise} Promise */

/**
 * Who is told that a message is delivered has it at the server. One order nobody can tell from the truth: an
 * acceptance of something else that is received after the final dot has left, on a session in step.
 *
 * @type {Promise}
 */
export function delivered(evidence) {
  return sendsOf(evidence).flatMap((request) => {
    const { outcome } = request;
    if (!outcome || outcome.how === 'untyped') return [];
    const believed = passagesOf(evidence, request).flatMap(({ believable, taken }) =>
      believable === 'acceptance' ? taken : [],
    );
    const absent = outcome.accepted.filter(
      (address) => copies(evidence, request, address).length === 0 && !believed.includes(address),
    );
    const hasNobody = outcome.how === 'resolved' && outcome.accepted.length === 0;
    if (absent.length === 0 && !hasNobody) return [];
    const says =
      outcome.how === 'resolved' ? `resolved with '${outcome.response}'` : `rejected as ${outcome.reason}`;
    return [
      {
        promise: 'delivered is delivered',
        request,
        says: `${request.id} was ${says}, and the server did not take it for ${absent.length} that are said to have it`,
      },
    ];
  });
}

/**
 * Who is told that a message was not sent, or may be sent again, can rely on it. The mirror of the order above: a
 * refusal of something else that is received after the final dot has left.
 *
 * @type {Promise}
 */
export function notSent(evidence) {
  return sendsOf(evidence).flatMap((request) => {
    return request.tries.flatMap(({ begun, outcome }, index) => {
      if (outcome?.how !== 'rejected' || !(outcome.delivery === 'not-sent' || outcome.safe)) return [];
      const until = request.tries[index + 1]?.begun ?? Number.POSITIVE_INFINITY;
      const taken = evidence.server.acceptances.find(
        ({ id, at, connection }) =>
          id === request.id && at >= begun && at < until && !isDenied(evidence, request, connection),
      );
      if (!taken) return [];
      const says = `${request.id} was rejected as ${outcome.reason} ('${outcome.delivery}'${outcome.safe ? ', safe to send again' : ''}) in phase ${outcome.phase}, and the server has it`;
      return [{ promise: 'not-sent is not sent', request, says }];
    });
  });
}

/** What is said to be delivered to some is not denied to others who have it. @type {Promise} */
export function typed(evidence) {
  return evidence.application.requests.flatMap((request) =>
    request.tries.flatMap(({ outcome }) =>
      outcome?.how === 'untyped'
        ? [
            {
              promise: 'errors are typed',
              request,
              says: `${request.id} was rejected with an error that is none of the library's: ${outcome.text.slice(0, 200)}`,
            },
          ]
        : [],
    ),
  );
}

/** What cannot be out is not called unknown: of a message whose body had not begun the server has nothing. @type {Promise} */
export function certain(evidence) {
  return sendsOf(evidence).flatMap((request) => {
    if (request.does.includes('speaks HTTP')) return [];
    return request.tries.flatMap(({ begun, outcome }, index) => {
      if (outcome?.how !== 'rejected' || outcome.delivery !== 'unknown') return [];
      const until = request.tries[index + 1]?.begun ?? Number.POSITIVE_INFINITY;
      const isOut = passagesOf(evidence, request).some(
        (passage) => passage.bodyBegun && passage.begun >= begun && passage.begun < until,
      );
      if (isOut) return [];
      return [
        {
          promise: 'what cannot be out is not called unknown',
          request,
          says: `${request.id} was rejected as ${outcome.reason} ('unknown'), and no body of it had begun`,
        },
      ];
    });
  });
}

/** What a connection's failure kept from being sent may be sent again. @type {Promise} */
export function retriable(evidence) {
  return sendsOf(evidence).flatMap((request) =>
    request.tries.flatMap(({ outcome }) => {
      if (outcome?.how !== 'rejected' || outcome.delivery !== 'not-sent' || outcome.safe) return [];
      if (
        !isReady(request) ||
        !/^connection\.(?:lost|reset|refused|timeout|unreachable)$/.test(outcome.reason)
      )
        return [];
      return [
        {
          promise: 'what a lost connection kept back may be sent again',
          request,
          says: `${request.id} was rejected as ${outcome.reason} ('not-sent'), and is said to be unsafe to send again`,
        },
      ];
    }),
  );
}
