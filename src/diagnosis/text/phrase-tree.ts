import type { Text } from './read-text.js';

/** Where a phrase stands: the first of its words and the one after its last. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** By turns the number of a reason and what speaks for it. */
export type Weights = readonly number[];

/** What follows in phrases that begin alike, and what one that ends here stands for. */
export class Branch {
  #written = '';
  #marks: readonly number[] = none;
  #weights: Weights = none;
  #exact: Map<string, Branch> | undefined;
  #open: Map<string, Branch> | undefined;
  /** How long the open words are, each length once. */
  #lengths: readonly number[] = none;

  /** Numbers of what the phrase stands for. */
  get marks(): readonly number[] {
    if (this.#written !== '') this.#read();
    return this.#marks;
  }

  get weights(): Weights {
    if (this.#written !== '') this.#read();
    return this.#weights;
  }

  mark(number: number): void {
    this.#marks = [...this.#marks, number];
  }

  /** Gives it a meaning as a vocabulary has it; it is read when a text gets here first: most never do. */
  write(meaning: string): void {
    this.#written = meaning;
  }

  /** Where phrases go on with this word; one that ends in `*` may have any ending. */
  child(wanted: string): Branch {
    const isOpen = wanted.endsWith('*');
    const word = isOpen ? wanted.slice(0, -1) : wanted;
    if (isOpen) this.#open ??= new Map();
    else this.#exact ??= new Map();
    const children = (isOpen ? this.#open : this.#exact) ?? new Map<string, Branch>();
    const known = children.get(word);
    if (known) return known;
    const branch = new Branch();
    children.set(word, branch);
    if (isOpen && !this.#lengths.includes(word.length)) this.#lengths = [...this.#lengths, word.length];
    return branch;
  }

  /** The branches that a word of a text leads to. */
  after(word: string): readonly Branch[] {
    const exact = this.#exact?.get(word);
    if (!this.#open) return exact ? [exact] : noBranches;
    const branches = exact ? [exact] : [];
    for (const length of this.#lengths) {
      const open = length <= word.length ? this.#open.get(word.slice(0, length)) : undefined;
      if (open) branches.push(open);
    }
    return branches;
  }

  #read(): void {
    const end = this.#written.indexOf(';');
    const [marks, weights] =
      end === -1 ? [this.#written, ''] : [this.#written.slice(0, end), this.#written.slice(end + 1)];
    this.#marks = Array.from({ length: marks.length / 2 }, (_, index) =>
      Number.parseInt(marks.slice(2 * index, 2 * index + 2), 36),
    );
    this.#weights = readWeights(weights);
    this.#written = '';
  }
}

const none: readonly number[] = [];
const noBranches: readonly Branch[] = [];

/** Weights are written as a letter for the reason and a number: `A12B-5`. */
export function readWeights(written: string): Weights {
  const weights: number[] = [];
  let position = 0;
  while (position < written.length) {
    let end = position + 1;
    while (end < written.length && written.charCodeAt(end) < 58) end += 1;
    weights.push(written.charCodeAt(position) - 65, Number(written.slice(position + 1, end)));
    position = end;
  }
  return weights;
}

/** What a tree finds: a phrase that ends here stands for something, and where it stands. */
export type Visit = (branch: Branch, start: number, end: number) => void;

const MAX_CACHED = 16_384;
const LONGEST_CACHED = 32;

/** Phrases that share their beginnings, to be found in one pass over a text's words. */
export class PhraseTree {
  readonly #written: Readonly<Record<string, string>>;
  /** By the first two letters of the first word: only what a text has is ever read. */
  readonly #groups = new Map<string, Branch>();
  /** Words are few, and texts many; hostile ones are kept from filling the memory. */
  readonly #cache = new Map<string, readonly Branch[]>();

  /**
   * @param written by two letters the phrases that begin so, a line a word, those that go on with it below, a blank
   *   further in, and behind a tab what the phrase stands for
   */
  constructor(written: Readonly<Record<string, string>> = {}) {
    this.#written = written;
  }

  /** Adds a phrase as {@link wordsOfPhrase} cuts it. */
  add(words: readonly string[], number: number): void {
    const letters = groupOf(words[0] ?? '');
    let branch = this.#group(letters) ?? new Branch();
    this.#groups.set(letters, branch);
    for (const word of words) branch = branch.child(word);
    branch.mark(number);
  }

  /** Visits all that begins a phrase, in the order in which it stands in the text. */
  find({ words }: Text, visit: Visit): void {
    for (let start = 0; start < words.length; start += 1) {
      for (const branch of this.#beginning(words[start] ?? '')) walk(branch, words, start, start + 1, visit);
    }
  }

  #beginning(word: string): readonly Branch[] {
    const known = this.#cache.get(word);
    if (known) return known;
    const letters = word.slice(0, 2);
    const branches = [
      ...(this.#group(letters)?.after(word) ?? noBranches),
      ...((letters.length > 1 && this.#group(letters.charAt(0))?.after(word)) || noBranches),
    ];
    if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
    if (word.length <= LONGEST_CACHED) this.#cache.set(word, branches);
    return branches;
  }

  #group(letters: string): Branch | undefined {
    const known = this.#groups.get(letters);
    const written = this.#written[letters];
    if (known || written === undefined) return known;
    const group = new Branch();
    readLines(written, group);
    this.#groups.set(letters, group);
    return group;
  }
}

/** The letters under which a phrase is kept that begins with this word. */
export function groupOf(wanted: string): string {
  return (wanted.endsWith('*') ? wanted.slice(0, -1) : wanted).slice(0, 2);
}

function readLines(written: string, group: Branch): void {
  const path = [group];
  for (const line of written.split('\n')) {
    let depth = 0;
    while (line.charCodeAt(depth) === 32) depth += 1;
    const tab = line.indexOf('\t');
    const branch = path[depth]?.child(line.slice(depth, tab === -1 ? undefined : tab)) ?? group;
    path[depth + 1] = branch;
    if (tab !== -1) branch.write(line.slice(tab + 1));
  }
}

function walk(branch: Branch, words: readonly string[], start: number, end: number, visit: Visit): void {
  visit(branch, start, end);
  const next = words[end];
  if (next === undefined) return;
  for (const after of branch.after(next)) walk(after, words, start, end + 1, visit);
}
