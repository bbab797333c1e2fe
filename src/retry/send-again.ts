import { setTimeout as delay } from 'node:timers/promises';
import pRetry from 'p-retry';
import type { RetryAdvice } from '../diagnosis/diagnosis.js';
import type { Disposition } from '../diagnosis/reasons.js';
import { type Backoff, nextWait } from './policy.js';

/** What an attempt fails with. */
type Failure = Error & { readonly retry: RetryAdvice; readonly disposition: Disposition };

/** How {@link sendAgain} goes about it. */
export interface SendAgainOptions<F extends Failure> {
  readonly backoff: Backoff & { readonly retries: number };
  /** Each ends a wait at once. */
  readonly signals: readonly AbortSignal[];
  /** Recognises the failures that attempts end with. */
  readonly isFailure: (error: unknown) => error is F;
  /** Makes the error for a wait that a signal ended; given which one. */
  readonly interrupted: (failure: F, signal: AbortSignal) => Error;
  /** Told of each failure that is tried again, before the wait. */
  readonly onWait?: (failure: F, waitMs: number) => void;
  /** Told of the end of each wait, however it ends. */
  readonly onWaited?: () => void;
}

/**
 * Runs attempts until one succeeds or trying again is not safe, not worthwhile or not wanted.
 *
 * p-retry 7.1.1 keeps the count and the loop; the waits are ours, because its own know nothing of
 * a delay that the server asked for, and because it checks its `signal` again after a success, so
 * that a delivered mail could be reported as aborted.
 *
 * @param attempt One attempt; given its number, from 1.
 * @returns What the successful attempt returned.
 * @throws The last attempt's error, or what `interrupted` makes.
 */
export async function sendAgain<T, F extends Failure>(
  attempt: (attempt: number) => Promise<T>,
  options: SendAgainOptions<F>,
): Promise<T> {
  const { backoff, isFailure } = options;
  return pRetry(attempt, {
    retries: backoff.retries,
    minTimeout: 0,
    shouldRetry: async ({ error, attemptNumber }) => {
      if (!isFailure(error)) return false;
      const waitMs = nextWait(error, attemptNumber, backoff, Math.random());
      if (waitMs === undefined) return false;
      options.onWait?.(error, waitMs);
      await wait(waitMs, error, options).finally(options.onWaited);
      return true;
    },
  });
}

async function wait<F extends Failure>(
  waitMs: number,
  failure: F,
  options: SendAgainOptions<F>,
): Promise<void> {
  const interruption = new AbortController();
  const listeners = options.signals.map((signal) => {
    const interrupt = () => interruption.abort(signal);
    if (signal.aborted) interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
    return () => signal.removeEventListener('abort', interrupt);
  });
  try {
    await delay(waitMs, undefined, { signal: interruption.signal });
  } catch {
    throw options.interrupted(failure, interruption.signal.reason);
  } finally {
    for (const removeListener of listeners) removeListener();
  }
}
