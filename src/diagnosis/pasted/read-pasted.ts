import { parseReply } from '../../reply/parse-reply.js';
import type { Reply } from '../../reply/reply.js';
import type { ErrorLike } from '../diagnosis.js';
import { isKnownId } from '../match-failure.js';
import type { Phase } from '../phase.js';
import { findSentence } from './find-sentence.js';
import { oauthErrorIn } from './oauth-error.js';
import { phaseInWords } from './phase-in-words.js';

/** What a pasted text is: a reply, and what its surroundings tell, or the error that it was printed from. */
export type Pasted =
  | {
      readonly reply: Reply;
      readonly where: { readonly phase?: Phase; readonly command?: string };
      readonly error?: undefined;
    }
  | { readonly error: ErrorLike; readonly reply?: undefined };

const HEAD = 16_384;
/** What is no reply is an error's message: one line or a few. */
const MAX_MESSAGE = 4096;

/** What a console, a logger or a person puts before an error's message. */
const UNCAUGHT =
  /^[\s'"`[(]{0,16}(?:\[?(?:uncaught|unhandled)[\w ()[\]]{0,40}\]?:?\s{1,4})?(?:Error|Exception): /i;
const NAMED = /^[\s'"`[(]{0,16}(?:Uncaught )?([A-Za-z]\w{2,60})(?: \[([A-Z][A-Z0-9_]{2,60})\])?: /;
const SYSTEM_CALL =
  /\b(connect|read|write|open|bind|listen|spawn|shutdown|getaddrinfo|query[A-Z]\w{0,10})(?: [^\s:]{1,200})? (E[A-Z][A-Z0-9_]{2,20})\b/;
const SYSTEM_SENTENCE = /(?:^|[\s'"`])(E[A-Z]{3,14}): (?=[a-z])/;
/** How this package ends its own messages: `[535 5.7.8 in answer to AUTH PLAIN: "…"]`. */
const OWN =
  /\[([2-5]\d\d(?: [245]\.\d{1,3}\.\d{1,3})?)(?: in answer to ([A-Z][A-Z0-9 -]{1,30}))?(?:: "([^"]{0,512})"?)?/;

/** As Python's smtplib prints a reply: `(535, b'5.7.8 Username and Password not accepted')`. */
const PYTHON = /\(([245]\d\d), b?(['"])([^\n]{0,2000}?)\2[,)]/;

/** Reads a text as somebody pasted it, so that it gives what the error or the reply itself would give. */
export function readPasted(text: string): Pasted {
  if (startsWithCode(text)) {
    const reply = parseReply(text);
    if (reply) return { reply, where: text.includes('(in reply to ') ? phaseAround(text) : {} };
  }
  const head = text.length > HEAD ? text.slice(0, HEAD) : text;
  const quoted = ownMessage(head) ?? pythonError(head);
  if (quoted) return quoted;
  const error = sentenceError(head) ?? oauthError(head) ?? systemError(head);
  if (error) return { error };
  const reply = parseReply(text);
  if (reply) return { reply, where: phaseAround(text) };
  return { error: named(head.slice(0, MAX_MESSAGE)) };
}

function phaseAround(text: string): { readonly phase?: Phase } {
  const phase = phaseInWords(text);
  return phase === undefined ? {} : { phase };
}

function startsWithCode(text: string): boolean {
  return /^[2-5]\d\d(?:[ -]|$)/.test(text);
}

function ownMessage(text: string): Pasted | undefined {
  const match = OWN.exec(text);
  if (!match) return undefined;
  const reply = parseReply(`${match[1]} ${match[3] ?? ''}`);
  return reply && { reply, where: match[2] === undefined ? {} : { command: match[2] } };
}

function pythonError(text: string): Pasted | undefined {
  const [, code, , words = ''] = PYTHON.exec(text) ?? [];
  const reply = code === undefined ? undefined : parseReply(`${code} ${words.replace(/\\n/g, ' ')}`);
  return reply && { reply, where: phaseAround(text) };
}

function sentenceError(text: string): ErrorLike | undefined {
  const start = text.slice(0, MAX_MESSAGE);
  const found = findSentence(start.toLowerCase());
  if (!found) return bareTimeout(start);
  const message = unquoted(text.slice(found.index), start[found.index - 1]);
  const response = responseIn(message);
  return { message: message.slice(0, MAX_MESSAGE), ...(response === undefined ? {} : { response }) };
}

/** `Timeout`, and not a word besides: the socket's, of which Nodemailer says no more. */
function bareTimeout(text: string): ErrorLike | undefined {
  if (!/(?:^\s{0,9}|\bError: )Timeout\s{0,9}$/.test(text)) return undefined;
  return { message: 'Timeout', code: 'ETIMEDOUT', command: 'CONN', timeoutType: 'SOCKET_TIMEOUT' };
}

/** What stands after the closing quote is another field, or code. */
function unquoted(text: string, before: string | undefined): string {
  return before !== undefined && '\'"`'.includes(before) ? (text.split(before, 1)[0] ?? '') : text;
}

/** The reply behind a sentence: `Invalid login: 535 …`, `Invalid greeting. response=421 x: 421 x`. */
function responseIn(message: string): string | undefined {
  const start = /^[^\n]{0,400}?(?:: |response=)['"`]?(?=[2-5]\d\d(?:[ -]|['"`\r\n]|$))/.exec(message)?.[0]
    .length;
  if (start === undefined) return undefined;
  const response = message.slice(start);
  const half = (response.length - 2) / 2;
  const twice = Number.isInteger(half) && response.slice(0, half) === response.slice(half + 2);
  return twice ? response.slice(0, half) : response;
}

function oauthError(text: string): ErrorLike | undefined {
  const found = oauthErrorIn(text.slice(0, MAX_MESSAGE));
  return found === undefined
    ? undefined
    : { message: found, code: 'EAUTH', originalCode: 'EOAUTH2', command: 'AUTH XOAUTH2' };
}

function systemError(text: string): ErrorLike | undefined {
  const start = text.slice(0, MAX_MESSAGE);
  const [, call, code] = SYSTEM_CALL.exec(start) ?? [];
  if (call !== undefined && code !== undefined) {
    const message = start.slice(start.search(SYSTEM_CALL));
    if (call === 'spawn') return { message, code };
    const stage = call === 'getaddrinfo' || call.startsWith('query') ? 'EDNS' : 'ESOCKET';
    return { message, code: stage, originalCode: code, command: 'CONN' };
  }
  const inSentence = SYSTEM_SENTENCE.exec(start)?.[1];
  return inSentence === undefined || !isKnownId(inSentence)
    ? undefined
    : { message: start.slice(start.indexOf(`${inSentence}: `)), code: inSentence };
}

/** `ExpiredTokenException: The security token …`, `Error [ERR_TLS_…]: …`. */
function named(text: string): ErrorLike {
  const [prefix = '', name = '', code] = NAMED.exec(text) ?? [];
  const rest = text.slice((UNCAUGHT.exec(text)?.[0] ?? '').length);
  if (!/(?:Error|Exception)$/.test(name) && !isKnownId(name)) {
    const [word = ''] = /^[A-Za-z]{4,60}(?=\s{0,9}$)/.exec(rest) ?? [];
    return isKnownId(word) ? { message: rest, code: word } : { message: rest };
  }
  const known = code ?? (isKnownId(name) && !name.endsWith('Error') ? 'ESES' : undefined);
  return { message: text.slice(prefix.length), name, ...(known === undefined ? {} : { code: known }) };
}
