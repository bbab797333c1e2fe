/**
 * A list with one more item, for lists that nearly always get one only: V8 gives any array that
 * grows room for seventeen.
 */
export function append<T>(list: readonly T[], item: T): readonly T[] {
  return list.length === 0 ? [item] : [...list, item];
}
