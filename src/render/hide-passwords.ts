const URL = /[a-z][a-z\d+.-]{1,20}:\/\/[^\s`<>]{1,2000}/gi;

/**
 * Takes the password out of every URL of a server, be it one that no parser takes: a password that is not
 * percent-encoded is what makes them invalid.
 */
export function hidePasswords(text: string): string {
  return text.includes('://') ? text.replace(URL, withoutPassword) : text;
}

function withoutPassword(url: string): string {
  const start = url.indexOf('://') + 3;
  const isServer = /^(?:smtps?|lmtp|direct|submissions?|socks[45]?[ah]?)(?:\+\w{1,20})?:/i.test(url);
  const path = url.indexOf('/', start);
  const end = isServer || path === -1 ? url.lastIndexOf('@') : url.lastIndexOf('@', path);
  const colon = url.indexOf(':', start);
  return colon === -1 || end <= colon ? url : `${url.slice(0, colon)}:[redacted]${url.slice(end)}`;
}
