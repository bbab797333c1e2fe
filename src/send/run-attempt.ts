import type { Callback, Mail, SentInfo, Transport } from '../nodemailer/shapes.js';
import { asError } from './raw-errors.js';

/** How an attempt ended, told in the very turn in which the transport said so. */
export type Ending = { readonly error: Error } | { readonly info: SentInfo | undefined };

/**
 * Has a transport send a message once.
 *
 * @param send The transport's own `send`.
 * @param onEnd Called once, synchronously with the transport's callback, however it failed.
 */
export function runAttempt(
  transport: Transport,
  send: Transport['send'],
  mail: Mail,
  onEnd: (ending: Ending) => void,
): void {
  let ended = false;
  const end = (ending: Ending) => {
    if (ended) return;
    ended = true;
    onEnd(ending);
  };
  const callback: Callback<SentInfo> = (error, info) => {
    end(error ? { error: asError(error) } : { info });
  };
  try {
    const returned = send.call(transport, mail, callback);
    // An async send that rejects would leave its message pending for ever.
    if (isThenable(returned)) returned.then(undefined, (error: unknown) => end({ error: asError(error) }));
  } catch (error) {
    end({ error: asError(error) });
  }
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
