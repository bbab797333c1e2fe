/**
 * Puts a value in the place of an object's own or inherited one.
 *
 * @returns A function that puts back what was there. What had not been there is deleted, which costs
 *   nothing of the last property that an object got: V8 then goes back to the shape that it had before.
 */
export function borrowProperty<T extends object, K extends keyof T>(
  target: T,
  name: K,
  value: T[K],
): () => void {
  const isOwn = Object.hasOwn(target, name);
  const original = target[name];
  if (isOwn) target[name] = value;
  else Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  return () => {
    if (isOwn) target[name] = original;
    else Reflect.deleteProperty(target, name);
  };
}
