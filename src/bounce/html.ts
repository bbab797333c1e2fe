const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The text of an HTML body, its blocks on lines of their own. */
export function plainOf(html: string): string {
  return html
    .replace(/\s+/g, ' ')
    .replace(/<(?:br|\/?(?:p|div|tr|li|h\d|table|pre))\b[^<>]{0,500}>/gi, '\n')
    .replace(/<[^<>]{0,2000}>/g, '')
    .replace(/&(?:#(\d{1,6})|([a-z]{2,4}));/gi, (whole, code?: string, name?: string) =>
      code === undefined
        ? (entities[(name ?? '').toLowerCase()] ?? whole)
        : String.fromCodePoint(Number(code)),
    );
}
