import { type FindConcepts, indexConcepts } from './learned/find-concepts.js';
import { learnedWords } from './learned/words.js';
import { type Concept, concepts } from './lexicon/concepts.js';
import { readText } from './text/read-text.js';

let find: FindConcepts | undefined;

/** What a server's text speaks of, in any language of the lexicon. */
export function conceptsIn(text: string): ReadonlySet<Concept> {
  find ??= indexConcepts(learnedWords);
  return new Set(find(readText(text)).flatMap(([number]) => concepts[number] ?? []));
}
