import { AsyncResource } from 'node:async_hooks';
import { Cancellation } from '../cancellation.js';
import type { Suspension } from '../guard/types.js';
import { serverOf } from '../nodemailer/facts.js';
import { applyAuthIfChanged, loginKey } from '../nodemailer/login.js';
import { override } from '../nodemailer/override.js';
import type { Callback, Transport } from '../nodemailer/shapes.js';
import { isThenable } from './call-transport.js';
import { GuardedLogin } from './guarded-login.js';
import { asError } from './raw-errors.js';
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
    if (!callback) return verified;
    verified.then(
      (ok) => process.nextTick(callback, null, ok),
      (error: unknown) => process.nextTick(callback, error),
    );
    return undefined;
  });
}

/** A health check with a wrong password locks an account as well as a send does. */
function throughGuard(wrapping: Wrapping, ask: () => Promise<unknown>): Promise<unknown> {
  const { guard, transport, speaksSmtp } = wrapping;
  if (speaksSmtp) applyAuthIfChanged(transport);
  const key = speaksSmtp ? loginKey(transport) : undefined;
  return new Promise((resolve, reject) => {
    new Verification(transport, ask, { resolve, reject }).enter(guard, key);
  });
}

interface Settle {
  readonly resolve: (ok: unknown) => void;
  readonly reject: (failure: Error) => void;
}

class Verification extends GuardedLogin {
  readonly #transport: Transport;
  readonly #ask: () => Promise<unknown>;
  readonly #settle: Settle;

  constructor(transport: Transport, ask: () => Promise<unknown>, settle: Settle) {
    super(new Cancellation(), new AsyncResource('SmtpVerification'));
    this.#transport = transport;
    this.#ask = ask;
    this.#settle = settle;
  }

  protected begin(): void {
    this.#ask().then(
      (ok) => {
        this.over();
        this.#settle.resolve(ok);
      },
      (failure: Error) => {
        if (this.hasSecondTry(failure)) return;
        this.over(failure);
        this.#settle.reject(failure);
      },
    );
  }

  protected turnedAway(suspension: Suspension): void {
    const verification = { server: serverOf(this.#transport), messageId: undefined };
    this.#settle.reject(suspendedError(suspension, verification));
  }

  protected abandoned(): void {
    this.#settle.reject(new Error('verify() was aborted'));
  }
}

function judge(wrapping: Wrapping, error: Error | null): Error | undefined {
  const session = wrapping.observer.claim({ by: undefined })?.session;
  if (!error && session?.goodbye === undefined) return undefined;
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
  const raw = error ?? new Error('The server said goodbye');
  return toSmtpError({ error: raw, fromSource: false }, circumstances);
}
