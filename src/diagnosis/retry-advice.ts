import type { Reply } from '../reply/reply.js';
import type { RetryAdvice } from './diagnosis.js';
import type { Disposition, Reason } from './reasons.js';
import { reasons } from './reasons.js';
import type { Text } from './text/read-text.js';
import { waitingTime } from './waiting-time.js';

/** What a retry depends on. */
export interface RetryFacts {
  readonly reason: Reason;
  readonly disposition: Disposition;
  readonly reply: Reply | undefined;
  /** The text in which a waiting time may stand. */
  readonly text?: Text;
  /** True where the message may have gone out and nothing given tells. */
  readonly uncertain: boolean;
}

function why({ reason, disposition, reply, uncertain }: RetryFacts): string {
  if (reason === 'delivery.unknown') {
    return 'The server may have accepted the message already: sending it again could deliver it twice.';
  }
  if (reason === 'send.aborted') return 'The application itself ended this send.';
  if (uncertain) {
    return 'The connection ended and nothing tells whether the message had gone out: sending it again could deliver it twice.';
  }
  if (disposition === 'operator-action') {
    return 'The account or the set-up has to change first: until then the same will happen again.';
  }
  if (disposition === 'permanent') {
    return reply
      ? `The server refused for good (${reply.code}): the same message will be refused again.`
      : 'Nothing changes by itself: the same message will fail the same way.';
  }
  if (!reply) return 'The message was not handed over, and the cause may pass by itself.';
  const { code } = reply;
  if (code < 400) return `The server closed the connection (${code}) before it had taken the message.`;
  if (code < 500) return `The server did not take the message and says that this is temporary (${code}).`;
  return `The server did not take the message (${code}), for a cause that passes by itself.`;
}

function waitMsOf(reason: Reason): number | undefined {
  const facts = reasons[reason];
  return 'waitMs' in facts ? facts.waitMs : undefined;
}

/** Says whether, why and when the same message may be tried again. */
export function adviseRetry(facts: RetryFacts): RetryAdvice {
  const safe = facts.disposition === 'transient' && !facts.uncertain;
  const advice = { safe, why: why(facts) };
  if (!safe) return advice;
  const afterMs = (facts.text && waitingTime(facts.text)) ?? waitMsOf(facts.reason);
  return afterMs === undefined ? advice : { ...advice, afterMs };
}
