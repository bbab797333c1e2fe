import { type Sentence, sentences } from './nodemailer-sentences.js';

const byBeginning = new Map(sentences.map((sentence) => [sentence.begins, sentence]));
const literal = (text: string) => text.replace(/[.()*+?-]/g, '\\$&').replace('#', '\\d{1,9}');
const any = `(?:${sentences.map(({ begins, isWhole }) => literal(begins) + (isWhole ? '(?! \\w)' : '')).join('|')})`;
/** No half of a word. */
const END = '(?:(?<=[^a-z])|(?![a-z]))';
const ANYWHERE = new RegExp(`(?<![a-z0-9.])${any}${END}`);
const AT_START = new RegExp(`^${any}${END}`);

/** A sentence of Nodemailer's, and where in the text it begins. */
export interface FoundSentence {
  readonly sentence: Sentence;
  readonly index: number;
}

function found(match: RegExpExecArray | null): FoundSentence | undefined {
  if (!match) return undefined;
  const [text] = match;
  const sentence = byBeginning.get(text) ?? byBeginning.get(text.replace(/\d+/, '#'));
  return sentence && { sentence, index: match.index };
}

/** The first sentence of Nodemailer's in a text of small letters; the text has to be bounded. */
export function findSentence(text: string): FoundSentence | undefined {
  return found(ANYWHERE.exec(text));
}

/** The sentence that a message in small letters begins with. */
export function sentenceAtStart(message: string): Sentence | undefined {
  return found(AT_START.exec(message))?.sentence;
}
