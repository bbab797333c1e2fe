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
 * Finds out beforehand whether {@link override} would fail half-way: on an object that is frozen,
 * sealed or not to be extended, or has a property that cannot be defined anew.
 *
 * @returns The first such property, or `undefined`.
 */
export function fixedProperty(target: object | undefined, names: readonly string[]): string | undefined {
  if (!target) return undefined;
  return names.find(
    (name) =>
      !Object.isExtensible(target) || Object.getOwnPropertyDescriptor(target, name)?.configurable === false,
  );
}
