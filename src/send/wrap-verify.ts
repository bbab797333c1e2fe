import { AsyncResource } from 'node:async_hooks';
import { endedError, type LastWait } from '../endings/ended-error.js';
import type { Ending, Waiter } from '../endings/ending.js';
import type { Life } from '../endings/life.js';
import { atCaller } from '../errors/at-caller.js';
import type { Suspension } from '../gate/login/types.js';
import { asError } from '../nodemailer/as-error.js';
import { serverOf } from '../nodemailer/facts.js';
import { applyAuthIfChanged, loginKey } from '../nodemailer/login.js';
import { override } from '../nodemailer/override.js';
import type { Callback } from '../nodemailer/shapes.js';
import type { Session } from '../session/session.js';
import { isThenable } from './call-transport.js';
import { Login, type LoginOwner } from './login.js';
import { suspendedError } from './suspended.js';
import { type Circumstances, toSmtpError } from './to-smtp-error.js';
import type { Wrapping } from './wrapping.js';

/**
 * Puts our `verify` in front of the transport's, where it has one: the same answers, typed errors,
 * and no "yes" from a server that answered the login with its goodbye.
 */
export function wrapVerify(wrapping: Wrapping): void {
  const { transport } = wrapping;
  if (typeof transport.verify !== 'function') return;
  override(transport, 'verify', (verify) => (callback) => {
    // Asked as bare Nodemailer would ask it, but for SMTP: only a callback comes in the turn of its log line.
    const byCallback = wrapping.speaksSmtp || callback !== undefined;
    const ask = () =>
      new Promise<unknown>((resolve, reject) => {
        const end: Callback = (error, ok) => {
          const failure = judge(wrapping, error ? asError(error) : null);
          if (failure) reject(failure);
          else resolve(ok);
        };
        try {
          const returned: unknown = byCallback ? verify?.call(transport, end) : verify?.call(transport);
          if (isThenable(returned)) {
            returned.then(
              (ok) => {
                if (!byCallback || ok !== undefined) end(null, ok);
              },
              (error: unknown) => end(asError(error)),
            );
          } else if (!byCallback) {
            end(null, returned);
          }
        } catch (error) {
          end(asError(error));
        }
      });
    const verified = throughGuard(wrapping, ask);
    if (!callback) return atCaller(verified);
    verified.then(
      (ok) => process.nextTick(callback, null, ok),
      (error: unknown) => process.nextTick(callback, error),
    );
    return undefined;
  });
}

/** A health check with a wrong password locks an account as well as a send does. */
function throughGuard(wrapping: Wrapping, ask: () => Promise<unknown>): Promise<unknown> {
  const { transport, speaksSmtp } = wrapping;
  if (speaksSmtp) applyAuthIfChanged(transport);
  return new Promise((resolve, reject) => {
    new Verification(wrapping, ask, { resolve, reject }).start();
  });
}

interface Settle {
  readonly resolve: (ok: unknown) => void;
  readonly reject: (failure: Error) => void;
}

/** One `verify()`, with the time that a send has. */
class Verification implements LoginOwner, Waiter {
  readonly #wrapping: Wrapping;
  readonly #ask: () => Promise<unknown>;
  readonly #settle: Settle;
  readonly #life: Life;
  readonly #login: Login;

  constructor(wrapping: Wrapping, ask: () => Promise<unknown>, settle: Settle) {
    this.#wrapping = wrapping;
    this.#ask = ask;
    this.#settle = settle;
    this.#life = wrapping.lives.begin(undefined);
    const { guard, transport, speaksSmtp } = wrapping;
    const keyNow = () => (speaksSmtp ? loginKey(transport) : undefined);
    this.#login = new Login(this, new AsyncResource('SmtpVerification'), guard, keyNow);
  }

  start(): void {
    this.#life.wait(this);
    this.#login.enter();
  }

  loginReplaced(): void {
    this.#login.replaced();
  }

  get waitsFor(): LastWait {
    return this.#login.isWaiting ? 'login' : 'server';
  }

  gotOnAt(): number {
    return this.#login.isWaiting ? this.#login.welcomedAt : Number.NEGATIVE_INFINITY;
  }

  ended(ending: Ending): void {
    const error = endedError(ending, this.waitsFor);
    this.#login.over(error);
    this.#fail(typed(this.#wrapping, error, undefined));
  }

  begin(): void {
    this.#ask().then(
      (ok) => {
        this.#login.over();
        this.#over();
        this.#settle.resolve(ok);
      },
      (failure: Error) => {
        if (this.#login.hasSecondTry(failure)) return;
        this.#login.over(failure);
        this.#fail(failure);
      },
    );
  }

  turnedAway(suspension: Suspension): void {
    const verification = { server: serverOf(this.#wrapping.transport), messageId: undefined };
    // In a later turn than the call, as where the server is asked.
    setImmediate(() => this.#fail(suspendedError(suspension, verification)));
  }

  #fail(failure: Error): void {
    this.#over();
    this.#settle.reject(failure);
  }

  #over(): void {
    this.#life.goOn(this);
    this.#wrapping.lives.over(this.#life);
  }
}

function judge(wrapping: Wrapping, error: Error | null): Error | undefined {
  const session = wrapping.observer.claim({ by: undefined });
  if (!error && session?.goodbye === undefined) return undefined;
  return typed(wrapping, error ?? new Error('The server said goodbye'), session);
}

function typed(wrapping: Wrapping, error: Error, session: Session | undefined): Error {
  const circumstances: Circumstances = {
    protocol: wrapping.protocol,
    origin: 'transport',
    reading: 'unread',
    session,
    attempts: [],
    server: serverOf(wrapping.transport),
    messageId: undefined,
    onceOnly: undefined,
    accepted: [],
    rules: wrapping.options.rules,
    scrub: wrapping.scrub,
  };
  return toSmtpError({ error, fromSource: false }, circumstances);
}
