import { nodemailerFields } from '../nodemailer/error-fields.js';
import { isError, isObject } from '../nodemailer/recognise.js';
import type { SentInfo } from '../nodemailer/shapes.js';

/** Third-party transports fail with strings, and with objects that only look like errors. */
export function asError(value: unknown): Error {
  if (isError(value)) return value;
  if (!isObject(value)) return new Error(String(value));
  const { message, ...fields } = value;
  return Object.assign(new Error(typeof message === 'string' ? message : 'The transport failed'), fields);
}

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
