import { isPool } from '../login.js';
import { override } from '../override.js';
import { closeNow, resourcesOf } from '../pool-resources.js';
import type { Transport } from '../shapes.js';

/**
 * Has a pool that is closed by force give up also the connections that it is still to make: that of 10.4
 * makes them all the same, and sends the message over them that it reports as failed.
 *
 * Until Nodemailer 10.5.0.
 */
export function closeUnmade(transport: Transport): void {
  if (!isPool(transport) || !transport.close) return;
  override(transport, 'close', (close) => (...args) => {
    const before = resourcesOf(transport);
    const returned = close?.apply(transport, args);
    const after = resourcesOf(transport);
    for (const resource of before) if (!after.includes(resource)) forbidToSend(resource);
    return returned;
  });
}

/**
 * Has a connection that is closed before it was made do no more than that: it is made, and then asked to
 * send.
 *
 * Until Nodemailer 10.5.0.
 */
export function forbidToSend(resource: Record<string, unknown>): void {
  if (!resource['connection']) resource['send'] = () => closeNow(resource);
}
