import { serverOf } from '../nodemailer/facts.js';
import { override } from '../nodemailer/override.js';
import type { Callback } from '../nodemailer/shapes.js';
import { asError } from './raw-errors.js';
import { isThenable } from './run-attempt.js';
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
    const verified = new Promise<unknown>((resolve, reject) => {
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
    if (!callback) return verified;
    verified.then(
      (ok) => process.nextTick(callback, null, ok),
      (error: unknown) => process.nextTick(callback, error),
    );
    return undefined;
  });
}

function judge(wrapping: Wrapping, error: Error | null): Error | undefined {
  const session = wrapping.observer.claim({});
  if (!error && session?.goodbye === undefined) return undefined;
  const circumstances: Circumstances = {
    speaksSmtp: wrapping.speaksSmtp,
    session,
    finished: false,
    attempts: 1,
    server: serverOf(wrapping.transport),
    messageId: undefined,
    oneShot: undefined,
    rules: wrapping.options.rules,
    scrub: wrapping.scrub,
  };
  const raw = error ?? new Error('The server said goodbye');
  return toSmtpError({ error: raw, fromSource: false }, circumstances);
}
