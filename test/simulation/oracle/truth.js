import { copies, passagesOf, sendsOf } from './evidence.js';

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
    if (absent.length === 0) return [];
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
    const refused = passagesOf(evidence, request).some(({ believable }) => believable === 'refusal');
    if (refused) return [];
    return request.tries.flatMap(({ begun, outcome }, index) => {
      if (outcome?.how !== 'rejected' || !(outcome.delivery === 'not-sent' || outcome.safe)) return [];
      const until = request.tries[index + 1]?.begun ?? Number.POSITIVE_INFINITY;
      const taken = evidence.server.acceptances.find(
        ({ id, at }) => id === request.id && at >= begun && at < until,
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
