import type { Confirmation } from '../options.js';

/** The longest that a send waits for the application's answer. */
const LIMIT_MS = 30_000;

/**
 * Asks the application what became of a message. An answer that does not come, or is none, is
 * `unknown`.
 */
export async function confirm<C>(
  ask: (context: C) => Promise<Confirmation>,
  context: C,
): Promise<Confirmation> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Confirmation>((resolve) => {
    timer = setTimeout(resolve, LIMIT_MS, 'unknown');
  });
  try {
    const answer = await Promise.race([ask(context), limit]);
    return answer === 'delivered' || answer === 'not-delivered' ? answer : 'unknown';
  } catch {
    return 'unknown';
  } finally {
    clearTimeout(timer);
  }
}
