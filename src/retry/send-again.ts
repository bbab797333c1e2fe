import type { CancelSignal } from '../cancellation.js';
import { longWait } from '../long-wait.js';
import type { Decision } from './policy.js';

/** How {@link sendAgain} goes about it. */
export interface SendAgainOptions<F extends Error> {
  /** Attempts after the first. */
  readonly retries: number;
  /** Recognises the failures that attempts end with; anything else ends it all. */
  readonly isFailure: (error: unknown) => error is F;
  /** Asked after each failed attempt but the last. */
  readonly decide: (failure: F) => Decision;
  /** Each ends a wait at once. */
  readonly signals: readonly CancelSignal[];
  /** Makes the error for a wait that a signal ended; given which one. */
  readonly interrupted: (failure: F, signal: CancelSignal) => Error;
  /** Told of the beginning and the end of each wait. */
  readonly waiting: { begin(waitMs: number): void; end(): void };
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
 * @throws The last attempt's error, or what `interrupted` makes.
 */
export async function sendAgain<T, F extends Error>(
  error: unknown,
  attempt: () => Promise<T>,
  options: SendAgainOptions<F>,
): Promise<T> {
  const mayGoOn = async (failure: unknown): Promise<boolean> => {
    if (!options.isFailure(failure)) return false;
    const decision = options.decide(failure);
    if (!decision.again) return false;
    options.waiting.begin(decision.waitMs);
    await wait(decision.waitMs, failure, options).finally(() => options.waiting.end());
    return true;
  };
  if (options.retries === 0 || !(await mayGoOn(error))) throw error;
  // Loaded by the first retry: starting up is quicker without it.
  const pRetry = await import('p-retry').then(
    (loaded) => loaded.default,
    // No file can be opened any more, or it is gone: what is to be told is still what failed.
    () => undefined,
  );
  if (!pRetry) throw error;
  return pRetry(attempt, {
    retries: options.retries - 1,
    minTimeout: 0,
    shouldRetry: ({ error: failure }) => mayGoOn(failure),
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
    await longWait(waitMs, interruption.signal);
  } catch {
    throw options.interrupted(failure, interruption.signal.reason);
  } finally {
    for (const removeListener of listeners) removeListener();
  }
}
