import { remediationFor } from '../diagnosis/remediations/remediation-for.js';
import { type AnySmtpError, createSmtpError, isSmtpError } from '../errors/classes.js';
import { mailboxesOf } from '../errors/known-mailboxes.js';
import type { Pause } from '../gate/pace/types.js';
import { serverOf } from '../nodemailer/facts.js';
import type { Sending } from './sending.js';

/** The error for a send that was not even tried, because the server takes no more until some time that it named. */
export function pausedError({ failure, afterMs }: Pause, { wrapping, facts }: Sending): AnySmtpError {
  const refusal = isSmtpError(failure) ? failure : undefined;
  const remediation = refusal?.remediation ?? remediationFor('rate.limited');
  const server = serverOf(wrapping.transport);
  const { messageId, from, to } = facts;
  return createSmtpError({
    message: `Not tried: the server said that it takes no more for now. ${remediation.summary} It may be asked again in ${Math.ceil(afterMs / 1000)} s.`,
    diagnosis: {
      kind: 'RateLimited',
      reason: 'rate.limited',
      disposition: 'transient',
      retry: { safe: true, why: 'The message was not handed over, and the limit passes by itself.', afterMs },
      remediation,
      ...(refusal?.provider === undefined ? {} : { provider: refusal.provider }),
      ruleId: 'pace',
    },
    phase: refusal?.phase ?? 'mail',
    ...(refusal?.reply === undefined ? {} : { reply: refusal.reply }),
    delivery: 'not-sent',
    attempts: [],
    nodemailer: { code: 'EENVELOPE', command: 'API' },
    recipients: [],
    ...(messageId === undefined ? {} : { messageId }),
    ...(server === undefined ? {} : { server }),
    transcript: [],
    cause: failure,
    // The server's words are about those that it refused.
    mailboxes: [...(refusal ? mailboxesOf(refusal) : []), ...to, ...(from === undefined ? [] : [from])],
  });
}
