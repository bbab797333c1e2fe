import type { AnySmtpError } from '../errors/classes.js';
import type { AttemptReport } from '../errors/outcome.js';
import { attemptRecord, deliveredRecord, failedRecord, type SendFacts } from '../log/record.js';
import { type MailFacts, sentFacts, serverOf } from '../nodemailer/facts.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import type { Sending } from './sending.js';
import type { Preparing } from './wrapping.js';

/** The one record of one send. */
export interface SendRecord {
  delivered(info: SentInfo, attempts: readonly AttemptReport[]): void;
  failed(error: AnySmtpError): void;
}

/** Where there is no logger. */
export const noRecord: SendRecord = { delivered: () => undefined, failed: () => undefined };

/** Starts the clock of a send. Without a logger nothing is gathered for it. */
export function startRecord(sending: Sending): SendRecord {
  if (!sending.wrapping.options.logger) return noRecord;
  return recordOf(sending.wrapping, () => sending.facts);
}

/** The same for a message that never reached the transport. */
export function startLocalRecord(wrapping: Recording): SendRecord {
  return wrapping.options.logger ? recordOf(wrapping, () => ({ to: [] })) : noRecord;
}

type Recording = Pick<Preparing, 'options' | 'sink' | 'transport' | 'speaksSmtp'>;

function recordOf({ options, sink, transport, speaksSmtp }: Recording, mail: () => MailFacts): SendRecord {
  const startedAt = process.hrtime.bigint();
  const facts = (attempts: readonly AttemptReport[], message: MailFacts): SendFacts => {
    const server = serverOf(transport);
    return {
      durationNs: Number(process.hrtime.bigint() - startedAt),
      attempts,
      ...message,
      ...(server === undefined ? {} : { server }),
    };
  };
  return {
    delivered(info, attempts) {
      // What another transport resolves with may be an id and addresses of its service's own.
      const message = (speaksSmtp ? sentFacts(info) : undefined) ?? mail();
      sink('debug', deliveredRecord(facts(attempts, message), info, options.log), 'Mail sent');
    },
    failed(error) {
      const record = failedRecord(facts(error.attempts, mail()), error, options.log);
      sink(options.log.failureLevel, record, `Mail not sent: ${error.reason}`);
    },
  };
}

/** The record of an attempt that failed and is followed by another. */
export function recordAttempt(sending: Sending, failure: AnySmtpError, waitMs: number): void {
  const { options, sink, transport } = sending.wrapping;
  if (!options.logger) return;
  const { attempts } = sending;
  const { messageId } = sending.facts;
  const server = serverOf(transport);
  const facts = {
    attempts,
    waitMs,
    ...(messageId === undefined ? {} : { messageId }),
    ...(server === undefined ? {} : { server }),
  };
  sink('debug', attemptRecord(facts, failure, options.log), `Mail not sent yet: ${failure.reason}`);
}
