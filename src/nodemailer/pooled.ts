import { isObject } from './recognise.js';
import type { Transport } from './shapes.js';

/** A connection of a pool, and what the pool knows it by. */
export interface Pooled {
  readonly resource: Record<string, unknown>;
  readonly connection: Record<string, unknown>;
}

/**
 * Finds a connection of a pool.
 *
 * @param sessionId The connection's id in Nodemailer's log.
 */
export function findPooled(transport: Transport, sessionId: string): Pooled | undefined {
  const resources: readonly unknown[] = Array.isArray(transport._connections) ? transport._connections : [];
  for (const resource of resources) {
    if (!isObject(resource)) continue;
    const { connection } = resource;
    if (isObject(connection) && connection['id'] === sessionId) return { resource, connection };
  }
  return undefined;
}

/**
 * Closes one connection of a pool. A pool keeps the connection of a message that was answered before
 * its end and goes on with RSET: the server takes that, and all that follows, for the message's rest,
 * up to a final dot that it may accept.
 *
 * @param sessionId The connection's id in Nodemailer's log.
 */
export function closePooled(transport: Transport, sessionId: string): void {
  const resource = findPooled(transport, sessionId)?.resource;
  if (typeof resource?.['close'] === 'function') resource['close']();
}
