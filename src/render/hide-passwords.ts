const URL = /[a-z][a-z\d+.-]{1,20}:\/\/[^\s`<>]{1,2000}/gi;
const FIELD =
  /(pass(?:word|wd|phrase)?|pwd)(["']?[ \t]{0,9}([:=])[ \t]{0,9})("[^"\n]{1,256}"|'[^'\n]{1,256}'|[^\s"'<>]{1,256})/gi;
/** A value and no prose: it has a digit, but is no reply's code, no count and no link. */
const VALUE = /^(?!\d{1,3}(?!\w)|.{1,20}:\/\/).*\d/;
const BASE64_WORD = /[A-Za-z\d+/]{6,}={0,2}/g;
/** PLAIN (RFC 4616), and the token of XOAUTH2 and OAUTHBEARER (RFC 7628). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells a login from a word.
const LOGIN = /^[^\x00-\x1f\x7f]*\x00[^\x00-\x1f\x7f]+\x00[^\x00-\x1f\x7f]+$|\x01auth=Bearer /;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Takes the passwords out of a text that look like one: in the URL of a server, be it one that no parser takes
 * (a password that is not percent-encoded is what makes them invalid), after `pass=`, after `password:` where
 * no sentence goes on, and in a login in base64.
 */
export function hidePasswords(text: string): string {
  const withoutUrls = text.includes('://') ? text.replace(URL, withoutPassword) : text;
  return withoutUrls.replace(FIELD, withoutValue).replace(BASE64_WORD, withoutLogin);
}

function withoutPassword(url: string): string {
  const start = url.indexOf('://') + 3;
  const isServer = /^(?:smtps?|lmtp|direct|submissions?|socks[45]?[ah]?)(?:\+\w{1,20})?:/i.test(url);
  const path = url.indexOf('/', start);
  const end = isServer || path === -1 ? url.lastIndexOf('@') : url.lastIndexOf('@', path);
  const colon = url.indexOf(':', start);
  return colon === -1 || end <= colon ? url : `${url.slice(0, colon)}:[redacted]${url.slice(end)}`;
}

function withoutValue(field: string, name: string, between: string, sign: string, value: string): string {
  const quote = /^["']/.exec(value)?.[0] ?? '';
  if (sign === ':' && quote === '' && !VALUE.test(value)) return field;
  return `${name}${between}${quote}[redacted]${quote}`;
}

function withoutLogin(word: string): string {
  const letters = word.replace(/=+$/, '');
  // No text in base64 has this length, and `atob` would throw.
  if (letters.length % 4 === 1) return word;
  return LOGIN.test(decoded(letters)) ? '[redacted]' : word;
}

/** Nothing for what is no text: a word such as ALTNAME has zeros at the places of a login's, by chance. */
function decoded(letters: string): string {
  try {
    return utf8.decode(Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0)));
  } catch {
    return '';
  }
}
