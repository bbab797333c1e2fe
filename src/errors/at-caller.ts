import { isSmtpError } from './classes.js';

/**
 * Has the stack of a failure begin with the functions that await it. An error is made when a server answers,
 * and then the stack has our frames and those of the socket; V8 knows who awaits a promise only in a handler
 * of that promise. Nothing is captured before something fails.
 */
export function atCaller<T>(promise: Promise<T>): Promise<T> {
  return promise.catch(function retell(error: unknown): never {
    if (isSmtpError(error) && isAwaited(retell)) Error.captureStackTrace(error, retell);
    throw error;
  });
}

/** Where nobody awaits, frames of ours are better than none. */
function isAwaited(handler: (error: unknown) => never): boolean {
  const here: { stack?: string } = {};
  Error.captureStackTrace(here, handler);
  return /\n\s+at async /.test(here.stack ?? '');
}
