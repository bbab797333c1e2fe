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
 * Finds out beforehand whether {@link override} would fail half-way: on an object that is frozen or
 * sealed, or has a property that cannot be defined anew.
 *
 * @returns The first such property, or `undefined`.
 */
export function fixedProperty(target: object | undefined, names: readonly string[]): string | undefined {
  if (!target) return undefined;
  return names.find((name) => {
    const own = Object.getOwnPropertyDescriptor(target, name);
    return own ? !own.configurable : !Object.isExtensible(target);
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
