import { describeReply, type ReplyDescription } from './describe-reply.js';

/** Two codes side by side. */
export interface ReplyComparison {
  readonly a: ReplyDescription;
  readonly b: ReplyDescription;
  /** Where they differ, one sentence for each aspect; empty for one and the same code. */
  readonly keyDifferences: readonly string[];
}

const aspects = [
  ['Class', 'class'],
  ['Meaning', 'meaning'],
  ['When you see it', 'whenYouSeeIt'],
  ['How to fix it', 'howToFix'],
  ['Try again', 'tryAgain'],
] as const;

/**
 * Puts two codes side by side and says where they differ.
 *
 * @param a - A reply code or an enhanced status code, as {@link describeReply} takes it.
 * @param b - Another one.
 * @returns Both descriptions, and a sentence for each aspect in which they differ.
 * @throws TypeError if either is no such code.
 * @example
 * compareReplies(221, 535).keyDifferences[0];
 * // 'Class: 221 — 2xx positive completion. 535 — 5xx permanent negative.'
 */
export function compareReplies(a: number | string, b: number | string): ReplyComparison {
  const left = describeReply(a);
  const right = describeReply(b);
  const keyDifferences = aspects
    .filter(([, field]) => left[field] !== right[field])
    .map(([title, field]) => `${title}: ${side(left, field)} ${side(right, field)}`);
  return { a: left, b: right, keyDifferences };
}

function side(reply: ReplyDescription, field: (typeof aspects)[number][1]): string {
  return `${reply.code} — ${reply[field].replace(/\.$/, '')}.`;
}
