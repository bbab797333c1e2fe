import { isError, isObject } from '../nodemailer/recognise.js';

/** Third-party transports fail with strings, and with objects that only look like errors. */
export function asError(value: unknown): Error {
  if (isError(value)) return value;
  if (!isObject(value)) return new Error(String(value));
  const { message, ...fields } = value;
  return Object.assign(new Error(typeof message === 'string' ? message : 'The transport failed'), fields);
}

/** The error that Nodemailer gives for a send that its signal ended. */
export function abortError(reason: unknown): Error {
  const error = new Error('Message sending aborted', { cause: reason });
  return Object.assign(error, { name: 'AbortError', code: 'EABORT' });
}

/** The error for a send that took too long. */
export function deadlineError(): Error {
  const error = new Error('The send took longer than its deadline');
  return Object.assign(error, { code: 'ETIMEDOUT', timeoutType: 'SEND_DEADLINE' });
}
