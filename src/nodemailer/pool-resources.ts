import { isObject } from './recognise.js';
import type { Transport } from './shapes.js';

/** The connections of a pool, those that are still to be made included. */
export function resourcesOf({ _connections: connections }: Transport): readonly Record<string, unknown>[] {
  return Array.isArray(connections) ? connections.filter(isObject) : [];
}

/** Closes a connection of a pool in Nodemailer's own way. */
export function closeNow(resource: Record<string, unknown>): void {
  if (typeof resource['close'] === 'function') resource['close']();
}
