import { truncate } from './bounded.js';

/** More than any server has; what a server offers is its text, and may be a megabyte long. */
const MAX_MECHANISMS = 50;

/** The SASL mechanisms that a reply to EHLO offers, in upper case (RFC 4954 section 3). */
export function mechanismsIn(ehloReply: string): readonly string[] {
  const offered = new Set<string>();
  for (const line of ehloReply.split('\n')) {
    const list = /^250[ -]AUTH[ =]/i.test(line) ? line.slice('250-AUTH '.length) : '';
    for (const mechanism of list.split(/[\s=]/)) {
      if (offered.size < MAX_MECHANISMS && /^[\w-]{1,20}$/.test(mechanism)) {
        offered.add(truncate(mechanism.toUpperCase()));
      }
    }
  }
  return [...offered];
}
