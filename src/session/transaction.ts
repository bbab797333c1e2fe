import { isAcceptance, isGoneAheadOn, isTakenForYes } from '../reply/code-classes.js';
import type { FinalReplies, RefusedRecipient, SessionReply } from './session.js';

/** What is known of a message's recipients. */
interface Recipients {
  /** How many were answered. */
  readonly answered: number;
  readonly accepted: number;
  /** A yes that is none. */
  readonly doubtful: SessionReply | undefined;
  readonly refused: readonly RefusedRecipient[];
}

/** One message of a session, from its MAIL command on (RFC 5321 section 3.3). */
export type Transaction =
  /** Nothing has been said to DATA. */
  | { readonly is: 'envelope'; readonly recipients: Recipients }
  /** The message does not go out. */
  | { readonly is: 'refused'; readonly recipients: Recipients; readonly dataReply: SessionReply }
  /** It goes out, or is out. */
  | {
      readonly is: 'message';
      readonly recipients: Recipients;
      readonly dataReply: SessionReply;
      readonly final: FinalReplies;
    };

const nobody: Recipients = { answered: 0, accepted: 0, doubtful: undefined, refused: [] };

/** A message of which nothing is known but that it begins, or none at all. */
export const newTransaction: Transaction = { is: 'envelope', recipients: nobody };

/** A reply to RCPT has come. */
export function recipientAnswered(transaction: Transaction, reply: SessionReply): Transaction {
  return { ...transaction, recipients: withAnswer(transaction.recipients, reply) };
}

function withAnswer(recipients: Recipients, reply: SessionReply): Recipients {
  const { answered: place, accepted, doubtful, refused } = recipients;
  const answered = place + 1;
  if (!isTakenForYes(reply.raw)) return { ...recipients, answered, refused: [...refused, { place, reply }] };
  const isDoubtful = doubtful === undefined && !isAcceptance(reply.code);
  return { answered, accepted: accepted + 1, doubtful: isDoubtful ? reply : doubtful, refused };
}

/**
 * The reply to DATA has come.
 *
 * @param isLmtp With LMTP each recipient that was accepted has a reply of its own (RFC 2033 section 4.2).
 */
export function dataAnswered(
  { recipients }: Transaction,
  dataReply: SessionReply,
  isLmtp: boolean,
): Transaction {
  if (!isGoneAheadOn(dataReply.raw)) return { is: 'refused', recipients, dataReply };
  const expected = isLmtp ? recipients.accepted : 1;
  return { is: 'message', recipients, dataReply, final: { expected, received: [] } };
}

/** A reply to the message itself has come. */
export function messageAnswered(transaction: Transaction, reply: SessionReply): Transaction {
  if (transaction.is !== 'message') return transaction;
  const { expected, received } = transaction.final;
  return { ...transaction, final: { expected, received: [...received, reply] } };
}
