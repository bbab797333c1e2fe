import type { SentInfo } from '../nodemailer/shapes.js';
import { isRefusal } from '../reply/code-classes.js';
import { shown } from '../session/server-text.js';
import type { Session, SessionReply } from '../session/session.js';

/** The error that Nodemailer gives for a recipient that was refused. */
interface RefusalError extends Error {
  readonly recipient: string | undefined;
}

/**
 * The recipients that a server refused at RCPT, and with LMTP after the final dot, each with its error as
 * Nodemailer gives it: it tells of them only where it resolves.
 *
 * @param to The recipients that the message was sent to, in their order.
 */
export function refusedRecipients(to: readonly string[], session: Session): readonly RefusalError[] {
  const { finalReplies, outOfStep } = session;
  const places = new Set(session.refusedRecipients.map(({ place }) => place));
  const atRcpt = session.refusedRecipients.map(({ place, reply }) =>
    refusalError(to[place], reply, { code: 'EENVELOPE', command: 'RCPT TO' }),
  );
  // One reply is for all of them, and what is out of step is for nobody.
  if (finalReplies.expected < 2 || outOfStep) return atRcpt;
  const asked = to.filter((_, place) => !places.has(place));
  const late = finalReplies.received.flatMap((reply, index) =>
    isRefusal(reply.code) ? lateRefusal(asked[index], reply) : [],
  );
  return [...atRcpt, ...late];
}

/**
 * Adds to what a transport resolved with the errors of the recipients that an LMTP server refused
 * after the final dot: Nodemailer names them in `rejected`, and only since 10.2 in `rejectedErrors`.
 */
export function addLateRefusals(info: SentInfo, session: Session | undefined): void {
  const { rejected = [], rejectedErrors = [] } = info;
  const missing = rejected.length - rejectedErrors.length;
  const replies = session?.finalReplies.received.filter(({ code }) => isRefusal(code)) ?? [];
  if (missing === 0 || missing !== replies.length) return;
  const recipients = rejected.slice(-missing);
  const late = replies.map((reply, index) => lateRefusal(recipients[index], reply));
  Object.assign(info, { rejectedErrors: [...rejectedErrors, ...late] });
}

function lateRefusal(recipient: string | undefined, reply: SessionReply): RefusalError {
  return refusalError(recipient, reply, { code: 'EMESSAGE', command: 'DATA' });
}

function refusalError(
  recipient: string | undefined,
  { code: responseCode, raw }: SessionReply,
  stage: { readonly code: string; readonly command: string },
): RefusalError {
  const error = new Error(`Message failed for recipient ${recipient}: ${raw}`);
  return Object.assign(error, { ...stage, response: shown(raw), responseCode, recipient });
}
