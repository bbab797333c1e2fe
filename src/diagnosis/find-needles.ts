/** Finds which of many strings a text contains, in one pass over the text. */
export interface NeedleIndex {
  /** The numbers of the needles in the text, each once. */
  readonly find: (text: string) => readonly number[];
  /** Whether the text that was searched last has the needle of that number. */
  readonly has: (id: number) => boolean;
}

/** A needle is filed under so many of its first characters. */
const GRAM = 4;

/** The last four characters in one number; for ASCII, exactly those four. */
function roll(key: number, code: number): number {
  return (key << 8) ^ code;
}

function keyOf(needle: string): number {
  let key = 0;
  for (let index = 0; index < GRAM; index += 1) key = roll(key, needle.charCodeAt(index));
  return key;
}

/**
 * Prepares needles to be found.
 *
 * @param needles the strings, already folded; the number of a needle is its place here
 */
export function indexNeedles(needles: readonly string[]): NeedleIndex {
  const filed = new Map<number, (readonly [needle: string, id: number])[]>();
  const short: (readonly [needle: string, id: number])[] = [];
  for (const [id, needle] of needles.entries()) {
    if (needle.length < GRAM) {
      short.push([needle, id]);
      continue;
    }
    const key = keyOf(needle);
    const others = filed.get(key);
    if (others) others.push([needle, id]);
    else filed.set(key, [[needle, id]]);
  }
  const present = new Set<number>();
  return {
    has: (id) => present.has(id),
    find(text) {
      present.clear();
      let key = 0;
      for (let position = 0; position < text.length; position += 1) {
        key = roll(key, text.charCodeAt(position));
        for (const [needle, id] of filed.get(key) ?? nothing)
          if (text.startsWith(needle, position - GRAM + 1)) present.add(id);
      }
      for (const [needle, id] of short) if (text.includes(needle)) present.add(id);
      return [...present];
    },
  };
}

const nothing: readonly (readonly [needle: string, id: number])[] = [];
