import { AsyncResource } from 'node:async_hooks';
import { Cancellation, type CancelSignal } from '../cancellation.js';
import type { Account } from '../guard/account.js';
import type { LoginGuard } from '../guard/login-guard.js';
import type { Entrant, Patron, Suspension } from '../guard/types.js';
import { tripsGuard } from './refusal.js';

/** Something that logs in when the guard lets it, and the signal that ends it. */
export abstract class GuardedLogin extends Cancellation implements Entrant {
  place = -1;
  patron: Patron | undefined = undefined;
  readonly #outer: CancelSignal;
  readonly #home: AsyncResource;
  #account: Account | undefined = undefined;
  /** Whoever decides about it later, it goes on in its own async context. */
  #context: AsyncResource | undefined = undefined;
  #waiting = true;

  /**
   * @param outer Ends the wait, and the login itself.
   * @param home Where it goes on when it is tried a second time.
   */
  constructor(outer: CancelSignal, home: AsyncResource) {
    super();
    this.#outer = outer;
    this.#home = home;
  }

  /** Goes ahead; a second time where a login that had worked was refused. */
  protected abstract begin(): void;

  /** Is turned away, before it began or while it tried. */
  protected abstract turnedAway(suspension: Suspension): void;

  /** Is aborted before it began. */
  protected abstract abandoned(): void;

  /**
   * Begins when the guard lets it. Where nothing stands in the way it begins in this very turn.
   *
   * @param guard Absent where it is switched off.
   * @param key Stands for the credentials; absent where nobody logs in.
   */
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
    if (this.#context) this.#context.runInAsyncScope(() => this.begin());
    else this.begin();
  }

  suspend(suspension: Suspension): void {
    this.#waiting = false;
    this.#release();
    // Told first: what the abort brings about is no news any more.
    if (this.#context) this.#context.runInAsyncScope(() => this.turnedAway(suspension));
    else this.turnedAway(suspension);
    this.abort(suspension.failure);
  }

  /**
   * The login worked.
   *
   * @param isNew False where it was another's, earlier on the same connection.
   */
  protected loggedIn(isNew: boolean): void {
    this.#account?.succeeded(this, isNew);
  }

  /** @returns True where it is to begin once more, now or later, or to be turned away. */
  protected hasSecondTry(failure: Error): boolean {
    if (this.aborted || !tripsGuard(failure)) return false;
    this.#context ??= this.#home;
    // Before, as it may begin in this very turn.
    this.#waiting = true;
    if (this.#account?.doubted(this)) return true;
    this.#waiting = false;
    return false;
  }

  /** All is over, whether it came to the login or not. */
  protected over(failure?: Error): void {
    this.#release();
    if (!failure) this.#account?.succeeded(this, true);
    else if (tripsGuard(failure)) this.#account?.refused(this, failure);
    else this.#account?.left(this);
  }

  /** It is aborted from outside. */
  handleEvent(): void {
    this.abort(this.#outer.reason);
    if (!this.#waiting) return;
    this.#waiting = false;
    this.#release();
    this.#account?.left(this);
    this.abandoned();
  }

  #release(): void {
    this.#outer.removeEventListener('abort', this);
  }
}
