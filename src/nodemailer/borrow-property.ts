/**
 * Puts a value in the place of an object's own or inherited one.
 *
 * @returns A function that puts back what was there. It sets, and deletes nothing: V8 makes an
 *   object slow, and larger, from which a property is deleted.
 */
export function borrowProperty(target: object, name: string, value: unknown): () => void {
  const original = Object.getOwnPropertyDescriptor(target, name) ?? {
    value: Reflect.get(target, name),
    writable: true,
    configurable: true,
    enumerable: false,
  };
  Object.defineProperty(target, name, { ...original, value });
  return () => void Object.defineProperty(target, name, original);
}
