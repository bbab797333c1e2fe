import { isWhole } from '../application/messages.js';
import { copies, isDenied, sendsOf } from './evidence.js';

/** @typedef {import('./evidence.js').Promise} Promise */

/** Nobody gets a message twice. @type {Promise} */
export function once(evidence) {
  return sendsOf(evidence).flatMap((request) => {
    const counts = request.letter.recipients.map(
      (address) =>
        copies(evidence, request, address).filter(
          ({ connection }) => !isDenied(evidence, request, connection),
        ).length,
    );
    const most = Math.max(0, ...counts);
    if (most < 2) return [];
    return [
      { promise: 'once', request, says: `${request.id} was taken ${most} times for the same recipient` },
    ];
  });
}

/** What arrives is complete. @type {Promise} */
export function complete(evidence) {
  return sendsOf(evidence).flatMap((request) => {
    const halves = evidence.server.acceptances.filter(
      ({ id, text }) => id === request.id && !isWhole(request.letter, text, request.shares),
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
  // Who wants no further try has its streams read once, and a pool tries again by itself.
  if (evidence.plan.mailer.retries === 0) return [];
  return sendsOf(evidence).flatMap((request) => {
    const { content } = request.letter;
    if (
      request.shares ||
      content === 'failing stream' ||
      // What does not come cannot be read, and the application is told so.
      content === 'hanging stream' ||
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

/** However often a message is tried, it has one Message-ID: who gets two can tell that they are one. @type {Promise} */
export function sameMessageId(evidence) {
  return sendsOf(evidence).flatMap((request) =>
    request.tries.flatMap(({ begun }, index) => {
      const until = request.tries[index + 1]?.begun ?? Number.POSITIVE_INFINITY;
      const heard = evidence.server.bodies.filter(
        ({ id, at }) => id === request.id && at >= begun && at < until,
      );
      const ids = new Set(heard.flatMap(({ text }) => /^message-id: *(\S+)/im.exec(text)?.[1] ?? []));
      if (ids.size < 2) return [];
      return [
        {
          promise: 'one Message-ID',
          request,
          says: `${request.id} was sent with ${ids.size} different Message-IDs`,
        },
      ];
    }),
  );
}
