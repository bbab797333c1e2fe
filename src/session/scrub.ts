import { Buffer } from 'node:buffer';

const REDACTED = '[redacted]';

/** Shorter secrets are only taken out where they stand alone: `x` is in every second word. */
const SHORTEST_ANYWHERE = 4;

/** What a login consists of. */
export interface Credential {
  readonly user?: string;
  /** The password, token, key or other thing that nobody else may see. */
  readonly secret: string;
}

/** Takes secrets out of a text. */
export type Scrub = (text: string) => string;

// RFC 4954 section 4: what follows the mechanism's name is, or hides, a credential.
const AUTH_ARGUMENT = /(\bAUTH[ \t]+[A-Za-z0-9-]{1,20}[ \t]+)([^\s"'<>]+)/gi;
const BEARER = /(\bBearer[ \t]+)([^\s"'<>,;]+)/gi;
const TOKEN_FIELD =
  /(["']?\b(?:access_token|refresh_token|id_token|client_secret|client_assertion|assertion)["']?[ \t]*[:=][ \t]*["']?)[^\s"'&,}]+/gi;
// Also as a link (%2F) and as JSON (\/) have it: what follows such a place is the same secret.
const BASE64_RUN = /(?:[A-Za-z0-9+/_-]|%2[BF]|\\\/){8,}(?:=|%3D){0,2}/gi;

/**
 * Builds the function that takes credentials out of server text, log lines and errors: as they
 * are, in base64, and inside the answers of AUTH PLAIN, LOGIN, CRAM-MD5 and XOAUTH2, whole or cut
 * short, also where the server changed their case.
 *
 * @param credentials Asked anew for each text: tokens are renewed while a program runs.
 * @returns A function that costs time linear in its text.
 */
export function createScrub(credentials: () => readonly Credential[]): Scrub {
  return (text) => {
    const known = credentials();
    const structured = text
      .replace(AUTH_ARGUMENT, withoutArgument)
      .replace(BEARER, withoutArgument)
      .replace(TOKEN_FIELD, `$1${REDACTED}`);
    const literal = known.reduce(withoutCredential, structured);
    return literal.replace(BASE64_RUN, (run) => (hidesCredential(run, known) ? REDACTED : run));
  };
}

function withoutArgument(_match: string, before: string, argument: string): string {
  return before + (looksEncoded(argument) ? REDACTED : argument);
}

/** Tells `AUTH PLAIN AGFsaWNl` from "AUTH PLAIN authentication is disabled". */
function looksEncoded(word: string): boolean {
  return /[0-9=+/]/.test(word) || (/[a-z]/.test(word) && /[A-Z]/.test(word.slice(1)));
}

function withoutCredential(text: string, { secret }: Credential): string {
  if (secret === '') return text;
  if (secret.length < SHORTEST_ANYWHERE) {
    return withoutWords(text, [secret, Buffer.from(secret, 'utf8').toString('base64')]);
  }
  const forms = new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  let clean = text;
  for (const form of forms) clean = withoutLiteral(clean, form);
  return withoutLiteral(clean, base64(secret));
}

/** Also in another case: servers are known that answer in capitals. */
function withoutLiteral(text: string, literal: string): string {
  const haystack = text.toLowerCase();
  const needle = literal.toLowerCase();
  // Lower-casing may change a text's length (İ); then positions no longer agree.
  if (haystack.length !== text.length || needle.length !== literal.length) {
    return text.replaceAll(literal, REDACTED);
  }
  let clean = '';
  let from = 0;
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, from)) {
    clean += text.slice(from, at) + REDACTED;
    from = at + needle.length;
  }
  return clean + text.slice(from);
}

function withoutWords(text: string, words: readonly string[]): string {
  return text
    .split(/(\s+)/)
    .map((part) => (words.includes(part) ? REDACTED : part))
    .join('');
}

/** Base64 without padding: an echo may go on where the secret ends, or be cut short. */
function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, '');
}

function hidesCredential(run: string, known: readonly Credential[]): boolean {
  const decoded = Buffer.from(unescaped(run), 'base64').toString('utf8');
  if (decoded.includes('\u0001auth=') || decoded.startsWith('user=')) return true;
  return known.some(({ user, secret }) => {
    if (secret.length >= SHORTEST_ANYWHERE && (decoded.includes(secret) || isCutShort(decoded, secret))) {
      return true;
    }
    if (user === undefined || user === '') return false;
    const afterUser = decoded.startsWith(`\0${user}\0`) || decoded.startsWith(`${user}\0`);
    return afterUser || cramAnswer(decoded, user);
  });
}

function unescaped(run: string): string {
  return run
    .replace(/%3D/gi, '=')
    .replace(/%2B/gi, '+')
    .replace(/%2F|\\\//gi, '/');
}

/** An echo that ends in the middle of the secret, and perhaps in the middle of a character. */
function isCutShort(decoded: string, secret: string): boolean {
  const whole = decoded.replace(/\ufffd$/, '');
  return whole.length >= SHORTEST_ANYWHERE && secret.startsWith(whole);
}

/** RFC 2195: the user name, a space, and the digest in hexadecimal. */
function cramAnswer(decoded: string, user: string): boolean {
  return decoded.startsWith(`${user} `) && /^[0-9a-f]{4,32}$/.test(decoded.slice(user.length + 1));
}
