import { wordsOfVocabulary } from '../diagnosis/vocabulary.js';
import { enhancedCodes } from '../reply/enhanced-codes.js';
import { replyCodes } from '../reply/reply-codes.js';

/** Mailboxes that everybody has (RFC 2142), and names that are as common. */
const roles =
  'info marketing sales support abuse noc security postmaster hostmaster usenet news webmaster www uucp ftp list request admin administrator root mail mailer daemon noreply contact office hello help test user users team service billing accounts orders webmail nobody';

let words: ReadonlySet<string> | undefined;

/** A word of which replies are made, as far as our own tables know them, and a name that everybody has. */
export function isOrdinaryWord(word: string): boolean {
  words ??= new Set(wordsIn(JSON.stringify([roles, wordsOfVocabulary(), enhancedCodes, replyCodes])));
  return words.has(word.toLowerCase());
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}
