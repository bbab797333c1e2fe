import type { Ending, Wait } from './ending.js';

/** A wait that a send ends with: after the others it ends with what it knew before. */
export type LastWait = Exclude<Wait, 'backoff' | 'credentials' | 'confirmation'>;

/** What had not come, and Nodemailer's name for where that is. */
interface Missing {
  readonly sentence: string;
  readonly command?: string;
}

const missing: Readonly<Record<LastWait, Missing>> = {
  preparation: {
    sentence: 'a plugin, or the content of the message, did not come to its end',
    command: 'API',
  },
  content: { sentence: 'the content of the message did not come to its end', command: 'API' },
  pace: {
    sentence: 'it was held back, since the server takes no more at a time',
    command: 'PACE',
  },
  login: {
    sentence: 'it waited for another login with the same credentials, which the server had not answered',
    command: 'AUTH',
  },
  queue: { sentence: "it waited in the pool's queue for a connection", command: 'CONN' },
  // Its session knows where.
  server: { sentence: 'the server did not answer' },
};

/**
 * The error for a send that was ended from outside.
 *
 * @param wait What it waited for then.
 */
export function endedError(ending: Ending, wait: LastWait): Error {
  switch (ending.by) {
    case 'application':
      return abortError(ending.reason);
    case 'close':
      return Object.assign(new Error('The transport was closed'), { code: 'ECONNECTION' });
    case 'deadline':
      return timeoutError(
        'SEND_DEADLINE',
        `The send took longer than its deadline of ${seconds(ending.ms)}`,
        missing[wait],
      );
    case 'stall':
      return timeoutError('SEND_STALLED', `The send did not get on for ${seconds(ending.ms)}`, missing[wait]);
  }
}

/** The error that Nodemailer gives for a send that its signal ended. */
export function abortError(reason: unknown): Error {
  const error = new Error('Message sending aborted', { cause: reason });
  return Object.assign(error, { name: 'AbortError', code: 'EABORT' });
}

/** `timeoutType` is Nodemailer's field, for which of its limits was reached. */
function timeoutError(timeoutType: string, limit: string, { sentence, ...where }: Missing): Error {
  const error = new Error(`${limit}: ${sentence}`);
  return Object.assign(error, { code: 'ETIMEDOUT', timeoutType, ...where });
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`;
}
