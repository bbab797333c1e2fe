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

const MAX_CACHED = 16_384;
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

/** A word of a phrase; an open one may have any ending. */
interface Wanted {
  readonly word: string;
  readonly open: boolean;
}

const cut = new Map<string, readonly Wanted[]>();

/** A phrase's words; those of rules, which are few and looked for again and again, are cut once. */
function wordsOf(phrase: string): readonly Wanted[] {
  const known = cut.get(phrase);
  if (known) return known;
  const words = phrase
    .replace(eachSign, ' $& ')
    .trim()
    .split(/ +/)
    .map((word) => {
      const open = word.endsWith('*');
      return { word: open ? word.slice(0, -1) : word, open };
    });
  if (cut.size >= MAX_CACHED) cut.clear();
  cut.set(phrase, words);
  return words;
}

function isWord(given: string | undefined, { word, open }: Wanted): boolean {
  if (given === undefined) return false;
  return open ? given.startsWith(word) : given === word;
}

function standsAt(words: readonly string[], start: number, wanted: readonly Wanted[]): boolean {
  for (let index = 0; index < wanted.length; index += 1) {
    const word = wanted[index];
    if (!word || !isWord(words[start + index], word)) return false;
  }
  return true;
}

/** Where one phrase stands in a text, if it does. */
export function placeOf(phrase: string, { words }: Text): Place | undefined {
  const wanted = wordsOf(phrase);
  for (let start = 0; start < words.length; start += 1) {
    if (standsAt(words, start, wanted)) return { start, end: start + wanted.length };
  }
  return undefined;
}

const nothing: readonly Branch[] = [];

/** What follows in phrases that begin alike. It is put in order when a text gets here first: most never do. */
class Branch {
  /** The phrases that end here. */
  readonly ids: number[] = [];
  #rests: string[] = [];
  #restIds: number[] = [];
  readonly #exact = new Map<string, Branch>();
  readonly #starts = new Map<string, Branch>();
  /** How long the open words are, each length once. */
  readonly #lengths: number[] = [];

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
    if (this.#starts.size === 0) return exact ? [exact] : nothing;
    const branches = exact ? [exact] : [];
    for (const length of this.#lengths) {
      const start = length <= word.length ? this.#starts.get(word.slice(0, length)) : undefined;
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
    if (open && !this.#lengths.includes(key.length)) this.#lengths.push(key.length);
    const branch = new Branch();
    map.set(key, branch);
    return branch;
  }
}

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
