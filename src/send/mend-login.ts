import type { AuthenticationFailedError } from '../errors/classes.js';
import { loginKey } from '../nodemailer/login.js';
import type { Sending } from './sending.js';

/** Stands for the credentials that a message is sent with; `undefined` where nobody logs in. */
export function keyOf({ wrapping, mail }: Sending): string | undefined {
  return wrapping.speaksSmtp ? loginKey(wrapping.transport, mail) : undefined;
}

/** True where other credentials than the refused ones are in place. */
export async function mended(
  sending: Sending,
  key: string,
  refusal: AuthenticationFailedError,
): Promise<boolean> {
  if (keyOf(sending) !== key) return true;
  await sending.wrapping.renewals.renew(key, refusal);
  return keyOf(sending) !== key;
}
