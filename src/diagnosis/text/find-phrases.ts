import { readText, type Text } from './read-text.js';

/** Where a phrase stands: the first of its words and the one after its last. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** The phrases of an index that a text has, by their numbers. */
export type Found = ReadonlyMap<number, Place>;

/** A phrase to be found, and the number it is found as; several may have one number. */
export type NumberedPhrase = readonly [phrase: string, id: number];

/** Finds which of many phrases a text has, in one pass over its words. */
export type PhraseIndex = (text: Text) => Found;

const WORD_BITS = 13;
const MAX_CACHED = 4096;
const LONGEST_CACHED = 32;

function isPlain(phrase: string): boolean {
  for (let index = 0; index < phrase.length; index += 1) {
    const code = phrase.charCodeAt(index);
    if (!((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 32 || code === 42))
      return false;
  }
  return true;
}

/** A phrase as words; the last of them may end in `*`, which stands for any ending. */
export function wordsOf(phrase: string): readonly string[] {
  if (isPlain(phrase)) return phrase.split(' ');
  return phrase.split(' ').flatMap((part) => {
    const { words } = readText(part);
    return part.endsWith('*') ? [...words.slice(0, -1), `${words.at(-1) ?? ''}*`] : words;
  });
}

/** Words of phrases, numbered; what a word of a text may be is looked up once for each word. */
class Vocabulary {
  readonly #exact = new Map<string, number>();
  readonly #starts = new Map<string, number>();
  readonly #cache = new Map<string, readonly number[]>();
  #shortest = LONGEST_CACHED;
  #longest = 0;
  #size = 0;

  add(word: string): number {
    const open = word.endsWith('*');
    const key = open ? word.slice(0, -1) : word;
    const map = open ? this.#starts : this.#exact;
    const known = map.get(key);
    if (known !== undefined) return known;
    if (open) {
      this.#shortest = Math.min(this.#shortest, key.length);
      this.#longest = Math.max(this.#longest, key.length);
    }
    map.set(key, this.#size);
    this.#size += 1;
    return this.#size - 1;
  }

  /** The numbers of the words of phrases that this word is. */
  of(word: string): readonly number[] {
    const known = this.#cache.get(word);
    if (known) return known;
    const numbers: number[] = [];
    const exact = this.#exact.get(word);
    if (exact !== undefined) numbers.push(exact);
    const longest = Math.min(this.#longest, word.length);
    for (let length = this.#shortest; length <= longest; length += 1) {
      const start = this.#starts.get(word.slice(0, length));
      if (start !== undefined) numbers.push(start);
    }
    // Words are few, and texts many; hostile ones are kept from filling the memory.
    if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
    if (word.length <= LONGEST_CACHED) this.#cache.set(word, numbers);
    return numbers;
  }
}

const nothing: readonly number[] = [];

/** Prepares phrases to be found. */
export function indexPhrases(phrases: readonly NumberedPhrase[]): PhraseIndex {
  const vocabulary = new Vocabulary();
  // A tree of words: from a node, by a word, to the next; the key holds both.
  const next = new Map<number, number>();
  const ends: (number[] | undefined)[] = [undefined];
  for (const [phrase, id] of phrases) {
    let node = 0;
    for (const word of wordsOf(phrase)) {
      const key = (node << WORD_BITS) | vocabulary.add(word);
      let child = next.get(key);
      if (child === undefined) {
        child = ends.length;
        ends.push(undefined);
        next.set(key, child);
      }
      node = child;
    }
    const there = ends[node];
    if (there) there.push(id);
    else if (node !== 0) ends[node] = [id];
  }

  return ({ words }) => {
    const found = new Map<number, Place>();
    const numbers = words.map((word) => vocabulary.of(word));
    function walk(node: number, start: number, position: number): void {
      for (const number of numbers[position] ?? nothing) {
        const child = next.get((node << WORD_BITS) | number);
        if (child === undefined) continue;
        for (const id of ends[child] ?? nothing) {
          if (!found.has(id)) found.set(id, { start, end: position + 1 });
        }
        walk(child, start, position + 1);
      }
    }
    for (let start = 0; start < words.length; start += 1) walk(0, start, start);
    return found;
  };
}
