import { isPool } from './login.js';
import { isError, speaksSmtp } from './recognise.js';
import type { Callback, SentInfo, Transport } from './shapes.js';

/**
 * Calls the application's callback, and does with what it throws as Nodemailer does: the pool logs
 * it, the single connection logs it after a delivery. Anything else goes on to end the process, as it
 * did, in a tick of its own: in between are the transport and we, who would take it for a failure.
 */
export function callBack(
  transport: Transport,
  callback: Callback<SentInfo>,
  error: Error | null,
  info?: SentInfo,
): void {
  try {
    callback(error, info);
  } catch (thrown) {
    const log = transport.logger?.['error'];
    const isLogged = speaksSmtp(transport) && (!error || isPool(transport));
    if (!isLogged || typeof log !== 'function') {
      process.nextTick(() => {
        throw thrown;
      });
      return;
    }
    const text = isError(thrown) ? thrown.message : String(thrown);
    log({ err: thrown, tnx: 'callback' }, 'Callback error for %s: %s', info?.messageId ?? 'a message', text);
  }
}
