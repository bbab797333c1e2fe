import type { MailerState } from '../channels/mailer-state.js';
import { expected } from '../options/checks.js';
import { wrappingFacts } from './wrapped.js';

/**
 * Reads what a wrapped transport is about, without a subscription and without asking its server: for a health
 * endpoint. It costs next to nothing, and has neither secrets nor addresses in it.
 *
 * @param mailer What went through `wrapTransport`, or a transporter that was made of a failover.
 * @returns A snapshot: logins that are suspended, the pace, what waits, open connections.
 * @throws TypeError where it is not wrapped.
 *
 * @example
 * ```ts
 * const { suspendedLogins, pace, waiting } = mailerState(mailer);
 * const isHealthy = !suspendedLogins.some(({ isCurrent }) => isCurrent);
 * ```
 */
export function mailerState(mailer: object): MailerState {
  const what = 'a transporter or a transport that went through wrapTransport, or one that failover made';
  const facts = wrappingFacts(mailer);
  if (!facts) throw expected('the first argument of mailerState', what, mailer);
  if (facts.state) return facts.state();
  throw new TypeError(
    'Expected a transport that this version of nodemailer-smtp-errors wrapped; an older copy of the package did, and says nothing of its state.',
  );
}
