import { canonical, type Folded, fold } from './fold.js';
import { type Found, Needles } from './needles.js';
import type { Credential } from './secrets.js';

export type { Credential } from './secrets.js';

const REDACTED = '[redacted]';

/** Takes secrets out of a text. */
export type Scrub = (text: string) => string;

/** Fields that hold credentials wherever they are met, in a text as well. */
const TOKEN_NAMES =
  'access_token|refresh_token|id_token|client_secret|client_assertion|assertion|sessionToken|secretAccessKey|x-amz-security-token';

/** The same in an object, where a name is a name and no word of a sentence. */
const SECRET_NAME = new RegExp(
  `^(?:${TOKEN_NAMES}|accessToken|refreshToken|clientSecret|password|pass|passphrase|(?:proxy-)?authorization|private_?key|api_?key)$`,
  'i',
);

// RFC 4954 section 4: what follows the mechanism's name is, or hides, a credential.
const AUTH_ARGUMENT = /\bAUTH[ \t]{1,9}[A-Za-z0-9_-]{1,20}[ \t]{1,9}([^\s"'<>]+)/dgi;
const BEARER = /\b(?:Bearer|Basic)[ \t]{1,9}([^\s"'<>,;]+)/dgi;
const TOKEN_FIELD = new RegExp(
  `\\b(?:${TOKEN_NAMES})["']?[ \\t]{0,9}[:=][ \\t]{0,9}["']?([^\\s"'&,}]+)`,
  'dgi',
);
/** As a program prints an object; without quotes a word after "password:" is a server's own. */
const PASSWORD_FIELD =
  /\b(?:pass|password|passwd|passphrase)["']?[ \t]{0,9}[:=][ \t]{0,9}["']([^"'\n]{1,256})["']/dgi;
// RFC 2195: a digest in hexadecimal, here twelve digits of it at least, in base64.
const CRAM_ANSWER = /(?:[MNOYZ][DGTWjmz2][A-Za-z0-9+/_-][h-mw-z0-5]){4,}/g;

/** The mechanisms of IANA's registry that look like something else than a word. */
const MECHANISM =
  /^(?:[A-Z][A-Z0-9_-]{2,11}|x?oauth(?:10a|2|bearer)?|(?:cram|digest)-md5|scram-sha-?\d[\w-]{0,12}|kerberos_v[45]|ecdsa?-[\w-]{1,24})[.,;:)]{0,2}$/;

/** Servers say the same to every message: so many short texts are remembered that had no secret in them. */
const MOST_CLEAN = 100;
const SHORT = 100;

/** A credential that is not asked for any more is forgotten when there are so many of them. */
const MOST_FORGOTTEN = 100;

/**
 * Builds the function that takes credentials out of server text, log lines and errors: in every form
 * that {@link formsOf} knows, whole or cut short, in another case, percent-encoded or escaped as in
 * JSON, over line breaks, and with other characters glued to them.
 *
 * @param credentials Asked anew for each text: tokens are renewed while a program runs.
 * @returns A function that costs time linear in its text.
 */
export function createScrub(credentials: () => readonly Credential[]): Scrub {
  let needles = new Needles();
  let last: readonly Credential[] = [];
  const clean = new Set<string>();
  return (text) => {
    const known = credentials();
    if (!areSame(known, last)) {
      if (needles.size > 2 * known.length + MOST_FORGOTTEN) needles = new Needles();
      for (const credential of known) needles.add(credential);
      last = known;
      clean.clear();
    }
    // Without that a message takes 1.02 of what it takes (Node 20.20, test/bench/throughput.js).
    if (clean.has(text)) return text;
    const left = without(text, needles);
    if (left === text && text.length <= SHORT) {
      if (clean.size >= MOST_CLEAN) clean.clear();
      clean.add(text);
    }
    return left;
  };
}

function areSame(some: readonly Credential[], others: readonly Credential[]): boolean {
  if (some === others) return true;
  return (
    some.length === others.length &&
    some.every(({ user, secret }, index) => user === others[index]?.user && secret === others[index]?.secret)
  );
}

/** True for the name of a field that nobody else may see. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** A part of a text as it came. */
interface Span {
  readonly start: number;
  readonly end: number;
}

function without(text: string, needles: Needles): string {
  const lines = fold(text, 'keep');
  const joined = text.includes('\n') ? fold(text, 'join') : lines;
  const spans = [
    ...told(lines.text).map((found) => original(found, lines)),
    ...findKnown(joined, needles).map((found) => original(found, joined)),
  ];
  return spans.length === 0 ? text : redacted(text, merged(spans));
}

const fields: readonly RegExp[] = [TOKEN_FIELD, PASSWORD_FIELD];

/** Told by what stands before it, whoever's it is. */
function told(text: string): readonly Found[] {
  const found: Found[] = [];
  for (const pattern of [AUTH_ARGUMENT, BEARER, TOKEN_FIELD, PASSWORD_FIELD]) {
    for (const { indices } of matchesOf(pattern, text)) {
      const [start, end] = indices?.[1] ?? [0, 0];
      if (fields.includes(pattern) || looksEncoded(text.slice(start, end)))
        found.push({ start, end, isEncoded: false });
    }
  }
  return found;
}

/**
 * Of a text that has none, which nearly all are, `matchAll` takes four times as long: it copies the pattern
 * (17 µs a message against 5, Node 20.20, test/bench/throughput.js).
 */
function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) matches.push(match);
  return matches;
}

/** Tells `AUTH PLAIN AGFsaWNl` from "AUTH PLAIN authentication is disabled". */
function looksEncoded(word: string): boolean {
  // Nodemailer's own mask: `AUTH PLAIN /* secret */`.
  if (word === '/*' || MECHANISM.test(word)) return false;
  return /[0-9=+/]/.test(word) || (/[a-z]/.test(word) && /[A-Z]/.test(word.slice(1)));
}

function findKnown(folded: Folded, needles: Needles): readonly Found[] {
  const { text } = folded;
  const form = canonical(text);
  const digests = matchesOf(CRAM_ANSWER, text).map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
    isEncoded: true,
  }));
  const pieces = [...digests, ...needles.find(form)].sort((one, other) => one.start - other.start);
  const found: Found[] = [];
  let reached = 0;
  for (const piece of pieces) {
    // Read twice, a megabyte without a blank would be read as often as there are pieces in it.
    if (piece.end <= reached) continue;
    const whole = piece.isEncoded ? wholeRun(piece, reached, form, folded) : piece;
    reached = whole.end;
    found.push(whole);
  }
  return [...found, ...[...needles.alone].flatMap((word) => findAlone(form, word))];
}

