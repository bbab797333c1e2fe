import type { AnySmtpError } from './classes.js';

/**
 * Adds to an error what others failed with before it.
 *
 * @param stopped Why no other transporter was asked although one might have sent the message.
 * @returns The same error.
 */
export function addFailures(
  error: AnySmtpError,
  failures: readonly AnySmtpError[],
  stopped: string | undefined,
): AnySmtpError {
  const ordinary = { writable: true, configurable: true };
  // It may be that of a failover within another one.
  const value = [...failures, ...(error.failures ?? [])];
  Object.defineProperty(error, 'failures', { value, ...ordinary, enumerable: false });
  if (stopped !== undefined) {
    const retry = { ...error.retry, why: `${error.retry.why} ${stopped}` };
    Object.defineProperty(error, 'retry', { value: retry, ...ordinary, enumerable: true });
  }
  return error;
}
