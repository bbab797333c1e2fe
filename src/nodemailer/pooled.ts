import { forbidToSend } from './older/close-unmade.js';
import { closeNow, resourcesOf } from './pool-resources.js';
import { isObject } from './recognise.js';
import type { Mail, Transport } from './shapes.js';

/** Nodemailer's own, where `maxConnections` says nothing. */
const DEFAULT_POOL_SIZE = 5;

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

/**
 * True while a message waits for a connection of its pool: none of the few connections has it. The queue
 * itself may be long, and each message in it is asked about.
 */
export function isQueued(transport: Transport, mail: Mail): boolean {
  const { _queue: queue } = transport;
  if (!Array.isArray(queue) || queue.length === 0) return false;
  // It may be a view of the mail that the pool was given.
  const isOurs = (its: unknown) => its === mail || (isObject(its) && Object.getPrototypeOf(its) === mail);
  return !resourcesOf(transport).some(({ queueEntry: entry }) => isObject(entry) && isOurs(entry['mail']));
}

/** How long a pool holds its connections back at most for its own `rateLimit`, in milliseconds; 0 while it does not. */
export function heldBackMs({ _rateLimit: rateLimit }: Transport): number {
  const isHeld = isObject(rateLimit) && Boolean(rateLimit['timeout']);
  return isHeld && typeof rateLimit['delta'] === 'number' ? rateLimit['delta'] : 0;
}

/** Whether `close()` is to end deliveries, too: since 10.4. */
export function isForced(options: unknown): boolean {
  return isObject(options) && Boolean(options['force']);
}

/** How many connections a pool opens at most; `undefined` for a transport that is none. */
export function poolSize(transport: Transport): number | undefined {
  const most = transport.options?.['maxConnections'];
  if (!Array.isArray(transport._connections)) return undefined;
  return typeof most === 'number' && most >= 1 ? most : DEFAULT_POOL_SIZE;
}
