import type { SentInfo } from '../nodemailer/shapes.js';
import { isRefusal } from '../reply/code-classes.js';
import type { Session } from '../session/session.js';

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
  const late = replies.map(({ code, raw }, index) => {
    const recipient = recipients[index];
    const error = new Error(`Message failed for recipient ${recipient}: ${raw}`);
    return Object.assign(error, {
      code: 'EMESSAGE',
      command: 'DATA',
      response: raw,
      responseCode: code,
      recipient,
    });
  });
  Object.assign(info, { rejectedErrors: [...rejectedErrors, ...late] });
}
