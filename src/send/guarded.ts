import { AsyncResource } from 'node:async_hooks';
import { Cancellation, type CancelSignal } from '../cancellation.js';
import type { Entrant, LoginGuard, Pass, Suspension } from '../guard/login-guard.js';

/** What a guarded login needs to know. */
export interface GuardedLogin {
  readonly guard: LoginGuard;
  /** Stands for the credentials. */
  readonly key: string;
  /** Ends the wait, and the login itself. */
  readonly signal: CancelSignal;
  /** Whether a failure is a refusal that a person has to mend. */
  readonly isRefusal: (failure: unknown) => failure is Error;
  /** The error for who is turned away. */
  readonly suspended: (suspension: Suspension) => Error;
  /** The error for who is aborted while waiting. */
  readonly aborted: () => Error;
}

/** What is guarded is told when to stop, and tells when the login is in. */
export interface LoginHooks {
  readonly signal: CancelSignal;
  onLoggedIn(): void;
}

/**
 * Runs something that logs in, when the guard lets it. Where nothing stands in the way it begins in
 * this very turn.
 */
export function guarded<T>(login: GuardedLogin, run: (hooks: LoginHooks) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => new GuardedRun(login, run, resolve, reject).enter());
}

class GuardedRun<T> implements Entrant, LoginHooks {
  readonly signal = new Cancellation();
  readonly #login: GuardedLogin;
  readonly #run: (hooks: LoginHooks) => Promise<T>;
  readonly #resolve: (value: T) => void;
  readonly #reject: (failure: unknown) => void;
  readonly #onAbort = () => this.#abort();
  #leave: (() => void) | undefined = undefined;
  #begin: ((pass: Pass) => void) | undefined = undefined;
  #pass: Pass | undefined = undefined;
  #waiting = true;

  constructor(
    login: GuardedLogin,
    run: (hooks: LoginHooks) => Promise<T>,
    resolve: (value: T) => void,
    reject: (failure: unknown) => void,
  ) {
    this.#login = login;
    this.#run = run;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  enter(): void {
    const { guard, key, signal } = this.#login;
    signal.addEventListener('abort', this.#onAbort, { once: true });
    this.#leave = guard.enter(key, this);
    // Whoever lets it in later, it goes on in its own async context.
    if (this.#waiting) this.#begin = AsyncResource.bind((pass: Pass) => this.#start(pass));
    if (signal.aborted) this.#abort();
  }

  admit(pass: Pass): void {
    if (this.#begin) this.#begin(pass);
    else this.#start(pass);
  }

  suspend(suspension: Suspension): void {
    this.#waiting = false;
    this.#settle();
    // Rejected first: what the abort brings about is no news any more.
    this.#reject(this.#login.suspended(suspension));
    this.signal.abort(suspension.failure);
  }

  onLoggedIn(): void {
    this.#pass?.succeeded();
  }

  #start(pass: Pass): void {
    this.#waiting = false;
    this.#pass = pass;
    this.#run(this).then(
      (value) => {
        pass.succeeded();
        this.#settle();
        this.#resolve(value);
      },
      (failure: unknown) => {
        if (this.#login.isRefusal(failure)) pass.refused(failure);
        else pass.left();
        this.#settle();
        this.#reject(failure);
      },
    );
  }

  #abort(): void {
    const { signal, aborted } = this.#login;
    this.signal.abort(signal.reason);
    if (!this.#waiting) return;
    this.#leave?.();
    this.#settle();
    this.#reject(aborted());
  }

  #settle(): void {
    this.#login.signal.removeEventListener('abort', this.#onAbort);
  }
}
