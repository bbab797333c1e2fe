import { keyDifferences } from '../reply/key-differences.js';
import { type Subject, subjectOf } from './subject.js';

/** Two codes or reasons side by side. */
export interface Comparison {
  readonly a: Subject;
  readonly b: Subject;
  /** What tells them apart, in sentences: the first says it in short; none for one and the same. */
  readonly keyDifferences: readonly string[];
}

/**
 * Puts any two reply codes, enhanced status codes or reasons side by side, and says what tells them apart.
 *
 * @param a - `535`, `'5.7.8'`, `'auth.disabled'`.
 * @param b - Another one, which need not be of the same sort.
 * @returns Both with class, meaning, when you see it, how to fix it and when to use it, and the key differences.
 * @throws TypeError if either is neither a code nor a reason.
 * @example
 * compare('450', 'recipient.unknown').keyDifferences[0];
 * // '450 asks for patience with this mailbox, recipient.unknown means that nobody lives at this address.'
 * @see RFC 5321 section 4.2, RFC 3463
 */
export function compare(a: number | string, b: number | string): Comparison {
  const [[left, leftCompared], [right, rightCompared]] = [subjectOf(a), subjectOf(b)];
  return { a: left, b: right, keyDifferences: keyDifferences(leftCompared, rightCompared) };
}
