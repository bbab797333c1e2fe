import type { AuthenticationFailedError } from '../errors/classes.js';

/** Asks the application for other credentials, once for each refusal. */
export interface Renewals {
  /**
   * @param key Stands for the credentials that were refused.
   * @returns When others may be in place.
   */
  renew(key: string, refusal: AuthenticationFailedError): Promise<void>;
  /** Others are in place: nobody waits for an answer any more, and what was asked before is not put over them. */
  outdate(): void;
}

/** What the application was asked last. */
interface Asked {
  readonly refusal: AuthenticationFailedError;
  readonly answer: Promise<void>;
}

const MAX_ASKED = 1000;

/**
 * @param ask The application's `credentials` option.
 * @param apply Puts what it answers in place.
 */
export function createRenewals(
  ask: ((refusal: AuthenticationFailedError) => unknown) | undefined,
  apply: (fresh: object) => void,
): Renewals {
  const asked = new Map<string, Asked>();
  /** Of each question without an answer, what ends the wait for it. */
  const unanswered = new Map<string, () => void>();

  async function answerTo(refusal: AuthenticationFailedError, isOpen: () => boolean): Promise<void> {
    try {
      const fresh: unknown = await ask?.(refusal);
      if (isOpen() && typeof fresh === 'object' && fresh !== null) apply(fresh);
    } catch {
      // An application that cannot answer has not mended anything: the refusal stands.
    }
  }

  function askOnce(key: string, refusal: AuthenticationFailedError): Promise<void> {
    return new Promise((resolve) => {
      const isOpen = () => unanswered.get(key) === resolve;
      unanswered.set(key, resolve);
      void answerTo(refusal, isOpen).then(() => {
        if (isOpen()) unanswered.delete(key);
        resolve();
      });
    });
  }

  return {
    renew(key, refusal) {
      if (!ask) return Promise.resolve();
      const last = asked.get(key);
      if (last && (last.refusal === refusal || unanswered.has(key))) return last.answer;
      // Logins of single messages may be many.
      if (asked.size >= MAX_ASKED) asked.clear();
      const answer = askOnce(key, refusal);
      asked.set(key, { refusal, answer });
      return answer;
    },
    outdate() {
      const waits = [...unanswered.values()];
      unanswered.clear();
      for (const end of waits) end();
    },
  };
}
