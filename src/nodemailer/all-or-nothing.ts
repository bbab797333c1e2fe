/**
 * Makes changes to objects; where one of the changes throws, all of these objects are as they were.
 *
 * @param targets What the changes are made to, in place.
 * @throws What `change` throws.
 */
export function allOrNothing(targets: readonly (object | undefined)[], change: () => void): void {
  const undo = targets.map((target) => (target ? restorer(target) : undefined));
  try {
    change();
  } catch (error) {
    for (const restore of undo) restore?.();
    throw error;
  }
}

function restorer(target: object): () => void {
  const before = Object.getOwnPropertyDescriptors(target);
  return () => {
    for (const key of Reflect.ownKeys(target)) {
      if (!Object.hasOwn(before, key)) Reflect.deleteProperty(target, key);
    }
    Object.defineProperties(target, before);
  };
}
