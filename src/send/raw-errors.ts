import { nodemailerFields } from '../nodemailer/error-fields.js';
import type { SentInfo } from '../nodemailer/shapes.js';

export { asError } from '../nodemailer/as-error.js';

/**
 * The error that Nodemailer gives where a server refuses every recipient at RCPT, for a server
 * that refuses them after the final dot (LMTP), where it resolves instead.
 */
export function allRefused(info: SentInfo): Error {
  const errors = info.rejectedErrors ?? [];
  const replies = errors.map(nodemailerFields);
  // As Nodemailer does: one recipient that was only deferred makes it worth another try.
  const deferred = replies.find(({ responseCode }) => responseCode !== undefined && responseCode < 500);
  const { response, responseCode } = deferred ?? replies.at(-1) ?? {};
  const error = new Error("Can't send mail - all recipients were rejected");
  return Object.assign(error, {
    code: 'EMESSAGE',
    command: 'DATA',
    ...(response === undefined ? {} : { response }),
    ...(responseCode === undefined ? {} : { responseCode }),
    rejected: info.rejected ?? [],
    rejectedErrors: errors,
  });
}

/** The error for a goodbye in the middle of a message, where Nodemailer resolves. */
export function goodbyeToMessage(reply: string): Error {
  return Object.assign(new Error('Message failed'), {
    code: 'EMESSAGE',
    command: 'DATA',
    response: reply,
    responseCode: 221,
  });
}
