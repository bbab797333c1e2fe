import { isAcceptance, isRefusal } from '../reply/code-classes.js';
import type { Answer, InfoFacts, Reading, SessionFacts } from './facts.js';

/** Why a send that a transport resolved was not a delivery. */
export type Refutation =
  /** A positive reply that accepts nothing stood where the acceptance belongs, as 221 does. */
  | { readonly because: 'no-acceptance'; readonly reply: string }
  /** The server took its leave before the message was complete. */
  | { readonly because: 'goodbye'; readonly reply: string }
  /** The acceptance came before the message was complete. */
  | { readonly because: 'premature'; readonly reply: string }
  /** LMTP: every recipient was refused after the final dot. */
  | { readonly because: 'all-refused' };

/**
 * Holds a resolved send against what the server really said. Nodemailer takes every reply that
 * starts with 2 for an acceptance; RFC 5321 section 4.3.2 knows only 250 in answer to the final
 * dot, and 251 to 259 are of its kind.
 *
 * @returns Why this is no delivery, or `undefined` where it is one.
 */
export function refuteAcceptance(
  info: InfoFacts,
  session: SessionFacts | undefined,
  reading: Reading,
): Refutation | undefined {
  const strange = session?.finalReplies.received.find(isNoAcceptance);
  const finished = reading === 'read';
  if (strange && strange.code === 221 && !finished) return { because: 'goodbye', reply: strange.raw };
  if (strange) return { because: 'no-acceptance', reply: strange.raw };
  if (!session) {
    const response = typeof info.response === 'string' ? info.response : '';
    // A queue id or a Message-ID may begin with digits: only a closing reply is surely none.
    return /^221(?:[ -]|$)/.test(response) ? { because: 'no-acceptance', reply: response } : undefined;
  }
  const { outOfStep, finalReplies, dataReply } = session;
  const answer = finalReplies.received.at(-1);
  // A reply that is doubled, 250 to DATA for one, may have shifted all that follow.
  if (answer && (outOfStep || (dataReply && !session.agreedToMessage)))
    return { because: 'no-acceptance', reply: answer.raw };
  if (info.accepted?.length === 0 && info.rejected?.length) return { because: 'all-refused' };
  // Whom the server took is known only where there was a single one to take.
  const { doubtfulRecipient } = session;
  if (doubtfulRecipient && (info.accepted?.length ?? 0) > 1)
    return { because: 'no-acceptance', reply: doubtfulRecipient.raw };
  return answer && !finished ? { because: 'premature', reply: answer.raw } : undefined;
}

/** Refusals are not meant: LMTP gives them next to acceptances, and Nodemailer reports them. */
function isNoAcceptance({ code }: Answer): boolean {
  return !isRefusal(code) && !isAcceptance(code);
}
