import type { AnySmtpError, AuthenticationFailedError } from '../errors/classes.js';

/**
 * The option `credentials`: given the refusal, resolves with what is to be put over
 * `transport.options.auth` (`{ user, pass }`, `{ accessToken }` …), or undefined if there is nothing
 * newer. What it throws leaves the refusal as it is.
 *
 * @example
 * ```ts
 * wrapTransport(transporter, { credentials: async () => ({ pass: await vault.read('smtp-password') }) });
 * ```
 */
export type Credentials = (refused: AuthenticationFailedError) => Promise<object | undefined>;

/** What the application found out about a message that may be out. */
export type Confirmation = 'delivered' | 'not-delivered' | 'unknown';

/** What the application is told of a message that may be out. */
export interface UnknownDelivery {
  readonly messageId: string | undefined;
  readonly envelope: { readonly from: string | undefined; readonly to: readonly string[] };
  /** The error that the send fails with unless the application knows better. */
  readonly error: AnySmtpError;
}

/**
 * The option `confirmDelivery`: given a message that may be out, resolves with what became of it.
 * `'delivered'` makes the send succeed, `'not-delivered'` lets it be tried again; what is thrown, and no
 * answer within thirty seconds, is `'unknown'`.
 *
 * @example
 * ```ts
 * wrapTransport(transporter, {
 *   confirmDelivery: async ({ messageId }) => ((await inbox.has(messageId)) ? 'delivered' : 'unknown'),
 * });
 * ```
 */
export type ConfirmDelivery = (context: UnknownDelivery) => Promise<Confirmation>;
