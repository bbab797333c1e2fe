import type { Ending, Wait } from './ending.js';

/** What had not come, in a sentence about a send that was given up. */
const missing: Readonly<Record<Wait, string>> = {
  preparation: 'a plugin, or the content of the message, did not come to its end',
  content: 'the content of the message did not come to its end',
  login: 'it waited for another login with the same credentials, which the server had not answered',
  queue: "it waited in the pool's queue for a connection",
  server: 'the server did not answer',
  backoff: 'it waited for the next attempt',
  credentials: 'the application was asked for other credentials and did not answer',
  confirmation: 'the application was asked whether it is delivered and did not answer',
};

/**
 * The error for a send that was ended from outside.
 *
 * @param wait What it waited for then.
 */
export function endedError(ending: Ending, wait: Wait): Error {
  switch (ending.by) {
    case 'application':
      return abortError(ending.reason);
    case 'close':
      return Object.assign(new Error('The transport was closed'), { code: 'ECONNECTION' });
    case 'deadline':
      return timeoutError(
        'SEND_DEADLINE',
        `The send took longer than its deadline of ${seconds(ending.ms)}: ${missing[wait]}`,
      );
    case 'stall':
      return timeoutError(
        'SEND_STALLED',
        `The send did not get on for ${seconds(ending.ms)}: ${missing[wait]}`,
      );
  }
}

/** The error that Nodemailer gives for a send that its signal ended. */
export function abortError(reason: unknown): Error {
  const error = new Error('Message sending aborted', { cause: reason });
  return Object.assign(error, { name: 'AbortError', code: 'EABORT' });
}

/** `timeoutType` is Nodemailer's field, for which of its limits was reached. */
function timeoutError(timeoutType: string, sentence: string): Error {
  return Object.assign(new Error(sentence), { code: 'ETIMEDOUT', timeoutType });
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`;
}
