import { PhraseTree } from './phrase-tree.js';
import { readText, type Text } from './read-text.js';

/** Characters that are words by themselves, as `isSign` knows them. */
const eachSign = /[\u0e00-\u0e7f\u3040-\u30fa\u30fc-\u9fff\uac00-\ud7a3]/g;

/** A phrase that is written as words are read, as words. */
export function wordsOfPhrase(phrase: string): readonly string[] {
  return phrase
    .replace(eachSign, ' $& ')
    .trim()
    .split(/ +/)
    .filter((word) => word !== '');
}

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

/** Which of a few phrases a text has: the number of the first that stands in it. */
export type FindFirst = (text: Text) => number | undefined;

/** Prepares phrases to be found, each with a number; several may have one. */
export function findFirstOf(phrases: Iterable<readonly [phrase: string, number: number]>): FindFirst {
  const tree = new PhraseTree();
  for (const [phrase, number] of phrases) tree.add(wordsOfPhrase(phrase), number);
  return (text) => {
    let first: number | undefined;
    tree.find(text, ({ marks }) => {
      first ??= marks[0];
    });
    return first;
  };
}
