import pRetry from 'p-retry';
import type { Decision } from './policy.js';

/** How {@link sendAgain} goes about it. */
export interface SendAgainOptions<F extends Error> {
  /** Attempts after the first. */
  readonly retries: number;
  /** Recognises the failures that attempts end with; anything else ends it all. */
  readonly isFailure: (error: unknown) => error is F;
  /** Asked after each failed attempt but the last. */
  readonly decide: (failure: F) => Decision;
  /** Waits before the next attempt; rejects with what the send is to fail with where there is none after all. */
  readonly wait: (waitMs: number, failure: F) => Promise<void>;
}

/**
 * Runs further attempts until one succeeds, or trying again is not safe, not worthwhile or not
 * wanted. The first attempt is not made here: nearly every send needs one only, and none of this.
 *
 * p-retry 7.1.1 keeps the count and the loop; the waits are ours, because its own know nothing of
 * a delay that the server asked for, and because it checks its `signal` again after a success, so
 * that a delivered mail could be reported as aborted.
 *
 * @param error What the first attempt failed with.
 * @param attempt A further one.
 * @returns What the successful attempt returned.
 * @throws The last attempt's error, or what `wait` rejects with.
 */
export async function sendAgain<T, F extends Error>(
  error: unknown,
  attempt: () => Promise<T>,
  { retries, isFailure, decide, wait }: SendAgainOptions<F>,
): Promise<T> {
  const mayGoOn = async (failure: unknown): Promise<boolean> => {
    if (!isFailure(failure)) return false;
    const decision = decide(failure);
    if (decision.again) await wait(decision.waitMs, failure);
    return decision.again;
  };
  if (retries === 0 || !(await mayGoOn(error))) throw error;
  return pRetry(attempt, {
    retries: retries - 1,
    minTimeout: 0,
    shouldRetry: ({ error: failure }) => mayGoOn(failure),
  });
}
