import { asError } from '../nodemailer/as-error.js';
import type { Callback, SentInfo } from '../nodemailer/shapes.js';

/** What a transport said of a message, in the very turn in which it is told. */
export type Answer = { readonly error: Error } | { readonly info: SentInfo | undefined };

/**
 * Has a transport send a message once. What it throws, and what an async one rejects with, is told by
 * the callback as well.
 */
export function callTransport(
  send: (callback: Callback<SentInfo>) => unknown,
  callback: Callback<SentInfo>,
): void {
  try {
    const returned = send(callback);
    if (isThenable(returned)) {
      returned.then(undefined, (error: unknown) => callback(asError(error)));
    }
  } catch (error) {
    callback(asError(error));
  }
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
