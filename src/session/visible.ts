/**
 * What a terminal, a log file or a reader would act on instead of showing, or not show at all: controls,
 * line and paragraph separators, marks that reorder or format text, what fonts ignore (variation selectors,
 * fillers, tags), blanks that are letters or symbols, halves of surrogate pairs, and what is no character.
 */
const UNSAFE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\u{16fe4}\u{1d159}]/gu;

/**
 * Makes control characters visible: `\x1b[31m` in a reply comes out as the six characters it is
 * written with here, and cannot colour, move or forge anything.
 *
 * @param text Text from a server.
 * @param options.lines `'keep'` leaves line feeds as they are (the lines of a reply).
 * @returns The same text on one line, or with its own lines.
 */
export function visible(text: string, options: { readonly lines?: 'keep' } = {}): string {
  return text.replace(UNSAFE, (character) => {
    if (character === '\n' && options.lines === 'keep') return character;
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
    return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
  });
}
