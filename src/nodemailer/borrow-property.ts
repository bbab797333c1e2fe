/**
 * Puts a value in the place of an object's own or inherited one.
 *
 * @returns A function that puts back what was there. It sets, and deletes nothing: V8 makes an
 *   object slow, and larger, from which a property is deleted.
 */
export function borrowProperty<T extends object, K extends keyof T>(
  target: T,
  name: K,
  value: T[K],
): () => void {
  const original = target[name];
  if (Object.hasOwn(target, name)) target[name] = value;
  else Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  return () => {
    target[name] = original;
  };
}
