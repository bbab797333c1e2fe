import type { RetryAdvice } from '../diagnosis/diagnosis.js';
import type { Disposition } from '../diagnosis/reasons.js';

/** The waits between attempts. */
export interface Backoff {
  readonly minTimeout: number;
  readonly maxTimeout: number;
  readonly factor: number;
}

/** The part of an error that decides whether there is a next attempt. */
interface Failure {
  readonly retry: RetryAdvice;
  readonly disposition: Disposition;
}

/**
 * Decides whether a failed send is tried again, and how long to wait first.
 *
 * @param failure The error of the attempt.
 * @param attempt Which attempt that was, from 1.
 * @param backoff The limits of the waits, in milliseconds.
 * @param random A number from 0 to 1; spreads the tries of many senders.
 * @returns The wait in milliseconds, or `undefined` for no further try.
 */
export function nextWait(
  failure: Failure,
  attempt: number,
  backoff: Backoff,
  random: number,
): number | undefined {
  if (!failure.retry.safe || failure.disposition !== 'transient') return undefined;
  const asked = failure.retry.afterMs ?? 0;
  if (asked > backoff.maxTimeout) return undefined;
  const grown = Math.min(backoff.minTimeout * backoff.factor ** (attempt - 1), backoff.maxTimeout);
  return Math.max(asked, Math.round(grown * (0.5 + random / 2)));
}
