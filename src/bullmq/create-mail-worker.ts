import { type BackoffStrategy, type RedisQueueBackend, Worker, type WorkerOptions } from 'bullmq';
import { createMailProcessor, type MailerLike } from './create-mail-processor.js';
import { MAIL_BACKOFF, mailBackoff } from './mail-backoff.js';
import type { MailProgress } from './mail-failure.js';
import type { MailResult } from './mail-result.js';
import type { MailProcessorOptions } from './options.js';
import { startWorker } from './start-worker.js';

/** The options of {@link createMailWorker}: BullMQ's own, and those of the processor. */
export interface MailWorkerOptions extends WorkerOptions, MailProcessorOptions {}

/** A BullMQ worker that sends mail. */
export type MailWorker = Worker<object, MailResult, string, RedisQueueBackend, MailProgress>;

/**
 * A worker may die, and Redis after it, and each leaves the job stalled: it must come back more often
 * than BullMQ's one time. A message that kills its worker ends here.
 */
const MAX_STALLED_COUNT = 10;

/**
 * Starts a BullMQ worker that sends each job's data as a message, with the settings that
 * `createMailProcessor` needs.
 *
 * @param queueName The queue's name.
 * @param mailer A transporter that went through `wrapTransport`.
 * @param options BullMQ's `WorkerOptions`, with `connection`, and {@link MailProcessorOptions}.
 * @throws TypeError as `createMailProcessor` does. BullMQ's errors.
 *
 * @example
 * ```ts
 * const worker = createMailWorker('mail', mailer, { connection, concurrency: 5 });
 * worker.on('failed', (job, error) => console.error(job?.id, error.message));
 * ```
 */
export function createMailWorker(
  queueName: string,
  mailer: MailerLike,
  { addresses, hashKey, confirmDelivery, allow, ...options }: MailWorkerOptions,
): MailWorker {
  const processor = createMailProcessor(mailer, {
    ...(addresses === undefined ? {} : { addresses }),
    ...(hashKey === undefined ? {} : { hashKey }),
    ...(confirmDelivery === undefined ? {} : { confirmDelivery }),
    ...(allow === undefined ? {} : { allow }),
  });
  const backoffStrategy = besides(options.settings?.backoffStrategy);
  const worker: MailWorker = new Worker(queueName, processor, {
    maxStalledCount: MAX_STALLED_COUNT,
    ...options,
    autorun: false,
    settings: { ...options.settings, backoffStrategy },
  });
  if (options.autorun !== false) void startWorker(worker, mailer);
  return worker;
}

/** The application may have strategies of its own, under other names. */
function besides(other: BackoffStrategy | undefined): BackoffStrategy {
  if (!other) return mailBackoff;
  return (attemptsMade, type, error, job) =>
    (type === MAIL_BACKOFF ? mailBackoff : other)(attemptsMade, type, error, job);
}
