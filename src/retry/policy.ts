import type { RetryAdvice } from '../diagnosis/diagnosis.js';
import type { Disposition } from '../diagnosis/reasons.js';

/** The waits between attempts, in milliseconds. */
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

/** What else there is to consider. */
export interface Prospects {
  /** Which attempt failed, from 1. */
  readonly attempt: number;
  readonly backoff: Backoff;
  /** What is left of the send's deadline, in milliseconds; `Infinity` without one. */
  readonly remainingMs: number;
  /** From 0 to 1: spreads the tries of many senders. */
  readonly random: number;
}

/** Whether there is a next attempt, and the reason where there is none although it would be safe. */
export type Decision =
  | { readonly again: true; readonly waitMs: number }
  | { readonly again: false; readonly because?: string };

/**
 * Decides whether a failed send is tried again, and how long to wait first: what the server asked
 * for, or else a random share of a backoff that grows ("full jitter").
 *
 * @see AWS Architecture Blog, "Exponential Backoff And Jitter"
 */
export function decide(failure: Failure, { attempt, backoff, remainingMs, random }: Prospects): Decision {
  if (!failure.retry.safe || failure.disposition !== 'transient') return { again: false };
  const asked = failure.retry.afterMs;
  if (asked !== undefined && asked > backoff.maxTimeout) {
    return { again: false, because: `The wait of ${seconds(asked)} is longer than retry.maxTimeout.` };
  }
  const growth = Math.min(backoff.factor ** (attempt - 1), Number.MAX_VALUE);
  const longest = Math.min(backoff.minTimeout * growth, backoff.maxTimeout);
  const waitMs = asked ?? Math.round(longest * random);
  if (waitMs >= remainingMs)
    return { again: false, because: 'The deadline of the send leaves no time for it.' };
  return { again: true, waitMs };
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`;
}