/** What was glued to it in the same alphabet belongs to it, but not beyond its line. */
function wholeRun(found: Found, from: number, form: string, { text, places }: Folded): Found {
  const follows = (index: number) => !places || places.starts[index] === places.ends[index - 1];
  let { start, end } = found;
  while (start > from && isBase64(form.charCodeAt(start - 1)) && follows(start)) start -= 1;
  // Though it looks like base64, too.
  if (found.start - start >= 4 && /^[2-5]\d\d-/.test(text.slice(start, start + 4))) start += 4;
  while (end < form.length && isBase64(form.charCodeAt(end)) && follows(end)) end += 1;
  for (let padding = 0; padding < 2 && form[end] === '='; padding += 1) end += 1;
  return { start, end, isEncoded: true };
}

function isBase64(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x2f && code <= 0x39) || code === 0x2b;
}

function findAlone(form: string, word: string): readonly Found[] {
  const found: Found[] = [];
  // What a reply begins with is its code.
  const first = /^\d{3}$/.test(word) ? 1 : 0;
  for (let start = form.indexOf(word, first); start !== -1; start = form.indexOf(word, start + word.length)) {
    let end = start + word.length;
    while (form[end] === '=' && end < start + word.length + 2) end += 1;
    const after = form.slice(end, end + 2);
    if (isApart(form[start - 1]) && (isApart(after[0]) || /^[.!?](?:\s|$)/.test(after)))
      found.push({ start, end, isEncoded: false });
  }
  return found;
}

function isApart(neighbour: string | undefined): boolean {
  return neighbour === undefined || /[\s"'`<>()[\]{},;:=]/.test(neighbour);
}

function original({ start, end }: Found, { places }: Folded): Span {
  return places ? { start: places.starts[start] ?? 0, end: places.ends[end - 1] ?? 0 } : { start, end };
}

function merged(spans: readonly Span[]): readonly Span[] {
  const sorted = [...spans].sort((one, other) => one.start - other.start);
  const result: Span[] = [];
  let last: Span | undefined;
  for (const span of sorted) {
    if (last && span.start <= last.end) {
      last = { start: last.start, end: Math.max(last.end, span.end) };
      result[result.length - 1] = last;
    } else {
      last = span;
      result.push(span);
    }
  }
  return result;
}

const LINE_BREAK = /(\r?\n(?:\d{3}(?:[ -](?:[245]\.\d{1,3}\.\d{1,3}[ -])?)?)?)/;

function redacted(text: string, spans: readonly Span[]): string {
  let clean = '';
  let from = 0;
  for (const { start, end } of spans) {
    const secret = text.slice(start, end);
    // A reply of several lines stays one: its codes are no part of the secret.
    const marks = secret.includes('\n')
      ? secret.split(LINE_BREAK).map((part, index) => (index % 2 === 1 || part === '' ? part : REDACTED))
      : [REDACTED];
    clean += text.slice(from, start) + marks.join('');
    from = end;
  }
  return clean + text.slice(from);
}
