import { monotonicMs } from '../../monotonic.js';
import { Account } from './account.js';
import type { Suspension } from './types.js';

/** Credentials of single messages may be many: so many are remembered of which nothing is the matter. */
const KEPT = 1000;

/** What is known of logins, by what stands for their credentials. */
export class Accounts {
  readonly #all = new Map<string, Account>();
  #latest: Account | undefined = undefined;
  #tidyAt = 2 * KEPT;

  get size(): number {
    return this.#all.size;
  }

  of(key: string): Account {
    if (this.#latest?.key === key) return this.#latest;
    const account = this.#all.get(key) ?? this.#add(key);
    this.#latest = account;
    return account;
  }

  /** What nobody logs in with these credentials for. */
  suspensionOf(key: string): Suspension | undefined {
    return this.#all.get(key)?.suspension;
  }

  #add(key: string): Account {
    if (this.#all.size >= this.#tidyAt) this.#tidy();
    const account = new Account(key);
    this.#all.set(key, account);
    return account;
  }

  /** Forgets those that were not used for longest, and never a suspension that holds. */
  #tidy(): void {
    const now = monotonicMs();
    const forgettable = [...this.#all.values()]
      .filter((account) => account.isForgettable(now))
      .sort((one, other) => other.usedAt - one.usedAt);
    for (const { key } of forgettable.slice(KEPT)) this.#all.delete(key);
    this.#tidyAt = 2 * Math.max(KEPT, this.#all.size);
  }
}

/** Of the whole process: a server counts refused logins, and not who wrapped which transport. */
export const sharedAccounts = new Accounts();
