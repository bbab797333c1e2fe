import type { Reply } from './reply.js';

const MAX_LINES = 100;
const MAX_TEXT = 8192;
/** A reply of 1 MiB is read at both ends only: its first lines say what happened, its last line decides. */
const HEAD = 16_384;
const TAIL = 2048;

const LINE_BREAK = /\r\n|\r|\n/;
/** Line breaks as they look in a pasted JavaScript string. */
const WRITTEN_BREAK = /(?:\\r)?\\n(?=[2-5]\d\d[ -])/;
/** What a log or a printed error puts before a line of the reply. */
const PROMPT = /^[\s'"`>*|]{0,16}(?:(?:S|<<<|<-|<)[:\s]\s{0,8})?/;
const CODED_LINE = /^([2-5]\d\d)(?:([ \t-])|$)/;
/** A reply in the middle of a sentence: `Invalid login: 535-5.7.8 …`, `response: '535 …'`. */
const WRAPPED = /(?:: {1,2}['"`]?|= {0,2}['"`]?|['"`])([2-5]\d\d)(?=[ -]\S|['"`)]|$)/;
/** The same, where nothing but the enhanced code that follows tells that it is one. */
const WRAPPED_ENHANCED = /(?:^|[\s[(])([245]\d\d)(?=[ -]#?\(?[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d))/;
const NUMBERED_ERROR = /(?:error|code|status|reply|smtp)[ :#-]{1,3}([245]\d\d)(?=[ :-]{1,3}\S)/i;

const QUOTES = '\'"`';

const LEADING_ENHANCED = /^[ \t]{0,8}[([]?#?([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)[)\]]?:?[ \t]*/;
/** Only where it is set off as a code: a bare `5.1.1` in a sentence may be a version or part of an address. */
const INNER_ENHANCED =
  /[ \t]?(?:[([]#?|#)([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)[)\]]?|(?<=: )([245]\.\d{1,3}\.\d{1,3})(?= )/;

/** What Postfix writes after a reply in its log and its bounces. */
const POSTFIX_NOTE = / ?\(in reply to [A-Za-z ]{1,32} command\)$/;

interface Line {
  readonly code: number;
  readonly final: boolean;
  readonly rest: string;
}

function startsWithDigit(line: string): boolean {
  const code = line.charCodeAt(0);
  return code >= 48 && code <= 57;
}

function readCodedLine(line: string): Line | undefined {
  const stripped = startsWithDigit(line) ? line : line.replace(PROMPT, '');
  const match = CODED_LINE.exec(stripped);
  if (match?.[1] === undefined) return undefined;
  return {
    code: Number(match[1]),
    final: match[2] !== '-',
    rest: stripped.slice(4),
  };
}

/** Cuts off what a client, a log or a person wrote around the reply; `undefined` where there is none. */
function unwrap(text: string): string | undefined {
  for (const pattern of [WRAPPED, WRAPPED_ENHANCED, NUMBERED_ERROR]) {
    const match = pattern.exec(text);
    if (match?.[1] === undefined) continue;
    const start = match.index + match[0].length - 3;
    const code = text.slice(start, start + 3);
    const separator = text[start + 3] === '-' ? '-' : ' ';
    const reply = code + separator + text.slice(start + 3).replace(/^[ :'"`-]{0,3}/, '');
    const quote = text[start - 1];
    return quote !== undefined && QUOTES.includes(quote) ? reply.split(`${quote}`, 1)[0] : reply;
  }
  return undefined;
}

function isAftermath(line: string): boolean {
  const start = line.trimStart();
  return start === '' || start.startsWith('at ') || start.startsWith('{') || start.startsWith('}');
}

/** The lines of a reply; none where the first line with anything on it does not begin with a code. */
function readLines(source: readonly string[]): readonly Line[] {
  const lines: Line[] = [];
  for (const raw of source.some((line) => line.includes('\\n')) ? source.flatMap(splitWritten) : source) {
    const line = readCodedLine(raw);
    const previous = lines.at(-1);
    if (line) {
      lines.push(line);
    } else if (!previous) {
      if (raw.trim() !== '') return [];
    } else if (isAftermath(raw)) {
      if (previous.final) break;
    } else {
      lines.push({ ...previous, rest: raw.trim() });
    }
  }
  return lines;
}

function splitWritten(line: string): readonly string[] {
  return line.split(WRITTEN_BREAK);
}

function readText(line: string): { text: string; enhancedCode?: string } {
  const rest = line.endsWith('command)') ? line.replace(POSTFIX_NOTE, '') : line;
  const leading = LEADING_ENHANCED.exec(rest);
  if (leading?.[1] !== undefined) {
    return {
      text: rest.slice(leading[0].length).trim(),
      enhancedCode: leading[1],
    };
  }
  const inner = INNER_ENHANCED.exec(rest);
  const found = inner?.[1] ?? inner?.[2];
  if (inner && found !== undefined) {
    const text = rest.slice(0, inner.index) + rest.slice(inner.index + inner[0].length);
    return { text: text.trim(), enhancedCode: found };
  }
  return { text: rest.trim() };
}

/** The last line of a reply that is too long to be read whole. */
function lastLine(text: string): Line | undefined {
  const tail = text.slice(-TAIL).split(LINE_BREAK);
  for (let index = tail.length - 1; index > 0; index -= 1) {
    const line = readCodedLine(tail[index] ?? '');
    if (line) return line;
  }
  return undefined;
}

/**
 * Takes an SMTP reply apart. Reads what servers really send (several lines, LF or CR alone, no text,
 * bytes that are not UTF-8) and what people paste (`Error: Invalid login: 535-5.7.8 …`).
 *
 * The last line decides the code. An enhanced status code is kept from any line, if its class is that
 * of the code. At most 100 lines and 8 kB of text are kept.
 *
 * @param text the reply, its lines separated by CRLF, LF or CR
 * @returns the reply, or `undefined` where the text holds none
 * @example
 * parseReply('535-5.7.8 Username and Password not accepted.\r\n535 5.7.8 https://example.com');
 * // { code: 535, enhancedCode: '5.7.8', lines: ['Username and …', 'https://…'], text: '…' }
 * @see RFC 5321 section 4.2.1, RFC 2034 section 4
 */
export function parseReply(text: string): Reply | undefined {
  const head = text.length > HEAD ? text.slice(0, HEAD) : text;
  const lines = readLines(head.split(LINE_BREAK, MAX_LINES));
  const found = lines.length > 0 ? lines : readLines((unwrap(head) ?? '').split(LINE_BREAK, MAX_LINES));
  const last = found.at(-1);
  if (!last) return undefined;
  const decisive = text.length > HEAD ? lastLine(text) : undefined;
  return build(decisive ? [...found, decisive] : found, (decisive ?? last).code);
}

function build(lines: readonly Line[], code: number): Reply {
  const kept: string[] = [];
  let enhancedCode: string | undefined;
  let length = 0;
  for (const line of lines) {
    const read = readText(line.rest);
    // The codes of one reply agree; where they do not, those of the line that decides are right.
    if (read.enhancedCode?.[0] === String(code)[0]) {
      if (enhancedCode === undefined || line.code === code) enhancedCode = read.enhancedCode;
    }
    if (length >= MAX_TEXT) continue;
    const part = read.text.slice(0, MAX_TEXT - length);
    kept.push(part);
    length += part.length + 1;
  }
  const text = kept.length === 1 ? (kept[0] ?? '') : kept.filter((line) => line !== '').join(' ');
  return { code, ...(enhancedCode === undefined ? {} : { enhancedCode }), lines: kept, text };
}
