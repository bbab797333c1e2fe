import type { Account } from './account.js';
import { type Accounts, sharedAccounts } from './accounts.js';
import type { CoolDown, Entrant, GuardEvents, Patron, Suspension } from './types.js';

const MINUTE = 60_000;
/** A minute, and never more than fifteen. */
export const defaultCoolDown: CoolDown = { firstMs: MINUTE, longestMs: 15 * MINUTE };

/**
 * Keeps wrong credentials from locking an account, for one wrapped transport; what is known of a login
 * is shared by all. Until it has worked one entrant at a time tries. When it had worked, few have no
 * answer at a time, and the first refusal is put to the test by a second try. After a refusal that
 * stands nobody tries for a while, and then one.
 */
export class LoginGuard implements Patron {
  readonly events: GuardEvents;
  readonly coolDown: CoolDown;
  readonly #accounts: Accounts;
  /** Which logins its events have told of. */
  readonly #told = new Set<string>();

  constructor(events: GuardEvents = {}, coolDown: CoolDown = defaultCoolDown, accounts = sharedAccounts) {
    this.events = {
      onSuspended: (key, suspension) => {
        this.#told.add(key);
        events.onSuspended?.(key, suspension);
      },
      onResumed: (key) => {
        this.#told.delete(key);
        events.onResumed?.(key);
      },
    };
    this.coolDown = coolDown;
    this.#accounts = accounts;
  }

  /**
   * Lets somebody in, has them wait, or turns them away.
   *
   * @param key Stands for server and credentials, and tells nothing about them.
   * @returns Where the entrant tells how its login went.
   */
  enter(key: string, entrant: Entrant): Account {
    const account = this.#accounts.of(key);
    account.enter(entrant, this);
    return account;
  }

  /**
   * The logins that are suspended: the one that is asked for, until it works again, and those that single sends
   * were refused for, until their time is over.
   *
   * @param own Stands for the credentials that count whoever used them.
   */
  suspensions(own: string | undefined): ReadonlyMap<string, Suspension> {
    const all = new Map<string, Suspension>();
    for (const key of own === undefined ? this.#told : new Set([own, ...this.#told])) {
      const suspension = this.#accounts.suspensionOf(key);
      if (suspension && (key === own || suspension.afterMs > 0)) all.set(key, suspension);
      else this.#told.delete(key);
    }
    return all;
  }
}
