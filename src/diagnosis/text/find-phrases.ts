import { isSign, readText, type Text } from './read-text.js';

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

const MAX_CACHED = 4096;
const LONGEST_CACHED = 32;
/** Characters that are words by themselves, as `isSign` knows them. */
const eachSign = /[\u0e00-\u0e7f\u3040-\u30fa\u30fc-\u9fff\uac00-\ud7a3]/g;

/** The same for a phrase as a person writes it, with capitals, accents and signs. */
export function asRead(phrase: string): string {
  return phrase
    .split(' ')
    .map((part) => {
      const { words } = readText(part);
      const end = part.endsWith('*') && words.length > 0 ? '*' : '';
      return words.filter((word) => word !== '.').join(' ') + end;
    })
    .filter((part) => part !== '')
    .join(' ');
}

const cut = new Map<string, readonly string[]>();

/** A phrase's words; those of rules, which are few and looked for again and again, are cut once. */
function wordsOf(phrase: string): readonly string[] {
  const known = cut.get(phrase);
  if (known) return known;
  const words = phrase.replace(eachSign, ' $& ').trim().split(/ +/);
  if (cut.size >= MAX_CACHED) cut.clear();
  cut.set(phrase, words);
  return words;
}

function isWord(word: string | undefined, wanted: string): boolean {
  if (word === undefined) return false;
  return wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
}

/** Where one phrase stands in a text, if it does. */
export function placeOf(phrase: string, { words }: Text): Place | undefined {
  const wanted = wordsOf(phrase);
  const [first = ''] = wanted;
  for (let start = 0; start < words.length; start += 1) {
    if (!isWord(words[start], first)) continue;
    if (wanted.every((word, index) => isWord(words[start + index], word))) {
      return { start, end: start + wanted.length };
    }
  }
  return undefined;
}

/** What follows in phrases that begin alike. It is put in order when a text gets here first: most never do. */
class Branch {
  /** The phrases that end here. */
  readonly ids: number[] = [];
  #rests: string[] = [];
  #restIds: number[] = [];
  readonly #exact = new Map<string, Branch>();
  readonly #starts = new Map<string, Branch>();
  #shortest = LONGEST_CACHED;
  #longest = 0;

  add(rest: string, id: number): void {
    if (rest === '') {
      this.ids.push(id);
      return;
    }
    this.#rests.push(rest);
    this.#restIds.push(id);
  }

  /** Where phrases go on with this word. */
  after(word: string): readonly Branch[] {
    if (this.#rests.length > 0) this.#order();
    const exact = this.#exact.get(word);
    const branches = exact ? [exact] : [];
    const longest = Math.min(this.#longest, word.length);
    for (let length = this.#shortest; length <= longest; length += 1) {
      const start = this.#starts.get(word.slice(0, length));
      if (start) branches.push(start);
    }
    return branches;
  }

  #order(): void {
    const rests = this.#rests;
    this.#rests = [];
    for (let index = 0; index < rests.length; index += 1) {
      const rest = rests[index] ?? '';
      const end = isSign(rest.charCodeAt(0)) ? 1 : rest.indexOf(' ');
      const head = end === -1 ? rest : rest.slice(0, end);
      const tail = end === -1 ? '' : rest.slice(rest.charCodeAt(end) === 32 ? end + 1 : end);
      this.#branch(head).add(tail, this.#restIds[index] ?? 0);
    }
    this.#restIds = [];
  }

  #branch(head: string): Branch {
    const open = head.endsWith('*');
    const key = open ? head.slice(0, -1) : head;
    const map = open ? this.#starts : this.#exact;
    const known = map.get(key);
    if (known) return known;
    if (open) {
      if (key.length < this.#shortest) this.#shortest = key.length;
      if (key.length > this.#longest) this.#longest = key.length;
    }
    const branch = new Branch();
    map.set(key, branch);
    return branch;
  }
}

const nothing: readonly Branch[] = [];

/**
 * Prepares phrases to be found. A phrase is written as {@link readText} gives words; one that ends in `*` may have
 * any ending there.
 */
export function indexPhrases(phrases: readonly NumberedPhrase[]): PhraseIndex {
  // By their first letters: only those that a text has are ever put in order.
  const roots = new Map<number, Branch>();
  for (const [phrase, id] of phrases) {
    if (phrase === '') continue;
    const letter = phrase.charCodeAt(0);
    const root = roots.get(letter) ?? new Branch();
    roots.set(letter, root);
    root.add(phrase, id);
  }
  // Words are few, and texts many; hostile ones are kept from filling the memory.
  const cache = new Map<string, readonly Branch[]>();
  function beginning(word: string): readonly Branch[] {
    const known = cache.get(word);
    if (known) return known;
    const branches = roots.get(word.charCodeAt(0))?.after(word) ?? nothing;
    if (cache.size >= MAX_CACHED) cache.clear();
    if (word.length <= LONGEST_CACHED) cache.set(word, branches);
    return branches;
  }

  return ({ words }) => {
    const found = new Map<number, Place>();
    function walk(branches: readonly Branch[], start: number, end: number): void {
      for (const branch of branches) {
        for (const id of branch.ids) if (!found.has(id)) found.set(id, { start, end });
        const next = words[end];
        if (next !== undefined) walk(branch.after(next), start, end + 1);
      }
    }
    for (let start = 0; start < words.length; start += 1) {
      walk(beginning(words[start] ?? ''), start, start + 1);
    }
    return found;
  };
}
