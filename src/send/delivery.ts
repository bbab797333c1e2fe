import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { Reason } from '../diagnosis/reasons.js';
import type { Delivery } from '../errors/outcome.js';
import { isRefusal } from '../reply/code-classes.js';
import type { Session } from '../session/session.js';

/** After these nobody knows whether the other side had already taken what it was given. */
const inconclusive: readonly Reason[] = [
  'connection.lost',
  'connection.reset',
  'connection.timeout',
  'send.aborted',
  'other',
];

/**
 * Says where the message of a failed SMTP send is.
 *
 * The final dot can have gone out only once the message was read to its end, and it counts only
 * where the server agreed to take a message. After it a refusal is an answer; anything else is not.
 *
 * @param session The session that carried the message.
 * @param finished Whether the message had been read to its end.
 */
export function smtpDelivery(session: Session | undefined, finished: boolean): Delivery {
  if (!finished) return 'not-sent';
  if (!session?.isFollowed) return 'unknown';
  if (!session.acceptsMessage) return 'not-sent';
  if (session.outOfStep || !session.agreedToMessage) return 'unknown';
  const { expected, received } = session.finalReplies;
  const allRefused = received.every(({ code }) => isRefusal(code));
  return received.length >= expected && allRefused ? 'not-sent' : 'unknown';
}

/** The same for a transport that is no SMTP: what it says about its failure has to do. */
export function otherDelivery({ reason, ruleId }: Diagnosis, finished: boolean): Delivery {
  const saysNothing = inconclusive.includes(reason) || ruleId === KILLED;
  return finished && saysNothing ? 'unknown' : 'not-sent';
}

/** A sendmail command that was killed may have put the message into its queue before. */
const KILLED = 'sendmail.interrupted';
