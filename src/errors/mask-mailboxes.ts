import { isOrdinaryWord } from './ordinary-words.js';

/** What stands between the characters of a name that a reply breaks into two lines. */
const FOLD = String.raw`(?:\s{0,2}\n\s{0,2}(?:\d{3}[ -])?(?:[245]\.\d{1,3}\.\d{1,3}\s)?)?`;
/** The same once the lines are joined by a blank: only where nothing but a name can stand. */
const GAP = String.raw`(?:\s{0,2}\n\s{0,2}(?:\d{3}[ -])?(?:[245]\.\d{1,3}\.\d{1,3}\s)?|\s)?`;

/**
 * Hides the local parts of known addresses, with their domain or without, also where a reply breaks them
 * into two lines.
 *
 * Where its place says that it is a mailbox, any name is hidden: in angle brackets, in quotes, before an at
 * sign (`@`, `%40`, `=40`), after "user:" and the like, and as Sendmail writes it, `info... User unknown`.
 * Anywhere else only what is distinctive: four characters at least, and no word of which replies are made
 * (`mail`, `info`, `postmaster`), for that would hide what the server said.
 *
 * @param text What a server said.
 * @param addresses Who is known: the envelope's addresses.
 */
export function maskMailboxes(text: string, addresses: readonly string[]): string {
  if (addresses.length === 0 || text === '') return text;
  const compact = compacted(text.replace(/\n(?:\d{3}[ -])?(?:[245]\.\d{1,3}\.\d{1,3} )?/g, ''));
  let masked = text;
  const names = [...new Set(addresses.flatMap(namesIn))].sort((one, other) => other.length - one.length);
  for (const name of names) {
    if (compact.includes(compacted(name))) masked = maskName(masked, name);
  }
  return masked;
}

/** The longest that is looked at on either side of a name. */
const SIDE = 24;

function maskName(text: string, name: string): string {
  const characters = [...name].map((character) => character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&'));
  // A literal is found in a tenth of the time that a pattern takes which says where it may stand.
  const isWhole = text.toLowerCase().includes(name.toLowerCase());
  const whole = new RegExp(characters.join(isWhole ? '' : FOLD), 'giu');
  const masked = text.replace(whole, (found: string, offset: number) => {
    const before = text.slice(Math.max(0, offset - SIDE), offset);
    const after = text.slice(offset + found.length, offset + found.length + SIDE);
    return isMailbox(before, after) || (isDistinctive(name) && standsAlone(before, after)) ? '***' : found;
  });
  if (!masked.includes('<')) return masked;
  const bracketed = new RegExp(
    `(?<=<\\s?)${characters.join(GAP)}(?=\\s{0,2}(?:\\n\\d{3}[ -]?)?\\s?[@>=%])`,
    'giu',
  );
  return masked.replace(bracketed, '***');
}

function isMailbox(before: string, after: string): boolean {
  return (
    (/(?<![\p{L}\p{N}_.])$/u.test(before) && AT.test(after)) ||
    (/["'`‘“]$/.test(before) && /^["'`’”]/.test(after)) ||
    (/\b(?:user|mailbox|recipient|account|alias|address)\s?[:=]\s?$/i.test(before) &&
      !/^[\p{L}\p{N}_-]/u.test(after)) ||
    (/(?:^|\d[ -])$/.test(before) && after.startsWith('...'))
  );
}

const AT = new RegExp(`^${GAP}(?:@|%40|=40|=[\\w-]+\\.)`, 'i');

function standsAlone(before: string, after: string): boolean {
  return !/[\p{L}\p{N}_.@-]$/u.test(before) && !/^(?:[\p{L}\p{N}_@-]|\.[\p{L}\p{N}])/u.test(after);
}

function compacted(text: string): string {
  return text.replace(/\s/g, '').toLowerCase();
}

/** How a server may write an address' local part: as it is, without its tag, unquoted, in a URL. */
function namesIn(address: string): readonly string[] {
  const at = address.lastIndexOf('@');
  const local = at === -1 ? address : address.slice(0, at);
  if (local === '' || local.length > MAX_LOCAL) return [];
  const unquoted = /^".*"$/.test(local) ? local.slice(1, -1).replace(/\\(.)/g, '$1') : local;
  const [base = ''] = unquoted.split('+', 1);
  const names = [local, unquoted, base, unquoted.normalize('NFC'), unquoted.normalize('NFD')];
  return [...names, encoded(unquoted)].filter((name) => name !== '');
}

/** RFC 5321 section 4.5.3.1.1 has 64 octets; quotes and escapes come on top. */
const MAX_LOCAL = 256;

function encoded(text: string): string {
  // Half a surrogate pair has no encoding.
  return /\p{Cs}/u.test(text) ? '' : encodeURIComponent(text);
}

const SHORTEST = 4;
/** A number that is shorter may be a code, and one with dots a part of it. */
const SHORTEST_NUMBER = 6;

function isDistinctive(name: string): boolean {
  if (/^[\d.]*$/.test(name)) return name.length >= SHORTEST_NUMBER;
  return name.length >= SHORTEST && !isOrdinaryWord(name);
}
