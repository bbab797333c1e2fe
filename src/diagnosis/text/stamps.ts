/** What a machine wrote for machines: it is taken out before words are looked for. */
export type StampKind = 'address' | 'url' | 'host' | 'ip' | 'time' | 'id';

/** A stamp as it stood in the text, in lower case. */
export interface Stamp {
  readonly kind: StampKind;
  readonly text: string;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** Domains of the top level that end a name of two labels; two letters are a country. */
const topLevel = new Set(
  'com net org edu gov info biz app dev email mail cloud local lan internal localdomain localhost online site tech shop test invalid example'.split(
    ' ',
  ),
);

const MAX_HOST = 253;

/** `mx.example.org`, but not `rejected.Please` or `Resolver.ADR.RecipientNotFound`. */
function isHost(chunk: string): boolean {
  if (chunk.length > MAX_HOST) return false;
  let labels = 1;
  let last = 0;
  for (let index = 0; index < chunk.length; index += 1) {
    const code = chunk.charCodeAt(index);
    if (code === 46) {
      if (index === last) return false;
      labels += 1;
      last = index + 1;
    } else if (!(isLower(code) || isUpper(code) || isDigit(code) || code === 45 || code === 95)) {
      return false;
    }
  }
  const end = chunk.slice(last);
  if (labels < 2 || end.length < 2 || end.length > 11) return false;
  for (let index = 0; index < end.length; index += 1) {
    const code = end.charCodeAt(index);
    if (!isLower(code) && !isUpper(code)) return false;
  }
  const known = topLevel.has(end.toLowerCase());
  if (labels === 2) {
    // "blocked.If you" is the end of a sentence.
    return known || (end.length === 2 && end === end.toLowerCase() && last > 3);
  }
  return known || end.length <= 6 || end === 'microsoft';
}

function isIpv4(chunk: string): boolean {
  return /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:[:/]\d{1,5})?$/.test(chunk);
}

function isIpv6(chunk: string): boolean {
  return /^(?:ipv6:)?[\da-f]{0,4}:[\da-f]{0,4}:[\da-f:.]{0,40}$/i.test(chunk) && !isClock(chunk);
}

/** `10:30`, `00:05:00`; postgrey tells so how long to wait. */
export function isClock(chunk: string): boolean {
  return /^\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?$/.test(chunk);
}

function isDate(chunk: string): boolean {
  return (
    /^\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:T[\d:.+-]{4,20}Z?)?$/i.test(chunk) ||
    /^\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2}$/.test(chunk) ||
    /^\d{1,2}-[a-z]{3}-\d{2,4}$/i.test(chunk)
  );
}

/** Queue ids, session ids, hashes: letters and digits by turns, or more digits than a person counts to. */
function isId(chunk: string): boolean {
  if (chunk.length < 6) return false;
  let turns = 0;
  let digits = 0;
  let letters = 0;
  let before = 0;
  for (let index = 0; index < chunk.length; index += 1) {
    const code = chunk.charCodeAt(index);
    const kind = isDigit(code) ? 1 : isLower(code) || isUpper(code) ? 2 : 0;
    if (kind === 1) digits += 1;
    else if (kind === 2) letters += 1;
    if (kind !== 0 && before !== 0 && kind !== before) turns += 1;
    if (kind !== 0) before = kind;
  }
  if (letters === 0) return digits >= 6;
  return digits >= 2 && (turns >= 3 || (turns >= 2 && chunk.length >= 10) || (turns >= 1 && digits >= 8));
}

function isUrl(chunk: string): boolean {
  const scheme = chunk.indexOf('://');
  if (scheme > 0) return true;
  const slash = chunk.indexOf('/');
  if (slash > 3) return chunk.includes('.') && isHost(chunk.slice(0, slash));
  return /^www\./i.test(chunk) && isHost(chunk);
}

/**
 * Says whether a chunk of text (what stands between blanks, brackets, quotes) is a stamp.
 *
 * @param chunk without punctuation at its ends
 */
export function stampOf(chunk: string): StampKind | undefined {
  let digit = false;
  let dot = false;
  let mark = false;
  for (let index = 0; index < chunk.length; index += 1) {
    const code = chunk.charCodeAt(index);
    if (isDigit(code)) digit = true;
    else if (code === 46) dot = true;
    else if (code === 64) return 'address';
    else if (code === 58 || code === 47) mark = true;
  }
  if (mark && isUrl(chunk)) return 'url';
  if (dot && isHost(chunk)) return /^www\./i.test(chunk) ? 'url' : 'host';
  if (!digit) return mark && chunk.includes('::') && isIpv6(chunk) ? 'ip' : undefined;
  if (dot && isIpv4(chunk)) return 'ip';
  if (mark && isClock(chunk)) return undefined;
  if (mark && isIpv6(chunk)) return 'ip';
  if (isDate(chunk)) return 'time';
  return !mark && isId(chunk) ? 'id' : undefined;
}
