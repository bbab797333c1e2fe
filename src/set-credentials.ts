import { isBareMailer } from './nodemailer/recognise.js';
import { isWrapped, wrappingFacts } from './nodemailer/wrapped.js';
import { expected } from './options/checks.js';
import { checkLoginCredentials } from './options/login-credentials.js';

/** A wrapped transporter, or a wrapped transport object. */
type WrappedLike = { readonly sendMail: unknown } | { send(mail: never, callback: never): unknown };

/** What a transport logs in with: the fields of Nodemailer's `auth` that change while a process runs. */
export interface LoginCredentials {
  /** The mechanism's kind, where that changes too: `'login'`, `'OAuth2'`, `'custom'`. */
  readonly type?: string | undefined;
  /** The account's name. */
  readonly user?: string | undefined;
  /** The account's password, or an app password. */
  readonly pass?: string | undefined;
  /** OAuth2: the token to log in with. */
  readonly accessToken?: string | undefined;
  /** OAuth2: when that ends, in milliseconds since 1970. */
  readonly expires?: number | undefined;
  /** OAuth2: what a new access token is fetched with. */
  readonly refreshToken?: string | undefined;
  /** OAuth2: the application's id at the provider. */
  readonly clientId?: string | undefined;
  /** OAuth2: the application's secret at the provider. */
  readonly clientSecret?: string | undefined;
  /** OAuth2: the service account's id. */
  readonly serviceClient?: string | undefined;
  /** OAuth2: the service account's key, as PEM text or with its passphrase. */
  readonly privateKey?: string | { readonly key: string; readonly passphrase: string } | undefined;
}

/**
 * Has a wrapped transport log in with other credentials from now on: whatever was suspended for those before
 * goes on at once, and so does what waits for another's login with those, or for an answer of the option
 * `credentials` of {@link wrapTransport}, which does the same when a login was refused; an answer that comes
 * later changes nothing. Connections that are logged in stay so, and a login that is under way comes to its own
 * end first: where it is refused its message is tried again with the new ones.
 *
 * @param mailer What `wrapTransport` returned. A mock that has no transport stays as it is.
 * @param credentials What changes; what is not named, or undefined, stays. It is put over
 *   `transport.options.auth`.
 * @throws TypeError where `mailer` is not wrapped or does not log in over SMTP, as a failover does not (name one
 *   of its transporters), or where `credentials` is no object of these fields. Nothing is changed then.
 *
 * @example
 * ```ts
 * vault.on('rotated', ({ password }) => setCredentials(mailer, { pass: password }));
 * ```
 */
export function setCredentials(mailer: WrappedLike, credentials: LoginCredentials): void {
  if (!isWrapped(mailer))
    throw expected('the first argument of setCredentials', 'what wrapTransport returned', mailer);
  checkLoginCredentials('the second argument of setCredentials', credentials);
  if (isBareMailer(mailer)) return;
  const replaceLogin = wrappingFacts(mailer)?.replaceLogin;
  if (!replaceLogin)
    throw new TypeError(
      'Expected the first argument of setCredentials to log in over SMTP; this transport does not. Of a failover, name one of its transporters.',
    );
  const named = Object.entries(credentials).filter(([, value]) => value !== undefined);
  replaceLogin(Object.fromEntries(named));
}
