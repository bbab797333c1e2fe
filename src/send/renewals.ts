import type { AuthenticationFailedError } from '../errors/classes.js';

/** Asks the application for other credentials, once for each refusal. */
export interface Renewals {
  /**
   * @param key Stands for the credentials that were refused.
   * @returns True where others are in place now.
   */
  renew(key: string, refusal: AuthenticationFailedError): Promise<boolean>;
}

/** What the application was asked last. */
interface Asked {
  readonly refusal: AuthenticationFailedError;
  readonly answer: Promise<boolean>;
}

const MAX_ASKED = 1000;

/**
 * @param ask The application's `credentials` option.
 * @param apply Puts what it answers in place; false where that changes nothing.
 */
export function createRenewals(
  ask: ((refusal: AuthenticationFailedError) => unknown) | undefined,
  apply: (fresh: object) => boolean,
): Renewals {
  const asked = new Map<string, Asked>();
  const unanswered = new Set<string>();

  async function askOnce(key: string, refusal: AuthenticationFailedError): Promise<boolean> {
    unanswered.add(key);
    try {
      const fresh: unknown = await ask?.(refusal);
      return typeof fresh === 'object' && fresh !== null && apply(fresh);
    } catch {
      // An application that cannot answer has not mended anything: the refusal stands.
      return false;
    } finally {
      unanswered.delete(key);
    }
  }

  return {
    renew(key, refusal) {
      if (!ask) return Promise.resolve(false);
      const last = asked.get(key);
      if (last && (last.refusal === refusal || unanswered.has(key))) return last.answer;
      // Logins of single messages may be many.
      if (asked.size >= MAX_ASKED) asked.clear();
      const answer = askOnce(key, refusal);
      asked.set(key, { refusal, answer });
      return answer;
    },
  };
}
