import { Roster } from '../roster.js';

/** A refusal that still holds. */
export interface Suspension {
  /** The refusal itself. */
  readonly failure: Error;
  /** When the next login may be tried, in milliseconds since 1970. */
  readonly until: number;
}

/** Who wants to log in. */
export interface Entrant {
  /** The guard's own note. */
  place: number;
  /** Called when it may go ahead, at once where nothing stands in the way. */
  admit(account: Account): void;
  /**
   * Called when logins with its credentials are refused: at once, while it waits, or after it was
   * admitted, as long as its own login is not in.
   */
  suspend(suspension: Suspension): void;
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
   * @returns Where the entrant tells how its login went.
   */
  enter(key: string, entrant: Entrant): Account {
    const account = this.#accountOf(key);
    account.enter(entrant);
    return account;
  }

  #accountOf(key: string): Account {
    if (this.#latest?.key === key) return this.#latest;
    const account = this.#accounts.get(key) ?? new Account(key, this.#events, this.#coolDown);
    this.#accounts.delete(key);
    this.#accounts.set(key, account);
    for (const [oldest, { isUnused }] of this.#accounts) {
      if (this.#accounts.size <= MAX_ACCOUNTS) break;
      if (isUnused) this.#accounts.delete(oldest);
    }
    this.#latest = account;
    return account;
  }
}

/** The logins with the same credentials. */
export class Account {
  readonly key: string;
  readonly #events: GuardEvents;
  readonly #coolDown: CoolDown;
  /** `unproven`: one tries, the others wait. `proven`: everybody may. `suspended`: nobody may before `until`. */
  #state: 'unproven' | 'proven' | 'suspended' = 'unproven';
  #suspension: Suspension | undefined = undefined;
  #coolDownMs: number;
  readonly #trying = new Roster<Entrant>();
  #waiting: Entrant[] = [];

  constructor(key: string, events: GuardEvents, coolDown: CoolDown) {
    this.key = key;
    this.#events = events;
    this.#coolDown = coolDown;
    this.#coolDownMs = coolDown.firstMs;
  }

  get isUnused(): boolean {
    return this.#trying.size === 0 && this.#waiting.length === 0;
  }

  enter(entrant: Entrant): void {
    if (this.#suspension && Date.now() < this.#suspension.until) entrant.suspend(this.#suspension);
    else if (this.#state === 'proven' || this.#trying.size === 0) this.#admit(entrant);
    else this.#waiting.push(entrant);
  }

  /** The entrant's login worked. */
  succeeded(entrant: Entrant): void {
    if (this.#trying.delete(entrant)) this.#prove();
  }

  /** It was refused for a reason that a person has to mend. */
  refused(entrant: Entrant, failure: Error): void {
    if (this.#trying.delete(entrant)) this.#suspend(failure);
  }

  /** It gave up waiting, or ended before anything was known about its login. */
  left(entrant: Entrant): void {
    if (this.#trying.delete(entrant)) this.#admitNext();
    else this.#waiting = this.#waiting.filter((other) => other !== entrant);
  }

  #prove(): void {
    const wasSuspended = this.#state === 'suspended';
    this.#state = 'proven';
    this.#suspension = undefined;
    this.#coolDownMs = this.#coolDown.firstMs;
    if (wasSuspended) this.#events.onResumed?.(this.key);
    if (this.#waiting.length === 0) return;
    for (const entrant of this.#waiting.splice(0)) this.#admit(entrant);
  }

  #suspend(failure: Error): void {
    const suspension: Suspension = { failure, until: Date.now() + this.#coolDownMs };
    this.#state = 'suspended';
    this.#suspension = suspension;
    this.#coolDownMs = Math.min(this.#coolDownMs * 2, this.#coolDown.longestMs);
    this.#events.onSuspended?.(this.key, suspension);
    for (const entrant of [...this.#trying.empty(), ...this.#waiting.splice(0)]) entrant.suspend(suspension);
  }

  #admitNext(): void {
    if (this.#trying.size > 0) return;
    const next = this.#waiting.shift();
    if (next) this.#admit(next);
  }

  #admit(entrant: Entrant): void {
    this.#trying.add(entrant);
    entrant.admit(this);
  }
}
