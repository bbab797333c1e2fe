/** A text with its escapes undone, and where each of its characters stood. */
export interface Folded {
  readonly text: string;
  /** Where a character began in the original, and where it ended; absent where nothing was changed. */
  readonly places: { readonly starts: Uint32Array; readonly ends: Uint32Array } | undefined;
}

/** What becomes of line breaks: what was cut in two by one is found where the lines are joined. */
export type Lines = 'keep' | 'join';

const CODE_AT_LINE_START = /\d{3}(?:[ -](?:[245]\.\d{1,3}\.\d{1,3}[ -])?)?/y;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const PERCENT = 0x25;
const BACKSLASH = 0x5c;

/**
 * Undoes what changes the look of a text and not what it says: percent-encoding, the escapes of JSON,
 * and, where lines are joined, the codes at the beginnings of a reply's lines.
 */
export function fold(text: string, lines: Lines): Folded {
  const hasBreaks = lines === 'join' && text.includes('\n');
  if (!hasBreaks && !text.includes('%') && !text.includes('\\')) return { text, places: undefined };
  const { length } = text;
  const codes = new Uint16Array(length);
  const starts = new Uint32Array(length + 1);
  const ends = new Uint32Array(length + 1);
  let count = 0;
  let at = 0;
  while (at < length) {
    let code = text.charCodeAt(at);
    let width = 1;
    if (code === PERCENT || code === BACKSLASH) {
      const escaped = code === PERCENT ? percentAt(text, at) : backslashAt(text, at);
      code = escaped?.code ?? code;
      width = escaped?.width ?? 1;
    } else if (hasBreaks && breaksAt(text, at, code)) {
      CODE_AT_LINE_START.lastIndex = at + (code === LINE_FEED ? 1 : 2);
      at = CODE_AT_LINE_START.test(text) ? CODE_AT_LINE_START.lastIndex : at + (code === LINE_FEED ? 1 : 2);
      continue;
    }
    codes[count] = code;
    starts[count] = at;
    at += width;
    ends[count] = at;
    count += 1;
  }
  return { text: textOf(codes.subarray(0, count)), places: { starts, ends } };
}

/** More arguments than this may not fit on the stack. */
const MOST_ARGUMENTS = 8192;

function textOf(codes: Uint16Array): string {
  let text = '';
  for (let from = 0; from < codes.length; from += MOST_ARGUMENTS) {
    text += String.fromCharCode(...codes.subarray(from, from + MOST_ARGUMENTS));
  }
  return text;
}

function breaksAt(text: string, at: number, code: number): boolean {
  return code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED);
}

interface Escaped {
  readonly code: number;
  readonly width: number;
}

function percentAt(text: string, at: number): Escaped | undefined {
  const code = hexAt(text, at + 1, 2);
  return code === undefined ? undefined : { code, width: 3 };
}

function backslashAt(text: string, at: number): Escaped | undefined {
  const next = text[at + 1];
  if (next === '"' || next === '\\' || next === '/') return { code: next.charCodeAt(0), width: 2 };
  const digits = next === 'u' ? 4 : next === 'x' ? 2 : 0;
  const code = digits === 0 ? undefined : hexAt(text, at + 2, digits);
  return code === undefined ? undefined : { code, width: 2 + digits };
}

function hexAt(text: string, at: number, digits: number): number | undefined {
  let value = 0;
  for (let index = at; index < at + digits; index += 1) {
    const digit = hexDigit(text.charCodeAt(index));
    if (digit < 0) return undefined;
    value = 16 * value + digit;
  }
  return value;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/**
 * The same text for the same letters in another case, and for both alphabets of base64; character
 * for character as long as the original.
 */
export function canonical(text: string): string {
  const lower = text.toLowerCase();
  const cased = lower.length === text.length ? lower : text.replace(/[A-Z\u0080-\uffff]/g, lowerUnit);
  return cased.replaceAll('-', '+').replaceAll('_', '/');
}

function lowerUnit(unit: string): string {
  const lower = unit.toLowerCase();
  return lower.length === 1 ? lower : unit;
}
