import { setTimeout as delay } from 'node:timers/promises';
import type { Decision } from './policy.js';

/** How {@link sendAgain} goes about it. */
export interface SendAgainOptions<F extends Error> {
  /** Attempts after the first. */
  readonly retries: number;
  /** Recognises the failures that attempts end with; anything else ends it all. */
  readonly isFailure: (error: unknown) => error is F;
  /** Asked after each failed attempt but the last. */
  readonly decide: (failure: F, attempt: number) => Decision;
  /** Each ends a wait at once. */
  readonly signals: readonly AbortSignal[];
  /** Makes the error for a wait that a signal ended; given which one. */
  readonly interrupted: (failure: F, signal: AbortSignal) => Error;
  /** Told of the beginning and the end of each wait. */
  readonly waiting: { begin(waitMs: number): void; end(): void };
}

/**
 * Runs attempts until one succeeds, or trying again is not safe, not worthwhile or not wanted.
 *
 * p-retry 7.1.1 keeps the count and the loop; the waits are ours, because its own know nothing of
 * a delay that the server asked for, and because it checks its `signal` again after a success, so
 * that a delivered mail could be reported as aborted.
 *
 * @param attempt One attempt; given its number, from 1.
 * @returns What the successful attempt returned.
 * @throws The last attempt's error, or what `interrupted` makes.
 */
export async function sendAgain<T, F extends Error>(
  attempt: (attempt: number) => Promise<T>,
  options: SendAgainOptions<F>,
): Promise<T> {
  const mayGoOn = async (error: unknown, failed: number): Promise<boolean> => {
    if (!options.isFailure(error)) return false;
    const decision = options.decide(error, failed);
    if (!decision.again) return false;
    options.waiting.begin(decision.waitMs);
    await wait(decision.waitMs, error, options).finally(() => options.waiting.end());
    return true;
  };
  // Nearly every send needs one attempt only, and none of what it takes to make more.
  try {
    return await attempt(1);
  } catch (error) {
    if (options.retries === 0 || !(await mayGoOn(error, 1))) throw error;
  }
  // Loaded by the first retry: starting up is quicker without it.
  const { default: pRetry } = await import('p-retry');
  return pRetry((again) => attempt(again + 1), {
    retries: options.retries - 1,
    minTimeout: 0,
    shouldRetry: ({ error, attemptNumber }) => mayGoOn(error, attemptNumber + 1),
  });
}

async function wait<F extends Error>(
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
