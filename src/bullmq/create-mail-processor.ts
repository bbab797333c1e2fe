import type { Processor } from 'bullmq';
import { type BodyGate, gateBodies } from '../nodemailer/message/gate-body.js';
import { wrappedMailer } from '../nodemailer/wrapped.js';
import { expected } from '../options/checks.js';
import type { MailProgress } from './mail-failure.js';
import type { MailResult } from './mail-result.js';
import { checkProcessorOptions, type MailProcessorOptions } from './options.js';
import { processMail } from './process-mail.js';

/** A transporter: what `nodemailer.createTransport` returns. */
export interface MailerLike {
  readonly sendMail: unknown;
  readonly transporter: unknown;
}

/**
 * Makes a BullMQ processor that sends a job's data as a message.
 *
 * A failure that is safe to retry goes back to the queue; one that is not fails the job at once. A
 * job whose worker died while its message may have been on its way is not sent again: it fails
 * with a `DeliveryUnknownError`, or `confirmDelivery` is asked. A refused login suspends the
 * queue for all workers, and the jobs are kept.
 *
 * The worker needs `settings: { backoffStrategy: mailBackoff }` and a `maxStalledCount` above 1:
 * `createMailWorker` gives it both.
 *
 * @param mailer A transporter that went through `wrapTransport`.
 * @param options What is asked about interrupted messages, and what may be seen of addresses.
 * @returns The processor, for a `Worker` of your own.
 * @throws TypeError where it did not, or an option is not what it should be.
 *
 * @example
 * ```ts
 * const processor = createMailProcessor(wrapTransport(nodemailer.createTransport(url)));
 * ```
 */
export function createMailProcessor(
  mailer: MailerLike,
  options: MailProcessorOptions = {},
): Processor<object, MailResult, string, MailProgress> {
  const wrapped = wrappedMailer(mailer);
  if (!wrapped) throw expected('mailer', 'a transporter that went through wrapTransport', mailer);
  checkProcessorOptions(options);
  const gates = new WeakMap<AbortSignal, BodyGate>();
  gateBodies(wrapped.mailer, (signal) => gates.get(signal));
  const sender = { ...wrapped, gates, options };
  // BullMQ makes a signal only for a processor that has three parameters.
  return (job, token, cancelled) => processMail(sender, { job, token, cancelled });
}
