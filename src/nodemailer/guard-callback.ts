import { isPool } from './login.js';
import { isError, speaksSmtp } from './recognise.js';
import type { Callback, SentInfo, Transport } from './shapes.js';

/**
 * Does with what the application's callback throws as Nodemailer does: the pool logs it, the
 * single connection logs it after a delivery. Anything else goes on to end the process, as it did,
 * in a tick of its own: we call back out of a promise, which would keep it.
 */
export function guardCallback(transport: Transport, callback: Callback<SentInfo>): Callback<SentInfo> {
  return (error, info) => {
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
      log(
        { err: thrown, tnx: 'callback' },
        'Callback error for %s: %s',
        info?.messageId ?? 'a message',
        text,
      );
    }
  };
}
