import { forbidToSend } from './older/close-unmade.js';
import { closeNow, resourcesOf } from './pool-resources.js';
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
  for (const resource of resourcesOf(transport)) {
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
  if (resource) closeResource(resource);
}

/** Closes a connection of a pool, also where it is still to be made. */
export function closeResource(resource: Record<string, unknown>): void {
  forbidToSend(resource);
  closeNow(resource);
}
