import { indexPhrases, type NumberedPhrase, type PhraseIndex } from '../text/find-phrases.js';
import type { Text } from '../text/read-text.js';
import type { ConceptPlace } from './features.js';

/** Finds concepts by the words that stand for them, first place first. */
export type FindConcepts = (text: Text) => readonly ConceptPlace[];

/**
 * Prepares words to be found.
 *
 * @param words for each concept, in the order of `concepts`, the words of all languages, separated by commas
 */
export function indexConcepts(words: readonly string[]): FindConcepts {
  const phrases: NumberedPhrase[] = [];
  for (const [number, list] of words.entries()) {
    if (list !== '') for (const phrase of list.split(',')) phrases.push([phrase, number]);
  }
  const find: PhraseIndex = indexPhrases(phrases);
  return (text) => [...find(text)];
}
