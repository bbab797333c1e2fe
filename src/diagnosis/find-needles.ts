/** Finds which of many strings a text contains, in one pass over the text. */
export interface NeedleIndex {
  /** The numbers of the needles in the text, each once. */
  readonly find: (text: string) => readonly number[];
}

const GRAM = 4;
const BITS = 16;

/** Four characters in one number; for ASCII, exactly those four. */
function roll(key: number, code: number): number {
  return (key << 8) ^ code;
}

function bucketOf(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> (32 - BITS);
}

function keyAt(text: string, position: number): number {
  let key = 0;
  for (let offset = 0; offset < GRAM; offset += 1) key = roll(key, text.charCodeAt(position + offset));
  return key;
}

interface Entry {
  readonly needle: string;
  readonly id: number;
  readonly offset: number;
  readonly key: number;
}

interface Anchors {
  /** For each bucket, where its entries begin and end; most buckets have none. */
  readonly starts: Uint16Array;
  readonly entries: readonly Entry[];
}

/**
 * Files each needle under one group of four of its characters, the one that the fewest others are
 * filed under, so that a position of the text is seldom compared with any needle at all.
 */
function anchor(needles: readonly (readonly [needle: string, id: number])[]): Anchors {
  const buckets = new Map<number, Entry[]>();
  for (const [needle, id] of needles) {
    let best = { key: 0, offset: 0, size: Number.POSITIVE_INFINITY };
    for (let offset = 0; offset <= needle.length - GRAM; offset += 1) {
      const key = keyAt(needle, offset);
      const size = buckets.get(bucketOf(key))?.length ?? 0;
      if (size < best.size) best = { key, offset, size };
    }
    const bucket = bucketOf(best.key);
    const entry = { needle, id, offset: best.offset, key: best.key };
    const list = buckets.get(bucket);
    if (list) list.push(entry);
    else buckets.set(bucket, [entry]);
  }
  const starts = new Uint16Array((1 << BITS) + 1);
  const entries: Entry[] = [];
  for (let bucket = 0; bucket < 1 << BITS; bucket += 1) {
    starts[bucket] = entries.length;
    const list = buckets.get(bucket);
    if (list) entries.push(...list);
  }
  starts[1 << BITS] = entries.length;
  return { starts, entries };
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 127) return false;
  return true;
}

/**
 * Prepares needles to be found.
 *
 * @param needles the strings, already folded; the number of a needle is its place here
 */
export function indexNeedles(needles: readonly string[]): NeedleIndex {
  const numbered = needles.map((needle, id) => [needle, id] as const);
  const { starts, entries } = anchor(numbered.filter(([needle]) => needle.length >= GRAM));
  const short = numbered.filter(([needle]) => needle.length < GRAM);
  const shortAscii = short.filter(([needle]) => isAscii(needle));
  const shortOther = short.filter(([needle]) => !isAscii(needle));

  return {
    find(text) {
      const found: number[] = [];
      let key = 0;
      let seen = 0;
      for (let position = 0; position < text.length; position += 1) {
        const code = text.charCodeAt(position);
        seen |= code;
        key = roll(key, code);
        const bucket = bucketOf(key);
        const end = starts[bucket + 1] ?? 0;
        for (let index = starts[bucket] ?? 0; index < end; index += 1) {
          const entry = entries[index];
          if (entry?.key !== key) continue;
          const start = position - (GRAM - 1) - entry.offset;
          if (start >= 0 && text.startsWith(entry.needle, start) && !found.includes(entry.id)) {
            found.push(entry.id);
          }
        }
      }
      for (const [needle, id] of shortAscii) if (text.includes(needle)) found.push(id);
      if (seen > 127) for (const [needle, id] of shortOther) if (text.includes(needle)) found.push(id);
      return found;
    },
  };
}
