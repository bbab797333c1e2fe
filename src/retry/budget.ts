/** Limits how many retries all sends of a transport make together. */
export interface RetryBudget {
  /** Takes what a retry costs. Returns false where that is not left; nothing is taken then. */
  spend(): boolean;
  /** Gives back what a retry cost that led to a delivery. */
  refund(): void;
  /** A delivery at the first attempt: a little comes back. */
  earn(): void;
}

const CAPACITY = 500;
const RETRY_COST = 5;
const EARNED = 1;

/**
 * A token bucket with the figures of the AWS SDKs' standard retry mode: 500 tokens, 5 for a retry,
 * back on success. A server that is down costs a hundred retries, and then one attempt a send.
 *
 * @see AWS SDKs and Tools Reference Guide, "Retry behavior", standard mode
 */
export function createRetryBudget(capacity = CAPACITY): RetryBudget {
  let tokens = capacity;
  const add = (amount: number) => {
    tokens = Math.min(capacity, tokens + amount);
  };
  return {
    spend() {
      if (tokens < RETRY_COST) return false;
      tokens -= RETRY_COST;
      return true;
    },
    refund: () => add(RETRY_COST),
    earn: () => add(EARNED),
  };
}
