import { cells, cutToCells } from './cells.js';

/** What stands before the first line of a wrapped text, and before each further one. */
export interface Indent {
  readonly first: string;
  readonly rest: string;
}

/** Breaks a text at its blanks into lines of at most so many columns; a word that is longer is cut. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of text.split(/( +)/)) {
    const length = cells(piece);
    if (used + length <= width) {
      line += piece;
      used += length;
    } else if (piece.startsWith(' ')) {
      lines.push(line);
      line = '';
      used = 0;
    } else {
      if (line !== '') lines.push(line.trimEnd());
      const cut = cutToCells(piece, width);
      lines.push(...cut.slice(0, -1));
      line = cut.at(-1) ?? '';
      used = cells(line);
    }
  }
  return [...lines, line].filter((entry, index) => entry !== '' || index === 0);
}

/**
 * The lines of a text, each behind its indent. That is what keeps text from outside in its place: it
 * never reaches the column in which a line of ours begins.
 */
export function indented(text: string, width: number, { first, rest }: Indent): readonly string[] {
  const room = Math.max(8, width - Math.max(cells(first), cells(rest)));
  return wrapText(text, room).map((line, index) => (index === 0 ? first : rest) + line);
}
