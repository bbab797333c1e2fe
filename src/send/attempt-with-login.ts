import type { AuthenticationFailedError } from '../errors/classes.js';
import { serverOf } from '../nodemailer/facts.js';
import { dropAccessToken, loginKey } from '../nodemailer/login.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import { attemptDelivery } from './attempt-delivery.js';
import { guarded, type LoginHooks } from './guarded.js';
import { abortError, deadlineError } from './raw-errors.js';
import { isPassedOn, isRefusal } from './refusal.js';
import { circumstancesOf, type Sending } from './sending.js';
import { suspendedError } from './suspended.js';
import { toSmtpError } from './to-smtp-error.js';

/**
 * One attempt, let in by the login guard. A refused token is renewed once, and refused credentials
 * are replaced once, where the application can do that; the message is then tried again in the
 * same attempt.
 */
export function attemptWithLogin(sending: Sending): Promise<SentInfo | undefined> {
  const key = keyOf(sending);
  return throughGuard(sending, key).catch(async (failure: unknown) => {
    if (!(isRefusal(failure) || isPassedOn(failure)) || key === undefined || sending.renewed) throw failure;
    if (!(await mended(sending, key, failure))) throw failure;
    sending.renewed = true;
    return throughGuard(sending, keyOf(sending));
  });
}

function throughGuard(sending: Sending, key: string | undefined): Promise<SentInfo | undefined> {
  const { wrapping, lifeline } = sending;
  const { guard, transport } = wrapping;
  const run = (hooks: LoginHooks) => withFreshToken(sending, hooks);
  if (!guard || key === undefined) return run({ signal: lifeline.signal, onLoggedIn: () => undefined });
  return guarded(
    {
      guard,
      key,
      signal: lifeline.signal,
      isRefusal,
      suspended: (suspension) =>
        suspendedError(suspension, { server: serverOf(transport), messageId: sending.facts.messageId }),
      aborted: () => {
        const error = lifeline.endedBy === 'deadline' ? deadlineError() : abortError(lifeline.signal.reason);
        return toSmtpError({ error, fromSource: false }, circumstancesOf(sending, undefined, false));
      },
    },
    run,
  );
}

/** An access token may have been revoked before its time: with a new one the same login may work. */
function withFreshToken(sending: Sending, hooks: LoginHooks): Promise<SentInfo | undefined> {
  const notes = { logins: 0 };
  return attemptDelivery(sending, hooks, notes).catch((failure: unknown) => {
    // More than one login on the connection: Nodemailer has renewed the token itself.
    const renewable = isRefusal(failure) && failure.reason === 'auth.token' && notes.logins === 1;
    if (!renewable || sending.renewed || hooks.signal.aborted) throw failure;
    if (!dropAccessToken(sending.wrapping.transport)) throw failure;
    sending.renewed = true;
    return attemptDelivery(sending, hooks, notes);
  });
}

/** True where other credentials than the refused ones are in place. */
async function mended(sending: Sending, key: string, failure: AuthenticationFailedError): Promise<boolean> {
  if (keyOf(sending) !== key) return true;
  const refusal = isRefusal(failure.cause) ? failure.cause : failure;
  return (await sending.wrapping.renewals.renew(key, refusal)) && keyOf(sending) !== key;
}

function keyOf({ wrapping, mail }: Sending): string | undefined {
  return wrapping.speaksSmtp ? loginKey(wrapping.transport, mail) : undefined;
}
