import { isWhole } from '../application/messages.js';
import { copies, passagesOf, sendsOf } from './evidence.js';

/** @typedef {import('./evidence.js').Promise} Promise */

/** Nobody gets a message twice. @type {Promise} */
export function once(evidence) {
  return sendsOf(evidence).flatMap((request) => {
    const most = Math.max(
      0,
      ...request.letter.recipients.map((address) => copies(evidence, request, address).length),
    );
    if (most < 2 || passagesOf(evidence, request).some(({ believable }) => believable === 'refusal'))
      return [];
    return [
      { promise: 'once', request, says: `${request.id} was taken ${most} times for the same recipient` },
    ];
  });
}

/** What arrives is complete. @type {Promise} */
export function complete(evidence) {
  return sendsOf(evidence).flatMap((request) => {
    const halves = evidence.server.acceptances.filter(
      ({ id, text, connection }) =>
        id === request.id && connection > 0 && !isWhole(request.letter, text, request.shares),
    );
    if (halves.length === 0) return [];
    return [
      {
        promise: 'complete',
        request,
        says: `${request.id} arrived with a part missing (${halves[0]?.text.length} bytes)`,
      },
    ];
  });
}

/** A message whose parts are all there is not called unreadable, however often it is tried. @type {Promise} */
export function readable(evidence) {
  return sendsOf(evidence).flatMap((request) => {
    const { content } = request.letter;
    if (
      request.shares ||
      content === 'failing stream' ||
      request.does.some((what) => what.startsWith('hangs by'))
    )
      return [];
    const failed = request.tries.some(
      ({ outcome }) => outcome?.how === 'rejected' && outcome.kind === 'MessageUnreadable',
    );
    if (!failed) return [];
    return [
      {
        promise: 'what can be read is read',
        request,
        says: `${request.id} was called unreadable, and carries a ${content} that is none`,
      },
    ];
  });
}
