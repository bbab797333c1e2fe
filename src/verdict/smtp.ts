import { isRefusal } from '../reply/code-classes.js';
import type { Reading, SessionFacts } from './facts.js';

/**
 * Whether the server may have the message of a failed SMTP send.
 *
 * The final dot can have gone out only once the message was read to its end, and it counts only
 * where the server agreed to take a message. After it a refusal is an answer; anything else is not.
 */
export function smtpMayHave(session: SessionFacts | undefined, reading: Reading): boolean {
  if (reading !== 'read') return false;
  if (!session?.isFollowed) return true;
  if (!session.acceptsMessage) return false;
  if (session.outOfStep || !session.agreedToMessage) return true;
  const { expected, received } = session.finalReplies;
  return received.length < expected || !received.every(({ code }) => isRefusal(code));
}
