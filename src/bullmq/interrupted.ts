import { type AnySmtpError, createSmtpError } from '../errors/classes.js';
import { composeMessage } from '../errors/compose-message.js';
import { unknownDelivery } from '../verdict/unknown-delivery.js';

const SUMMARY =
  'The worker that was sending this message stopped before it learnt the outcome: it may or may not have been delivered.';

/** The error for a message that somebody was sending, and nobody knows whether it went out. */
export function interruptedError(messageId: string | undefined): AnySmtpError {
  const unknown = unknownDelivery(undefined);
  const diagnosis = {
    ...unknown,
    remediation: { ...unknown.remediation, summary: SUMMARY },
    ruleId: 'queue.interrupted',
  };
  return createSmtpError({
    message: composeMessage(diagnosis, {}),
    diagnosis,
    phase: 'body',
    delivery: 'unknown',
    attempts: [],
    nodemailer: {},
    recipients: [],
    ...(messageId === undefined ? {} : { messageId }),
    transcript: [],
  });
}
