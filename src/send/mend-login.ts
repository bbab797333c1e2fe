import { abortError } from '../endings/ended-error.js';
import { waitFor } from '../endings/wait-for.js';
import type { AnySmtpError, AuthenticationFailedError } from '../errors/classes.js';
import { dropAccessToken, loginKey } from '../nodemailer/login.js';
import { isPassedOn, isRefusal } from './refusal.js';
import { asFailure, type Sending } from './sending.js';

/** Stands for the credentials that a message is sent with; `undefined` where nobody logs in. */
export function keyOf({ wrapping, mail }: Sending): string | undefined {
  return wrapping.speaksSmtp ? loginKey(wrapping.transport, mail) : undefined;
}

/** Whether other credentials may help. */
export function isMendable(failure: AnySmtpError): failure is AuthenticationFailedError {
  return isRefusal(failure) || isPassedOn(failure);
}

/**
 * Has the application replace refused credentials, once for each message.
 *
 * @param key Stands for those that were refused.
 * @returns What the send fails with after all; `undefined` where other credentials are in place.
 */
export async function mendLogin(
  sending: Sending,
  key: string,
  failure: AuthenticationFailedError,
): Promise<AnySmtpError | undefined> {
  const refusal = isRefusal(failure.cause) ? failure.cause : failure;
  const waited = await waitFor(sending.life, 'credentials', () => replaced(sending, key, refusal));
  if (waited.is === 'done') {
    sending.renewed = waited.value;
    return waited.value ? undefined : failure;
  }
  // What the server said tells more than that the time is over.
  const { ending } = waited;
  return ending.by === 'application' ? asFailure(sending, abortError(ending.reason)) : failure;
}

/**
 * Has the next login get a new access token: the last one may have been revoked before its time.
 *
 * @param key Stands for the credentials that were refused: others that are in place keep their token.
 * @param logins How many there were on the connection; after the first Nodemailer has renewed the token itself.
 * @returns Whether the same login may work then.
 */
export function renewToken(
  sending: Sending,
  key: string | undefined,
  failure: AnySmtpError,
  logins: number,
): boolean {
  const isRenewable = isRefusal(failure) && failure.reason === 'auth.token' && logins === 1;
  if (!isRenewable || sending.renewed || keyOf(sending) !== key) return false;
  sending.renewed = dropAccessToken(sending.wrapping.transport);
  return sending.renewed;
}

async function replaced(sending: Sending, key: string, refusal: AuthenticationFailedError): Promise<boolean> {
  if (keyOf(sending) !== key) return true;
  await sending.wrapping.renewals.renew(key, refusal);
  return keyOf(sending) !== key;
}
