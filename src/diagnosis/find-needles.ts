/**
 * Finds which of many strings a text contains, in one pass over the text.
 *
 * Each string is filed under one group of three of its characters, the one that the fewest others are
 * filed under; a position of the text is compared only with the strings filed under what stands there.
 */
export interface NeedleIndex {
  /** Calls `found` with the number of each needle in the text, perhaps more than once. */
  readonly scan: (text: string, found: (needle: number) => void) => void;
}

interface Entry {
  readonly needle: string;
  readonly id: number;
  readonly offset: number;
}

const BUCKETS = 1 << 14;

function bucketAt(text: string, position: number): number {
  const a = text.charCodeAt(position);
  const b = text.charCodeAt(position + 1);
  const c = text.charCodeAt(position + 2);
  return (Math.imul(a, 2039) ^ Math.imul(b, 8209) ^ Math.imul(c, 131)) & (BUCKETS - 1);
}

/** @param needles the strings to find, already folded; the number of a needle is its place here */
export function indexNeedles(needles: readonly string[]): NeedleIndex {
  const buckets: Entry[][] = [];
  const taken = new Uint8Array(BUCKETS);
  const short: Entry[] = [];
  needles.forEach((needle, id) => {
    if (needle.length < 3) {
      short.push({ needle, id, offset: 0 });
      return;
    }
    let best = { bucket: 0, offset: 0, size: Number.POSITIVE_INFINITY };
    for (let offset = 0; offset <= needle.length - 3; offset += 1) {
      const bucket = bucketAt(needle, offset);
      const size = buckets[bucket]?.length ?? 0;
      if (size < best.size) best = { bucket, offset, size };
    }
    const entries = buckets[best.bucket] ?? [];
    entries.push({ needle, id, offset: best.offset });
    buckets[best.bucket] = entries;
    taken[best.bucket] = 1;
  });
  return {
    scan(text, found) {
      for (const entry of short) if (text.includes(entry.needle)) found(entry.id);
      const last = text.length - 3;
      for (let position = 0; position <= last; position += 1) {
        const bucket = bucketAt(text, position);
        if (taken[bucket] === 0) continue;
        for (const entry of buckets[bucket] ?? []) {
          if (position >= entry.offset && text.startsWith(entry.needle, position - entry.offset)) {
            found(entry.id);
          }
        }
      }
    },
  };
}
