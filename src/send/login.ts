import type { AsyncResource } from 'node:async_hooks';
import type { Account } from '../gate/login/account.js';
import type { LoginGuard } from '../gate/login/login-guard.js';
import type { Entrant, Patron, Suspension } from '../gate/login/types.js';
import { tripsGuard } from './refusal.js';

/** Who has a login that the guard decides about. */
export interface LoginOwner {
  /** May go ahead; a second time where a login that had worked was refused. */
  begin(): void;
  /** Is turned away, before it began or while it tried. */
  turnedAway(suspension: Suspension): void;
}

type State =
  /** In the turn in which it asked. */
  | 'asking'
  /** Is told later, and goes on in its owner's async context then. */
  | 'waiting'
  | 'admitted'
  | 'over';

/** One login, or one use of a connection that is logged in, before the login guard. */
export class Login implements Entrant {
  place = -1;
  patron: Patron | undefined = undefined;
  readonly #owner: LoginOwner;
  readonly #home: AsyncResource;
  readonly #guard: LoginGuard | undefined;
  readonly #keyNow: () => string | undefined;
  #key: string | undefined = undefined;
  #account: Account | undefined = undefined;
  #state: State = 'asking';

  /**
   * @param home The async context in which its owner goes on, whoever decides about it.
   * @param keyNow Stands for the credentials that it would log in with now; `undefined` where it would not.
   */
  constructor(
    owner: LoginOwner,
    home: AsyncResource,
    guard: LoginGuard | undefined,
    keyNow: () => string | undefined,
  ) {
    this.#owner = owner;
    this.#home = home;
    this.#guard = guard;
    this.#keyNow = keyNow;
  }

  /** Where nothing stands in the way the owner begins in this very turn. */
  enter(): void {
    this.#enterWith(this.#keyNow());
  }

  /** Stands for the credentials that it entered with. */
  get key(): string | undefined {
    return this.#key;
  }

  get isWaiting(): boolean {
    return this.#state === 'waiting';
  }

  /** When a login with these credentials was welcome last. */
  get welcomedAt(): number {
    return this.#account?.welcomedAt ?? Number.NEGATIVE_INFINITY;
  }

  admit(account: Account): void {
    if (this.#state === 'over') return;
    const isLater = this.#state === 'waiting';
    this.#account = account;
    this.#state = 'admitted';
    if (isLater) this.#home.runInAsyncScope(this.goOn, this);
    else this.#owner.begin();
  }

  suspend(suspension: Suspension, account: Account): void {
    const isLater = this.#state !== 'asking';
    // Those that it entered with before may be suspended while it waits for others.
    if (this.#state === 'over' || (isLater && account !== this.#account)) return;
    this.#state = 'over';
    if (isLater) this.#home.runInAsyncScope(this.#owner.turnedAway, this.#owner, suspension);
    else this.#owner.turnedAway(suspension);
  }

  /** Its turn has come. */
  goOn(): void {
    if (!this.#entersAnew()) this.#owner.begin();
  }

  /** Other credentials may be in place: who waits for those before waits for nothing. */
  replaced(): void {
    if (this.isWaiting) this.#home.runInAsyncScope(this.#entersAnew, this);
  }

  /** Where its credentials were changed: how others fared with those before says nothing. */
  #entersAnew(): boolean {
    const key = this.#keyOrSame();
    if (key === this.#key) return false;
    this.#account?.left(this);
    this.#state = 'asking';
    this.#enterWith(key);
    return true;
  }

  #enterWith(key: string | undefined): void {
    this.#key = key;
    this.#account = undefined;
    if (!this.#guard || key === undefined) {
      this.#state = 'admitted';
      this.#owner.begin();
      return;
    }
    this.#account = this.#guard.enter(key, this);
    if (this.#state === 'asking') this.#state = 'waiting';
  }

  /** Options that no login can be read from fail the send that goes on with them. */
  #keyOrSame(): string | undefined {
    try {
      return this.#keyNow();
    } catch {
      return this.#key;
    }
  }

  /**
   * The login worked.
   *
   * @param isNew False where it was another's, earlier on the same connection.
   */
  succeeded(isNew: boolean): void {
    this.#account?.succeeded(this, isNew);
  }

  /** @returns True where it is to begin once more, now or later, or to be turned away. */
  hasSecondTry(failure: Error): boolean {
    if (this.#state !== 'admitted' || !tripsGuard(failure)) return false;
    // Before, as it may begin in this very turn.
    this.#state = 'waiting';
    if (this.#account?.doubted(this)) return true;
    this.#state = 'admitted';
    return false;
  }

  /** Nobody is to wait for it: it came to no login. */
  leave(): void {
    this.#state = 'over';
    this.#account?.left(this);
  }

  /** All is over, whether it came to the login or not. */
  over(failure?: Error): void {
    this.#state = 'over';
    if (!failure) this.#account?.succeeded(this, true);
    else if (tripsGuard(failure)) this.#account?.refused(this, failure);
    else this.leave();
  }
}
