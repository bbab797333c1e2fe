import { describeReply, type ReplyDescription } from './describe-reply.js';
import { inShortOf } from './in-short.js';
import { type Compared, keyDifferences, type Standing } from './key-differences.js';

/** Two codes side by side. */
export interface ReplyComparison {
  readonly a: ReplyDescription;
  readonly b: ReplyDescription;
  /** What tells them apart, in sentences: the first says it in short; none for one and the same code. */
  readonly keyDifferences: readonly string[];
}

const standings: Readonly<Record<string, Standing>> = { 2: 'done', 3: 'go-on', 4: 'later', 5: 'never' };

/**
 * Puts two codes side by side and says what tells them apart.
 *
 * @param a - A reply code or an enhanced status code, as {@link describeReply} takes it.
 * @param b - Another one.
 * @returns Both descriptions, and sentences about what they share and where they differ.
 * @throws TypeError if either is no such code.
 * @example
 * compareReplies(221, 535).keyDifferences[0];
 * // '221 is the polite end of a conversation, 535 says that nobody was let in.'
 */
export function compareReplies(a: number | string, b: number | string): ReplyComparison {
  const [left, right] = [describeReply(a), describeReply(b)];
  return { a: left, b: right, keyDifferences: keyDifferences(asCompared(left), asCompared(right)) };
}

/** A description as one side of a comparison. */
export function asCompared(description: ReplyDescription): Compared {
  const { code } = description;
  const { inShort } = inShortOf(description);
  return { ...description, inShort, name: code, standing: standings[code.charAt(0)] ?? 'open' };
}
