import type { AnySmtpError } from '../errors/classes.js';
import { unknownDelivery } from '../verdict/unknown-delivery.js';
import { queueError } from './queue-error.js';

const SUMMARY =
  'The worker that was sending this message stopped before it learnt the outcome: it may or may not have been delivered.';

/** The error for a message that somebody was sending, and nobody knows whether it went out. */
export function interruptedError(messageId: string | undefined): AnySmtpError {
  const unknown = unknownDelivery(undefined);
  const remediation = { ...unknown.remediation, summary: SUMMARY };
  return queueError(
    { ...unknown, remediation, ruleId: 'queue.interrupted' },
    { phase: 'body', delivery: 'unknown', messageId },
  );
}
