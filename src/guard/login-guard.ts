/** How a guarded login may begin. */
export interface Pass {
  /** The login worked. */
  succeeded(): void;
  /** The login was refused for a reason that a person has to mend. */
  refused(failure: Error): void;
  /** It ended before anything was known about the login. */
  left(): void;
}

/** A refusal that still holds. */
export interface Suspension {
  /** The refusal itself. */
  readonly failure: Error;
  /** When the next login may be tried, in milliseconds since 1970. */
  readonly until: number;
}

/** What {@link LoginGuard.enter} is told. */
export interface Entrant {
  /** Called with its pass when it may go ahead, at once where nothing stands in the way. */
  readonly admit: (pass: Pass) => void;
  /**
   * Called when logins with its credentials are refused: at once, while it waits, or after it was
   * admitted, as long as its own login is not in.
   */
  readonly suspend: (suspension: Suspension) => void;
}

/** Lets go of its entrant when it is over: V8 keeps what was deleted from a Set longer than we do. */
interface Login {
  entrant: Entrant | undefined;
}

interface Account {
  readonly key: string;
  /** `unproven`: one tries, the others wait. `proven`: everybody may. `suspended`: nobody may before `until`. */
  state: 'unproven' | 'proven' | 'suspended';
  suspension: Suspension | undefined;
  coolDownMs: number;
  /** Who is logging in now. */
  readonly trying: Set<Login>;
  waiting: Entrant[];
}

/** How long nobody tries after a refusal. */
export interface CoolDown {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Told of what the guard does. */
export interface GuardEvents {
  readonly onSuspended?: (key: string, suspension: Suspension) => void;
  readonly onResumed?: (key: string) => void;
}

const MINUTE = 60_000;
/** A minute, and never more than fifteen. */
export const defaultCoolDown: CoolDown = { firstMs: MINUTE, longestMs: 15 * MINUTE };

/** Credentials of single messages may be many: the longest unused are forgotten. */
const MAX_ACCOUNTS = 1000;

/**
 * Keeps wrong credentials from locking an account: until a login has worked one entrant at a time
 * tries, after a refusal nobody does for a while, and then one.
 *
 * It keeps no timers: whoever comes after the cool-down is the next to try.
 */
export class LoginGuard {
  readonly #accounts = new Map<string, Account>();
  #latest: Account | undefined;
  readonly #coolDown: CoolDown;
  readonly #events: GuardEvents;

  constructor(events: GuardEvents = {}, coolDown: CoolDown = defaultCoolDown) {
    this.#events = events;
    this.#coolDown = coolDown;
  }

  /**
   * @param key Stands for the credentials, and tells nothing about them.
   * @returns A function that takes the entrant back while it waits.
   */
  enter(key: string, entrant: Entrant): () => void {
    const account = this.#accountOf(key);
    if (account.suspension && Date.now() < account.suspension.until) {
      entrant.suspend(account.suspension);
    } else if (account.state === 'proven' || account.trying.size === 0) {
      this.#admit(account, entrant);
    } else {
      account.waiting.push(entrant);
    }
    return () => {
      account.waiting = account.waiting.filter((other) => other !== entrant);
    };
  }

  #admit(account: Account, entrant: Entrant): void {
    const login: Login = { entrant };
    account.trying.add(login);
    const leave = (then: () => void) => {
      login.entrant = undefined;
      if (account.trying.delete(login)) then();
    };
    entrant.admit({
      succeeded: () => leave(() => this.#prove(account)),
      refused: (failure) => leave(() => this.#suspend(account, failure)),
      left: () => leave(() => this.#next(account)),
    });
  }

  #prove(account: Account): void {
    const wasSuspended = account.state === 'suspended';
    account.state = 'proven';
    account.suspension = undefined;
    account.coolDownMs = this.#coolDown.firstMs;
    if (wasSuspended) this.#events.onResumed?.(account.key);
    for (const entrant of account.waiting.splice(0)) this.#admit(account, entrant);
  }

  #suspend(account: Account, failure: Error): void {
    const coolDownMs = account.coolDownMs;
    const suspension: Suspension = { failure, until: Date.now() + coolDownMs };
    account.state = 'suspended';
    account.suspension = suspension;
    account.coolDownMs = Math.min(coolDownMs * 2, this.#coolDown.longestMs);
    this.#events.onSuspended?.(account.key, suspension);
    const affected = [...Array.from(account.trying, (login) => login.entrant), ...account.waiting.splice(0)];
    account.trying.clear();
    for (const entrant of affected) entrant?.suspend(suspension);
  }

  #next(account: Account): void {
    if (account.trying.size > 0) return;
    const next = account.waiting.shift();
    if (next) this.#admit(account, next);
  }

  #accountOf(key: string): Account {
    if (this.#latest?.key === key) return this.#latest;
    const known = this.#accounts.get(key);
    const account: Account = known ?? {
      key,
      state: 'unproven',
      suspension: undefined,
      coolDownMs: this.#coolDown.firstMs,
      trying: new Set(),
      waiting: [],
    };
    this.#accounts.delete(key);
    this.#accounts.set(key, account);
    for (const [oldest, { trying, waiting }] of this.#accounts) {
      if (this.#accounts.size <= MAX_ACCOUNTS) break;
      if (trying.size === 0 && waiting.length === 0) this.#accounts.delete(oldest);
    }
    this.#latest = account;
    return account;
  }
}
