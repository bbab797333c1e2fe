import type { BackoffStrategy } from 'bullmq';
import { isSmtpError } from '../errors/classes.js';

/** The name of the strategy, in a job's option `backoff`. */
export const MAIL_BACKOFF = 'mail';

const HALF_A_MINUTE = 30_000;
const HOUR = 3_600_000;

/**
 * BullMQ's `settings.backoffStrategy`: waits for as long as the server asked, or else longer each
 * time, from the job's `backoff.delay` (half a minute) up to an hour; a random half of it spreads
 * the tries of many jobs.
 *
 * @param attemptsMade How many attempts have failed.
 * @param error What the last one failed with.
 * @returns Milliseconds.
 *
 * @example
 * ```ts
 * new Worker('mail', createMailProcessor(mailer), { connection, settings: { backoffStrategy: mailBackoff } });
 * ```
 */
export const mailBackoff: BackoffStrategy = (attemptsMade, _type, error, job) => {
  const asked = isSmtpError(error?.cause) ? error.cause.retry.afterMs : undefined;
  if (asked !== undefined) return asked;
  const backoff: unknown = job?.opts.backoff;
  const { delay } = Object(backoff);
  const first = typeof delay === 'number' ? delay : HALF_A_MINUTE;
  const longest = Math.min(first * 2 ** (attemptsMade - 1), Math.max(first, HOUR));
  return Math.round((longest * (1 + Math.random())) / 2);
};
