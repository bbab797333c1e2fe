import type { AnySmtpError } from '../errors/classes.js';
import { harmlessly } from '../log/warning.js';
import type { RetryContext } from '../options/options.js';
import type { Sending } from './sending.js';

/** Whether the application wants no further attempt. What it throws says nothing. */
export function isForbidden(sending: Sending, failure: AnySmtpError, waitMs: number): boolean {
  const { shouldRetry } = sending.retry;
  if (!shouldRetry) return false;
  const context = contextOf(sending, waitMs);
  return harmlessly('retry.shouldRetry', () => shouldRetry(failure, context)) === false;
}

/** Tells the application of a further attempt. */
export function tellOfRetry(sending: Sending, failure: AnySmtpError, waitMs: number): void {
  const { onRetry } = sending.retry;
  if (!onRetry) return;
  const context = contextOf(sending, waitMs);
  harmlessly('retry.onRetry', () => onRetry(failure, context));
}

function contextOf({ attempts, facts }: Sending, waitMs: number): RetryContext {
  return { attempt: attempts.length, waitMs, messageId: facts.messageId };
}
