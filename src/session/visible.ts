/**
 * What a terminal, a log file or a reader would act on instead of showing: C0 and C1 controls,
 * line and paragraph separators, marks that reorder text (Unicode's bidirectional controls),
 * invisible characters, and halves of surrogate pairs.
 */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

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
    return code < 0x100
      ? `\\x${code.toString(16).padStart(2, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
