import { isPool } from '../login.js';
import type { Transport } from '../shapes.js';

/** Nodemailer's own default since then. */
const MAX_REQUEUES = 5;

/**
 * Bounds how often a pool takes a message to another connection because the server closed one before
 * its greeting. A pool does that for ever, ten times a second, unless it is told not to.
 *
 * Until Nodemailer 10.0.12.
 */
export function boundRequeues(transport: Transport): void {
  if (isPool(transport) && transport.options) transport.options['maxRequeues'] ??= MAX_REQUEUES;
}
