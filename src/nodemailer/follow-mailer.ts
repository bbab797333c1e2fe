import type { Mailer, Transport } from './shapes.js';
import { sharedAccessor } from './shared-accessor.js';

const defineMailer = sharedAccessor('mailer');

/**
 * Follows which `Mail` object a transport belongs to: Nodemailer sets `transport.mailer` in the
 * constructor of `Mail`.
 *
 * To be done before a transport is changed otherwise: as long as it is the youngest, the V8 of Node 20
 * forgets a property without making a dictionary of the whole pool. Later ones always do.
 *
 * @returns Has a callback told, also of the one that is there already.
 */
export function followMailer(transport: Transport): (callback: (mailer: Mailer) => void) => void {
  let { mailer } = transport;
  let tell: ((mailer: Mailer) => void) | undefined;
  Reflect.deleteProperty(transport, 'mailer');
  defineMailer(transport, {
    get: () => mailer,
    set: (value: Mailer) => {
      if (value && value !== mailer) tell?.(value);
      mailer = value;
    },
  });
  return (callback) => {
    tell = callback;
    if (mailer) callback(mailer);
  };
}
