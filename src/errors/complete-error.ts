import type { AnySmtpError } from './classes.js';
import type { AttemptReport } from './outcome.js';

/** What is known of a failure only when its send is over. */
export interface Completion {
  readonly attempts: readonly AttemptReport[];
  /** Why there was no further attempt although one would have been safe. */
  readonly stopped: string | undefined;
}

/** Adds to an error what the whole send has shown. Returns the same error. */
export function completeError(error: AnySmtpError, { attempts, stopped }: Completion): AnySmtpError {
  assign(error, 'attempts', attempts);
  if (error.retry.safe) {
    const tried = attempts.length > 1 ? ` It was tried ${attempts.length} times.` : '';
    const why = `${error.retry.why}${tried}${stopped ? ` ${stopped}` : ''}`;
    assign(error, 'retry', { ...error.retry, why });
  }
  return error;
}

function assign(error: AnySmtpError, field: string, value: unknown): void {
  Object.defineProperty(error, field, { value, writable: true, configurable: true, enumerable: true });
}
