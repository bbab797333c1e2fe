import { copied } from './bytes.js';

/** The most that is kept of one line of a dialogue, in characters. */
export const MAX_LINE_LENGTH = 1024;

/** The most lines of a dialogue that are kept. */
export const MAX_LINES = 20;

const ELLIPSIS = '…';

/**
 * Cuts a text to a length, and makes it a text of its own: V8 keeps the whole of a text, be it a
 * megabyte, as long as there is a slice of it.
 *
 * @param text Any text.
 * @param length The most characters to keep.
 * @returns The text, or its beginning with an ellipsis as its last character.
 */
export function truncate(text: string, length = MAX_LINE_LENGTH): string {
  const cut = text.length <= length ? text : text.slice(0, length - ELLIPSIS.length) + ELLIPSIS;
  return copied(cut);
}

/**
 * The same for a text that is mostly short enough: that one is kept as it is, a slice or not, since
 * making it one of its own costs more than all else that is done for a line. Nodemailer's lines are
 * no slices of more than what the socket gave at once.
 */
export function bounded(text: string): string {
  return text.length <= MAX_LINE_LENGTH ? text : truncate(text);
}

/** The last {@link MAX_LINES} lines of a text, whole. */
export function lastLines(text: string): readonly string[] {
  let start = text.length;
  for (let count = 0; count < MAX_LINES && start >= 0; count += 1) start = text.lastIndexOf('\n', start - 1);
  return text.slice(start + 1).split('\n');
}
