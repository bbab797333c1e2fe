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
 * Follows the `Mail` object that a transport belongs to: Nodemailer sets `transport.mailer` in the
 * constructor of `Mail`.
 *
 * To be called before anything else is put on the transport. Its last property can be taken from
 * an object, and V8 goes on as if it had never had it; any other that is taken, or made an accessor
 * in its place, leaves an object that is slow in all that the transport does with it.
 *
 * @returns A function that takes who is to be called with that object, now and when there is another.
 */
export function followMailer(transport: Transport): (callback: (mailer: Mailer) => void) => void {
  let { mailer } = transport;
  let told: ((mailer: Mailer) => void) | undefined;
  Reflect.deleteProperty(transport, 'mailer');
  Object.defineProperty(transport, 'mailer', {
    configurable: true,
    enumerable: true,
    get: () => mailer,
    set: (value: Mailer) => {
      if (value && value !== mailer) told?.(value);
      mailer = value;
    },
  });
  return (callback) => {
    told = callback;
    if (mailer) callback(mailer);
  };
}
