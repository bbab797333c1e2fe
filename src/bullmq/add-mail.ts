import type { Job, JobsOptions, Queue } from 'bullmq';
import { checkIdempotencyKey } from '../options/message.js';
import { MAIL_BACKOFF } from './mail-backoff.js';
import { packMessage } from './message-data.js';
import { withMessageId } from './message-id.js';

/** The options of {@link addMail}: BullMQ's own, and the job's name. */
export interface AddMailOptions extends JobsOptions {
  /** Default `'mail'`. */
  readonly name?: string;
}

/** A job as `queue.addBulk` and flows take it. */
export interface MailJob {
  readonly name: string;
  readonly data: object;
  readonly opts: JobsOptions;
}

/** Waits of half a minute up to an hour: some five hours in all. */
const ATTEMPTS = 12;

/**
 * Adds a message to a queue, with its Message-ID: the same one over all attempts. With `idempotencyKey`
 * on the message it is the same for the same key, and so is the job's id: as long as BullMQ keeps the
 * job, completed or failed, the same message is not added again.
 *
 * @param queue A BullMQ queue.
 * @param message As Nodemailer's `sendMail` takes it. Buffers are kept; what no queue can keep is refused.
 * @param options BullMQ's. Default: twelve attempts over some five hours, backed off by `mailBackoff`.
 * @throws TypeError for a message with a stream or a function in it, or an `idempotencyKey` that is no text.
 *   BullMQ's errors.
 *
 * @example
 * ```ts
 * const job = await addMail(queue, { from, to, subject, text }, { removeOnComplete: true });
 * ```
 */
export function addMail(queue: Pick<Queue, 'add'>, message: object, options?: AddMailOptions): Promise<Job> {
  const { name, data, opts } = mailJob(message, options);
  return queue.add(name, data, opts);
}

/**
 * The same job, to be added by other means.
 *
 * @param message As {@link addMail} takes it.
 * @param options As {@link addMail} takes them.
 * @returns What `queue.addBulk` and flows take.
 * @throws TypeError as {@link addMail} does.
 *
 * @example
 * ```ts
 * await queue.addBulk(messages.map((message) => mailJob(message)));
 * ```
 */
export function mailJob(message: object, { name = 'mail', ...options }: AddMailOptions = {}): MailJob {
  return {
    name,
    data: withMessageId(packMessage(message)),
    opts: { attempts: ATTEMPTS, backoff: { type: MAIL_BACKOFF }, ...jobIdOf(message), ...given(options) },
  };
}

/** An option that is `undefined` is none. */
function given(options: JobsOptions): JobsOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** BullMQ takes no integer for an id, and no colon in it. */
function jobIdOf(message: object): JobsOptions {
  const key = checkIdempotencyKey(Reflect.get(message, 'idempotencyKey'));
  return key === undefined ? {} : { jobId: `mail-${encodeURIComponent(key)}` };
}
