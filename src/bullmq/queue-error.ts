import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { Phase } from '../diagnosis/phase.js';
import { type AnySmtpError, createSmtpError } from '../errors/classes.js';
import { composeMessage } from '../errors/compose-message.js';
import type { Delivery } from '../errors/outcome.js';

/** What became of a message that this worker did not try to send. */
export interface Untried {
  readonly phase: Phase;
  readonly delivery: Delivery;
  readonly messageId: string | undefined;
}

/** The error for a job that fails for what the queue knows, and no server said. */
export function queueError(diagnosis: Diagnosis, { phase, delivery, messageId }: Untried): AnySmtpError {
  return createSmtpError({
    message: composeMessage(diagnosis, {}),
    diagnosis,
    phase,
    delivery,
    attempts: [],
    nodemailer: {},
    recipients: [],
    ...(messageId === undefined ? {} : { messageId }),
    transcript: [],
  });
}
