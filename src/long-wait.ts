import { setTimeout as delay } from 'node:timers/promises';

/** The longest that a timer of Node's can wait, in milliseconds: one that is to wait longer fires at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Waits, however long.
 *
 * @param ms Milliseconds, any number of them.
 * @param signal Ends the wait.
 * @throws What `node:timers/promises` throws where `signal` is aborted.
 */
export async function longWait(ms: number, signal?: AbortSignal): Promise<void> {
  const options = signal ? { signal } : {};
  let left = ms;
  for (; left > LONGEST_TIMER; left -= LONGEST_TIMER) await delay(LONGEST_TIMER, undefined, options);
  await delay(left, undefined, options);
}
