/** Finds which of many strings a text contains, in one pass over the text. */
export interface NeedleIndex {
  /** The numbers of the needles in the text, each once. */
  readonly find: (text: string) => readonly number[];
  /** Whether the text that was searched last has the needle of that number. */
  readonly has: (id: number) => boolean;
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
  /** One bit a bucket, set where there are entries: small enough to stay in the processor's first cache. */
  readonly taken: Uint32Array;
  readonly buckets: ReadonlyMap<number, readonly Entry[]>;
}

/** How often each group of four characters comes in the needles: what is common there is common in texts. */
function countGrams(
  needles: readonly (readonly [needle: string, id: number])[],
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const [needle] of needles) {
    for (let offset = 0; offset <= needle.length - GRAM; offset += 1) {
      const key = keyAt(needle, offset);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * Files each needle under one group of four of its characters, the rarest, so that a position of the
 * text is seldom compared with any needle at all.
 */
function anchor(needles: readonly (readonly [needle: string, id: number])[]): Anchors {
  const counts = countGrams(needles);
  const buckets = new Map<number, Entry[]>();
  for (const [needle, id] of needles) {
    let best = { key: 0, offset: 0, count: Number.POSITIVE_INFINITY };
    for (let offset = 0; offset <= needle.length - GRAM; offset += 1) {
      const key = keyAt(needle, offset);
      const count = counts.get(key) ?? 0;
      if (count < best.count) best = { key, offset, count };
    }
    const bucket = bucketOf(best.key);
    const entry = { needle, id, offset: best.offset, key: best.key };
    const list = buckets.get(bucket);
    if (list) list.push(entry);
    else buckets.set(bucket, [entry]);
  }
  const taken = new Uint32Array(1 << (BITS - 5));
  for (const bucket of buckets.keys())
    taken[bucket >>> 5] = (taken[bucket >>> 5] ?? 0) | (1 << (bucket & 31));
  return { taken, buckets };
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
  const { taken, buckets } = anchor(numbered.filter(([needle]) => needle.length >= GRAM));
  const short = numbered.filter(([needle]) => needle.length < GRAM);
  const shortAscii = short.filter(([needle]) => isAscii(needle));
  const shortOther = short.filter(([needle]) => !isAscii(needle));

  // Marked while a text is searched, and wiped before the next: cheaper than a set for every text.
  const present = new Uint8Array(needles.length);
  let found: number[] = [];

  function add(id: number): void {
    if (present[id] === 1) return;
    present[id] = 1;
    found.push(id);
  }

  function collect(text: string, position: number, key: number): void {
    const bucket = buckets.get(bucketOf(key));
    if (!bucket) return;
    for (const entry of bucket) {
      if (entry.key !== key) continue;
      const start = position - (GRAM - 1) - entry.offset;
      if (start >= 0 && text.startsWith(entry.needle, start)) add(entry.id);
    }
  }

  return {
    has: (id) => present[id] === 1,
    find(text) {
      for (const id of found) present[id] = 0;
      found = [];
      let key = 0;
      let seen = 0;
      for (let position = 0; position < text.length; position += 1) {
        const code = text.charCodeAt(position);
        seen |= code;
        key = roll(key, code);
        const bucket = bucketOf(key);
        if (((taken[bucket >>> 5] ?? 0) >>> (bucket & 31)) & 1) collect(text, position, key);
      }
      for (const [needle, id] of shortAscii) if (text.includes(needle)) add(id);
      if (seen > 127) for (const [needle, id] of shortOther) if (text.includes(needle)) add(id);
      return found;
    },
  };
}
