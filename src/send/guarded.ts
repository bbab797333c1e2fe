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
  readonly onLoggedIn: () => void;
}

/**
 * Runs something that logs in, when the guard lets it. Where nothing stands in the way it begins in
 * this very turn.
 */
export function guarded<T>(login: GuardedLogin, run: (hooks: LoginHooks) => Promise<T>): Promise<T> {
  const { guard, key, signal, isRefusal } = login;
  return new Promise((resolve, reject) => {
    const own = new Cancellation();
    let waiting = true;
    const onAbort = () => {
      own.abort(signal.reason);
      if (!waiting) return;
      leave();
      settle(() => reject(login.aborted()));
    };
    const settle = (how: () => void) => {
      signal.removeEventListener('abort', onAbort);
      how();
    };
    let begin = (pass: Pass) => {
      waiting = false;
      run({ signal: own, onLoggedIn: pass.succeeded }).then(
        (value) => {
          pass.succeeded();
          settle(() => resolve(value));
        },
        (failure: unknown) => {
          if (isRefusal(failure)) pass.refused(failure);
          else pass.left();
          settle(() => reject(failure));
        },
      );
    };
    const entrant: Entrant = {
      admit: (pass) => begin(pass),
      suspend: (suspension) => {
        waiting = false;
        // Rejected first: what the abort brings about is no news any more.
        settle(() => reject(login.suspended(suspension)));
        own.abort(suspension.failure);
      },
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const leave = guard.enter(key, entrant);
    // Whoever lets it in later, it goes on in its own async context.
    if (waiting) begin = AsyncResource.bind(begin);
    if (signal.aborted) onAbort();
  });
}
