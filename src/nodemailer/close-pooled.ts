import { isObject } from './recognise.js';
import type { Transport } from './shapes.js';

/**
 * Closes one connection of a pool. A pool keeps the connection of a message that was answered before
 * its end and goes on with RSET: the server takes that, and all that follows, for the message's rest,
 * up to a final dot that it may accept.
 *
 * @param sessionId The connection's id in Nodemailer's log.
 */
export function closePooled(transport: Transport, sessionId: string): void {
  const resources: readonly unknown[] = Array.isArray(transport._connections) ? transport._connections : [];
  for (const resource of [...resources]) {
    if (!isObject(resource) || !isObject(resource['connection'])) continue;
    if (resource['connection']['id'] === sessionId && typeof resource['close'] === 'function')
      resource['close']();
  }
}
