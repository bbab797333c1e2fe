import { vocabulary } from './learned/vocabulary.js';
import { type Branch, PhraseTree, type Place, type Weights } from './text/phrase-tree.js';
import type { Text } from './text/read-text.js';

/** Words, or a code, and what they weigh. */
export interface Feature {
  readonly weights: Weights;
  readonly start: number;
  readonly end: number;
  /** Of codes, which are no words: what to show for it. */
  readonly shown?: string;
}

/** What a text has of the words that this package knows. */
export interface Findings {
  readonly text: Text;
  /** Concepts, providers and clues, by their numbers, and where each stands first. */
  readonly marks: ReadonlyMap<number, Place>;
  /** The words that have weights of their own. */
  readonly weighed: readonly Feature[];
}

/** So much of a reply is weighed: what comes later says little. */
const MOST_WEIGHED = 60;

let tree: PhraseTree | undefined;

/** Looks through a text once for all that is known: the words of concepts, of rules and of weights. */
export function findWords(text: Text): Findings {
  tree ??= new PhraseTree(vocabulary);
  const marks = new Map<number, Place>();
  const weighed: Feature[] = [];
  const seen = new Set<Branch>();
  tree.find(text, (branch, start, end) => {
    for (const mark of branch.marks) if (!marks.has(mark)) marks.set(mark, { start, end });
    const { weights } = branch;
    if (weights.length === 0 || start >= MOST_WEIGHED || seen.has(branch)) return;
    seen.add(branch);
    weighed.push({ weights, start, end });
  });
  return { text, marks, weighed };
}

/** All words that it has, without those endings that may be any. */
export function wordsOfVocabulary(): readonly string[] {
  return Object.values(vocabulary)
    .flatMap((written) => written.split('\n'))
    .map((line) => line.trim().replace(/\*?(?:\t.*)?$/, ''));
}
