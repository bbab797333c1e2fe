import { type Concept, concepts } from './lexicon/concepts.js';
import { readText } from './text/read-text.js';
import { findWords } from './vocabulary.js';

/** What a server's text speaks of, in any language of the lexicon. */
export function conceptsIn(text: string): ReadonlySet<Concept> {
  return new Set([...findWords(readText(text)).marks.keys()].flatMap((mark) => concepts[mark] ?? []));
}
