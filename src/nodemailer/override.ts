import type { Mailer, Transport } from './shapes.js';

/**
 * Puts a method of ours in front of an object's own, in place: whoever holds the transport, and
 * whatever else it has, stays as it was.
 */
export function override<T extends object, K extends keyof T>(
  target: T,
  name: K,
  make: (original: T[K]) => T[K],
): void {
  const original = target[name];
  Object.defineProperty(target, name, {
    value: make(original),
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

/**
 * Calls back with the `Mail` object that a transport belongs to, now or when it is assigned:
 * Nodemailer sets `transport.mailer` in the constructor of `Mail`.
 */
export function onMailer(transport: Transport, callback: (mailer: Mailer) => void): void {
  let mailer = transport.mailer;
  if (mailer) callback(mailer);
  Object.defineProperty(transport, 'mailer', {
    configurable: true,
    enumerable: true,
    get: () => mailer,
    set: (value: Mailer) => {
      if (value && value !== mailer) callback(value);
      mailer = value;
    },
  });
}
