import { AsyncResource } from 'node:async_hooks';
import { Cancellation, type CancelSignal } from '../cancellation.js';
import type { Account, Entrant, LoginGuard, Suspension } from '../guard/login-guard.js';
import { isRefusal } from './refusal.js';

/** Something that logs in. */
export interface Login {
  /** Goes ahead, and tells the pass how it went. */
  begin(pass: Pass): void;
  /** Is turned away, before it began or while it tried. */
  suspended(suspension: Suspension): void;
  /** Is aborted before it began. */
  aborted(): void;
}

/** A login that was let in, and the signal that ends it. */
export interface Pass extends CancelSignal {
  /** The login worked. */
  loggedIn(): void;
  /** All is over, whether it came to the login or not. */
  over(failure?: Error): void;
}

/** Where a login is let in. */
export interface Entrance {
  /** Absent where it is switched off. */
  readonly guard: LoginGuard | undefined;
  /** Stands for the credentials; absent where nobody logs in. */
  readonly key: string | undefined;
  /** Ends the wait, and the login itself. */
  readonly signal: CancelSignal;
}

/**
 * Begins something that logs in, when the guard lets it. Where nothing stands in the way it begins in
 * this very turn.
 */
export function enter(login: Login, { guard, key, signal }: Entrance): void {
  new GuardedLogin(login, signal).enter(guard, key);
}

class GuardedLogin extends Cancellation implements Entrant, Pass {
  place = -1;
  readonly #login: Login;
  readonly #outer: CancelSignal;
  #account: Account | undefined = undefined;
  /** Whoever decides about it later, it goes on in its own async context. */
  #context: AsyncResource | undefined = undefined;
  #waiting = true;

  constructor(login: Login, outer: CancelSignal) {
    super();
    this.#login = login;
    this.#outer = outer;
  }

  enter(guard: LoginGuard | undefined, key: string | undefined): void {
    this.#outer.addEventListener('abort', this, { once: true });
    if (guard && key !== undefined) this.#account = guard.enter(key, this);
    else this.admit(undefined);
    if (this.#waiting) this.#context = new AsyncResource('GuardedLogin');
    if (this.#outer.aborted) this.handleEvent();
  }

  admit(account: Account | undefined): void {
    this.#account = account;
    this.#waiting = false;
    if (this.#context) this.#context.runInAsyncScope(() => this.#login.begin(this));
    else this.#login.begin(this);
  }

  suspend(suspension: Suspension): void {
    this.#waiting = false;
    this.#release();
    // Told first: what the abort brings about is no news any more.
    if (this.#context) this.#context.runInAsyncScope(() => this.#login.suspended(suspension));
    else this.#login.suspended(suspension);
    this.abort(suspension.failure);
  }

  loggedIn(): void {
    this.#account?.succeeded(this);
  }

  over(failure?: Error): void {
    this.#release();
    if (!failure) this.#account?.succeeded(this);
    else if (isRefusal(failure)) this.#account?.refused(this, failure);
    else this.#account?.left(this);
  }

  /** It is aborted from outside. */
  handleEvent(): void {
    this.abort(this.#outer.reason);
    if (!this.#waiting) return;
    this.#waiting = false;
    this.#release();
    this.#account?.left(this);
    this.#login.aborted();
  }

  #release(): void {
    this.#outer.removeEventListener('abort', this);
  }
}
