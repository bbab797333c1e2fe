import { parseReply } from '../reply/parse-reply.js';
import type { FailureFacts, InfoFacts } from './facts.js';

/**
 * What Nodemailer would have failed with where it resolved: a reply that it took for an acceptance.
 *
 * @param reply Without secrets.
 */
export function notAccepted(reply: string): FailureFacts {
  const responseCode = parseReply(reply)?.code;
  return {
    ...failedAfterData('The server did not accept the message'),
    response: reply,
    ...(responseCode === undefined ? {} : { responseCode }),
  };
}

/** The same where an LMTP server refuses every recipient after the final dot, as others do at RCPT. */
export function allRefused({ refusals = [] }: InfoFacts): FailureFacts {
  // As Nodemailer does: one recipient that was only deferred makes it worth another try.
  const deferred = refusals.find(({ responseCode }) => responseCode !== undefined && responseCode < 500);
  return {
    ...failedAfterData("Can't send mail - all recipients were rejected"),
    ...(deferred ?? refusals.at(-1)),
  };
}

function failedAfterData(message: string): FailureFacts {
  return { name: 'Error', message, code: 'EMESSAGE', command: 'DATA', causes: [] };
}
