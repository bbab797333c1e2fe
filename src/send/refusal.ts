import { type AuthenticationFailedError, isSmtpError } from '../errors/classes.js';

/** A refused login that a person has to mend. */
export function isRefusal(failure: unknown): failure is AuthenticationFailedError {
  return isAuthenticationFailed(failure) && failure.reason !== 'auth.suspended';
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
