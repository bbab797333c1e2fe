import { isOrdinaryWord } from './ordinary-words.js';

/** What stands between the characters of a name that a reply breaks into two lines. */
const FOLD = /\s{0,2}\n\s{0,2}(?:\d{3}[ -])?(?:[245]\.\d{1,3}\.\d{1,3}\s)?/g;
/** The same once the lines are joined by a blank: only where nothing but a name can stand. */
const GAP = new RegExp(`${FOLD.source}|\\s`, 'g');

/** Where a name is a mailbox: what is before it, and what behind. None of it depends on the name, for a pattern costs more than many names. */
interface Place {
  readonly before: RegExp;
  readonly behind: RegExp;
}

const inBrackets: Place = {
  before: /(?<=<\s?)/y,
  behind: /(?=\s{0,2}(?:\n\d{3}[ -]?)?\s?[@>=%])/y,
};

const places: readonly Place[] = [
  {
    before: /(?<![\p{L}\p{N}_.])/uy,
    behind: new RegExp(`(?=(?:${GAP.source})?(?:@|%40|=40|=[\\w-]+\\.))`, 'y'),
  },
  { before: /(?<=["'`‘“])/y, behind: /(?=["'`’”])/y },
  {
    before: /(?<=\b(?:user|mailbox|recipient|account|alias|address)\s?[:=]\s?)/iy,
    behind: /(?![\p{L}\p{N}_-])/uy,
  },
  { before: /(?<=^|\d[ -])/y, behind: /(?=\.\.\.)/y },
];

const anywhere: Place = {
  before: /(?<![\p{L}\p{N}_.@-])/uy,
  behind: /(?![\p{L}\p{N}_@-]|\.[\p{L}\p{N}])/uy,
};

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
  const names = [...new Set(addresses.flatMap(namesIn))].sort((one, other) => other.length - one.length);
  let masked = text;
  let joined = without(GAP, text);
  let unfolded = without(FOLD, text);
  const hide = (name: string, reading: Reading, where: readonly Place[]) => {
    const after = hidden(masked, reading, name, where);
    if (after === masked) return;
    masked = after;
    joined = without(GAP, masked);
    unfolded = without(FOLD, masked);
  };
  for (const name of names) {
    const letters = alike(name);
    const bare = letters.replace(/\s/g, '');
    if (!joined.letters.includes(bare)) continue;
    hide(bare, joined, [inBrackets]);
    hide(letters, unfolded, isDistinctive(name) ? [...places, anywhere] : places);
  }
  return masked;
}

/** A text as it is searched, and where each of its characters was. */
interface Reading {
  readonly letters: string;
  readonly at: readonly number[];
}

function without(between: RegExp, text: string): Reading {
  const letters = alike(text);
  const at: number[] = [];
  let read = '';
  let next = 0;
  const take = (end: number) => {
    read += letters.slice(next, end);
    for (; next < end; next += 1) at.push(next);
  };
  for (const { 0: gap, index } of text.matchAll(between)) {
    take(index);
    next = index + gap.length;
  }
  take(text.length);
  return { letters: read, at };
}

/** Lower case that keeps its length: only one letter has two there. */
function alike(text: string): string {
  return text.replaceAll('\u0130', 'i').toLowerCase();
}

function hidden(text: string, { letters, at }: Reading, name: string, where: readonly Place[]): string {
  let shown = '';
  let kept = 0;
  let found = letters.indexOf(name);
  while (found !== -1) {
    const start = at[found] ?? text.length;
    const end = (at[found + name.length - 1] ?? text.length) + 1;
    const isMailbox = where.some(
      ({ before, behind }) => holds(before, text, start) && holds(behind, text, end),
    );
    if (isMailbox) {
      shown += `${text.slice(kept, start)}***`;
      kept = end;
    }
    found = letters.indexOf(name, found + (isMailbox ? name.length : 1));
  }
  return shown + text.slice(kept);
}

function holds(place: RegExp, text: string, at: number): boolean {
  place.lastIndex = at;
  return place.test(text);
}

/** How a server may write an address' local part: as it is, without its tag, unquoted, in a URL. */
function namesIn(address: string): readonly string[] {
  const at = address.lastIndexOf('@');
  const local = at === -1 ? address : address.slice(0, at);
  if (local === '' || local.length > MAX_LOCAL) return [];
  const unquoted = /^".*"$/.test(local) ? local.slice(1, -1).replace(/\\(.)/g, '$1') : local;
  const [base = ''] = unquoted.split('+', 1);
  const names = [local, unquoted, base, unquoted.normalize('NFC'), unquoted.normalize('NFD')];
  return [...names, encoded(unquoted)].filter((name) => name.trim() !== '');
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
