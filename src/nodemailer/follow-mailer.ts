import { EventEmitter } from 'node:events';
import type { Mailer, Transport } from './shapes.js';

/**
 * Follows which `Mail` object a transport belongs to: the constructor of `Mail` sets
 * `transport.mailer`, and after that listens to the transport's events, if it has any.
 *
 * @param callback Told of the one that is there already, and of each that comes.
 */
export function followMailer(transport: Transport, callback: (mailer: Mailer) => void): void {
  let known: Mailer | undefined;
  const look = (mailer = transport.mailer) => {
    if (!mailer || mailer === known) return;
    known = mailer;
    callback(mailer);
  };
  look();
  if (transport instanceof EventEmitter) transport.on('newListener', () => look());
  else followProperty(transport, look);
}

/**
 * Not for a pool: V8 makes a dictionary of an object one of whose properties becomes an accessor, and
 * Nodemailer reads its pool some twenty times for each message.
 */
function followProperty(transport: Transport, look: (mailer: Mailer) => void): void {
  let { mailer } = transport;
  Object.defineProperty(transport, 'mailer', {
    configurable: true,
    enumerable: true,
    get: () => mailer,
    set: (value: Mailer) => {
      mailer = value;
      look(value);
    },
  });
}
