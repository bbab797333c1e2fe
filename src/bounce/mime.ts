import { decodeBody } from './decode.js';
import { beginsWithFields, type Fields, parameter, readFields } from './headers.js';

/** A part of a message that has no parts itself. */
export interface Part {
  /** The media type in small letters: `message/delivery-status`. */
  readonly type: string;
  /** Decoded; lines end with LF. */
  readonly text: string;
}

/** A message taken apart, as far as a bounce needs it. */
export interface Message {
  readonly fields: Fields;
  readonly parts: readonly Part[];
}

const [DEEPEST, MOST_PARTS] = [8, 100] as const;

/**
 * Takes a message of RFC 2045 to 2049 apart. postal-mime, the library that does this in browsers, gives
 * nothing but promises and would be more than half as large as all of `./diagnose` (24 kB gzipped).
 */
export function readMessage(text: string): Message {
  const lines = text.replace(/\r\n?/g, '\n').replace(/^(?:[ \t]*\n)+/, '');
  if (!beginsWithFields(lines)) return { fields: new Map(), parts: [{ type: 'text/plain', text: lines }] };
  const [head, body] = split(lines);
  const fields = readFields(head);
  const parts: Part[] = [];
  collect(fields, body, parts, 0);
  return { fields, parts };
}

function split(text: string): readonly [head: string, body: string] {
  if (text.startsWith('\n')) return ['', text.slice(1)];
  const end = text.indexOf('\n\n');
  return end === -1 ? [text, ''] : [text.slice(0, end), text.slice(end + 2)];
}

function collect(fields: Fields, body: string, parts: Part[], depth: number): void {
  const contentType = fields.get('content-type') ?? 'text/plain';
  const type = (/^[\w.+-]{1,80}\/[\w.+-]{1,80}/.exec(contentType)?.[0] ?? 'text/plain').toLowerCase();
  const boundary = parameter(contentType, 'boundary');
  if (type.startsWith('multipart/') && boundary !== '' && depth < DEEPEST) {
    for (const part of between(body, boundary)) {
      if (parts.length >= MOST_PARTS) return;
      const [head, content] = split(part);
      collect(readFields(head), content, parts, depth + 1);
    }
    return;
  }
  const encoding = fields.get('content-transfer-encoding') ?? '';
  parts.push({ type, text: decodeBody(body, encoding, parameter(contentType, 'charset')) });
}

/** What stands between the lines of a boundary; a message that was cut short has no last one. */
function between(body: string, boundary: string): readonly string[] {
  const pieces = `\n${body}`.split(`\n--${boundary}`, MOST_PARTS + 1).slice(1);
  const last = pieces.findIndex((piece) => piece.startsWith('--'));
  return (last === -1 ? pieces : pieces.slice(0, last)).map((piece) => piece.slice(piece.indexOf('\n') + 1));
}
