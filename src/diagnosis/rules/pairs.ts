/**
 * Every word of one list beside every word of another: "account", "mailbox" with "locked", "suspended".
 * Servers put such sentences together from a thing and what has become of it, in any order.
 */
export function pairs(things: readonly string[], states: readonly string[]): readonly (readonly string[])[] {
  return things.flatMap((thing) => states.map((state) => [thing, state]));
}
