import type { AuthenticationFailedError } from '../errors/classes.js';

/** Asks the application for other credentials, once for each refusal. */
export interface Renewals {
  /**
   * @param key Stands for the credentials that were refused.
   * @returns True where others are in place now.
   */
  renew(key: string, refusal: AuthenticationFailedError): Promise<boolean>;
  /** These credentials were refused anew: the application is asked again. */
  forget(key: string): void;
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
  const asked = new Map<string, Promise<boolean>>();

  async function askOnce(refusal: AuthenticationFailedError): Promise<boolean> {
    const fresh: unknown = await ask?.(refusal);
    return typeof fresh === 'object' && fresh !== null && apply(fresh);
  }

  return {
    renew(key, refusal) {
      if (!ask) return Promise.resolve(false);
      const answer =
        asked.get(key) ??
        // An application that cannot answer has not mended anything: the refusal stands.
        askOnce(refusal).catch(() => false);
      // Logins of single messages may be many.
      if (asked.size >= MAX_ASKED) asked.clear();
      asked.set(key, answer);
      return answer;
    },
    forget: (key) => void asked.delete(key),
  };
}
