const NAMES = 'code|command|response|responseCode|originalCode|timeoutType|name|phase|reason|kind|provider';
/** A field of an object as Node prints it, and loggers that print alike, at the beginning of a line or inside of one. */
const field = `(?:^|[{,])[ \\t]{0,40}['"]?(${NAMES})['"]?:[ \\t]{0,9}`;
const FIELD = new RegExp(field);
const FIELDS = new RegExp(field, 'g');
const MOST_STRING = 16_384;

/** Whether a line has a field of an error in it. */
export function hasField(line: string): boolean {
  return FIELD.test(line.slice(0, 4096));
}

/**
 * The fields of a printed error, the first of each: what it was caused by comes after it, and the fields of
 * what is in it (`reply: {`) are not its own.
 */
export function printedFields(lines: readonly string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const outer = depthOfFields(lines);
  let depth = 0;
  let skip = 0;
  for (const [index, line] of lines.entries()) {
    if (/^\s{0,80}\[cause\]: /.test(line)) break;
    if (/^\s{0,80}[}\]]/.test(line)) depth -= 1;
    if (skip > 0) skip -= 1;
    else if (depth <= outer) skip = readFrom(lines, index, fields);
    if (/[{[]\s{0,9}$/.test(line.slice(-20))) depth += 1;
  }
  return fields;
}

/** How deep the first of the fields stands; a dump that was cut at its top begins at no known depth. */
function depthOfFields(lines: readonly string[]): number {
  let depth = 0;
  for (const line of lines) {
    if (/^\s{0,80}[}\]]/.test(line)) depth -= 1;
    if (hasField(line)) return depth;
    if (/[{[]\s{0,9}$/.test(line.slice(-20))) depth += 1;
  }
  return depth;
}

/** Reads the fields of a line; returns how many of the next lines belong to the last one. */
function readFrom(lines: readonly string[], index: number, fields: Map<string, string>): number {
  const line = lines[index] ?? '';
  let more = 0;
  let read = 0;
  for (const match of line.matchAll(FIELDS)) {
    // A word in a string, and no field.
    if (match.index < read) continue;
    const start = match.index + match[0].length;
    const [, name = ''] = match;
    if (/^['"`]/.test(line.slice(start, start + 1))) {
      const found = readString(lines, index, start);
      if (!fields.has(name)) fields.set(name, found.text);
      more = found.line - index;
      read = found.end;
      if (more > 0) break;
    } else {
      const [value = ''] = /^[\w.-]{1,60}/.exec(line.slice(start, start + 60)) ?? [];
      if (value !== '' && !fields.has(name)) fields.set(name, value);
    }
  }
  return more;
}

interface ReadString {
  readonly text: string;
  readonly line: number;
  /** Where it ends in its last line. */
  readonly end: number;
}

/** A string of several lines is printed as several strings with `+` between them; a terminal's edge may cut any. */
function readString(lines: readonly string[], first: number, from: number): ReadString {
  let text = '';
  let line = first;
  let at = from;
  while (text.length < MOST_STRING) {
    const current = lines[line] ?? '';
    const quote = current[at] ?? '';
    at += 1;
    // The string itself, over as many lines as it was broken into.
    let chunk = readUntil(current, at, quote);
    text += chunk.text;
    while (!chunk.closed && line + 1 < lines.length && line - first < 50 && text.length < MOST_STRING) {
      line += 1;
      chunk = readUntil(lines[line] ?? '', 0, quote);
      text += chunk.text;
    }
    at = chunk.end;
    const rest = (lines[line] ?? '').slice(at, at + 40);
    if (!chunk.closed || !/^\s{0,9}\+\s{0,9}$/.test(rest)) return { text, line, end: at };
    const indent = /^\s{0,200}(?=['"`])/.exec(lines[line + 1] ?? '');
    if (!indent) return { text, line, end: at };
    line += 1;
    at = indent[0].length;
  }
  return { text, line, end: at };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '', t: '\t' };

function readUntil(line: string, from: number, quote: string) {
  let text = '';
  let plain = from;
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === quote) return { text: text + line.slice(plain, at), end: at + 1, closed: true };
    if (line[at] !== '\\') continue;
    const next = line[at + 1] ?? '';
    text += line.slice(plain, at) + (escapes[next] ?? next);
    at += 1;
    plain = at + 1;
  }
  return { text: text + line.slice(plain), end: line.length, closed: false };
}
