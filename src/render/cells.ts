import { wideRanges } from './wide-ranges.js';

const hex = (code: number) => `\\u{${code.toString(16)}}`;
const ranges = wideRanges.map(([first, last]) => `${hex(first)}-${hex(last)}`).join('');

/** Characters that a terminal draws two columns wide: East Asian scripts, and emoji. */
const WIDE = new RegExp(`[${ranges}\\p{Emoji_Presentation}]`, 'u');
/** Not the marks that take room of their own: terminals differ about those. */
const NO_WIDTH = /[\p{Mn}\p{Me}]/u;
const PLAIN = /^[\x20-\x7e]*$/;

function widthOf(character: string): number {
  // First: some marks are as wide as the script that they belong to.
  if (WIDE.test(character)) return 2;
  return NO_WIDTH.test(character) ? 0 : 1;
}

/** How many columns of a terminal a text takes; it must not hold control characters. */
export function cells(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

/** Cuts a text into pieces that each fit into so many columns. */
export function cutToCells(text: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of text) {
    const more = widthOf(character);
    if (used + more > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += more;
  }
  return [...pieces, piece];
}
