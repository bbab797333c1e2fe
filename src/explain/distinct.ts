import type { Item } from './item.js';

const MOST_KEY = 200;

/** What an item is about, whatever form it was given in. */
function keyOf({ reply, error, reason, bounced }: Item): string {
  if (bounced) return bounced.recipient;
  // Records of ours have the server's words only where somebody asked for them.
  if (reason) return `${reason} ${reply?.code ?? ''}`;
  if (reply) {
    const words = reply.text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
      .slice(0, MOST_KEY);
    return `${reply.code} ${words}`;
  }
  const message = typeof error?.message === 'string' ? error.message : '';
  return message.toLowerCase().slice(0, MOST_KEY);
}

/** How much an item tells besides: the one that tells most is shown. */
function weight({ reason, error, context }: Item): number {
  return (reason ? 4 : 0) + (error ? 2 : 0) + Object.keys(context).length;
}

/**
 * Each finding once: a log has the same reply in the dialogue, in the error, and in the record of both.
 *
 * @param all replies that somebody listed are explained one by one, though they be the same
 */
export function distinct(items: readonly Item[], all = false): readonly Item[] {
  if (all) return items;
  const found = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item);
    const known = found.get(key);
    if (!known || weight(item) > weight(known)) found.set(key, item);
  }
  return [...found.values()];
}
