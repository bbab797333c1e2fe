import { asClause } from './as-clause.js';
import { codesInShort } from './codes-in-short.js';
import type { ReplyDescription } from './describe-reply.js';

/** What a code comes down to, and what a server says it for. */
interface InShort {
  /** The end of a sentence that begins with the code: `'says that nobody was let in'`. */
  readonly inShort: string;
  readonly whenToUse: string;
}

/** A code in a few words. */
export function inShortOf({ code, class: name, meaning, whenYouSeeIt, known }: ReplyDescription): InShort {
  if (!known) {
    return {
      inShort: `has nothing but its class to say (${name})`,
      whenToUse: 'Not at all: no standard defines it, and clients know only its class.',
    };
  }
  const basic: Readonly<Record<string, readonly [string, string]>> = codesInShort;
  const words = basic[code];
  if (words)
    return { inShort: words[0], whenToUse: `${words[1].charAt(0).toUpperCase()}${words[1].slice(1)}.` };
  const clause = `that ${asClause(meaning)}`;
  return { inShort: `says ${clause}`, whenToUse: `${whenYouSeeIt.replace(/\.$/, '')}, to say ${clause}.` };
}
