/** The most that is kept of one line of a dialogue, in characters. */
export const MAX_LINE_LENGTH = 1024;

/** The most lines of a dialogue that are kept. */
export const MAX_LINES = 20;

const ELLIPSIS = '…';

/**
 * Cuts a text to a length.
 *
 * @param text Any text.
 * @param length The most characters to keep.
 * @returns The text, or its beginning with an ellipsis as its last character.
 */
export function truncate(text: string, length = MAX_LINE_LENGTH): string {
  return text.length <= length ? text : text.slice(0, length - ELLIPSIS.length) + ELLIPSIS;
}
