import type { Phase } from '../diagnosis/phase.js';
import { type AuthenticationFailedError, isSmtpError } from '../errors/classes.js';

/** Whoever gets so far is logged in, or did not have to: "authentication required" at MAIL is no refused login. */
const afterLogin: ReadonlySet<Phase> = new Set(['mail', 'rcpt', 'data', 'body', 'final-dot', 'reset']);

/** A refused login that a person has to mend. */
export function isRefusal(failure: unknown): failure is AuthenticationFailedError {
  return (
    isAuthenticationFailed(failure) && failure.reason !== 'auth.suspended' && !afterLogin.has(failure.phase)
  );
}

/** The same for the login guard, to which it is all one for what AUTH was refused for good. */
export function tripsGuard(failure: unknown): failure is Error {
  if (isRefusal(failure)) return true;
  if (!isSmtpError(failure) || failure.phase !== 'auth') return false;
  return failure.disposition !== 'transient' && (failure.reply?.code ?? 0) >= 500;
}

/** The same, passed on by the login guard to who was not even tried. */
export function isPassedOn(failure: unknown): failure is AuthenticationFailedError {
  return isAuthenticationFailed(failure) && failure.reason === 'auth.suspended';
}

function isAuthenticationFailed(failure: unknown): failure is AuthenticationFailedError {
  return (
    isSmtpError(failure) &&
    failure.kind === 'AuthenticationFailed' &&
    failure.disposition === 'operator-action'
  );
}
