/** Fields by their names in small letters; of several of one name the first. */
export type Fields = ReadonlyMap<string, string>;

const MOST_FIELDS = 500;
const NAME = /^([!-9;-~]{1,80})[ \t]{0,20}:/;

/** Reads fields of RFC 5322 section 2.2, folded lines kept as lines of the value. */
export function readFields(text: string): Fields {
  const fields = new Map<string, string>();
  let open = '';
  for (const line of text.split('\n')) {
    const name = NAME.exec(line);
    if (/^[ \t]/.test(line)) {
      const value = fields.get(open);
      if (value !== undefined && line.trim() !== '') fields.set(open, `${value}\n${line.trim()}`);
    } else if (name?.[1] !== undefined) {
      const key = name[1].toLowerCase();
      open = fields.has(key) || fields.size >= MOST_FIELDS ? '' : key;
      if (open !== '') fields.set(open, line.slice(name[0].length).trim());
    } else {
      open = '';
    }
  }
  return fields;
}

/** Whether a text begins with header fields, an mbox's `From ` line before them or not. */
export function beginsWithFields(text: string): boolean {
  return NAME.test(text.startsWith('From ') ? text.slice(text.indexOf('\n') + 1) : text);
}

/** A parameter of a field's value: `boundary="x"`. */
export function parameter(value: string, name: string): string {
  const match = new RegExp(
    `;\\s{0,20}${name}\\s{0,9}=\\s{0,9}(?:"([^"]{0,200})"|([^\\s";]{0,200}))`,
    'i',
  ).exec(value);
  return match?.[1] ?? match?.[2] ?? '';
}
