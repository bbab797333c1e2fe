import { replaceAuth } from '../nodemailer/login.js';
import type { Wrapping } from './wrapping.js';

/** Puts other credentials in place, and has whoever waits because of those before try with them. */
export function replaceLogin({ transport, renewals, lives }: Wrapping, fresh: object): void {
  replaceAuth(transport, fresh);
  renewals.outdate();
  lives.loginReplaced();
}
