import { MAX_LINE_LENGTH, truncate } from './bounded.js';
import type { Scrub } from './scrub.js';
import { visible } from './visible.js';

/** The most of a server's text that an error or a log line carries, in characters. */
const MAX_SERVER_TEXT = 8192;

/** The most that is read of it, at either end: what is taken out of it leaves more than is carried. */
const MAX_READ = 65_536;

/** What a cut may leave of a secret that it halved, and more than that. */
const MARGIN = 64;

/**
 * Takes the secrets out of what a server said, before anything else is cut from it.
 *
 * @param text Text as it came.
 * @returns All of it, or the beginning and the end of what is longer than anybody reads.
 */
export function withoutSecrets(text: string, scrub: Scrub): string {
  if (text.length <= 2 * MAX_READ) return scrub(text);
  return `${scrub(text.slice(0, MAX_READ)).slice(0, -MARGIN)}…${scrub(text.slice(-MAX_READ)).slice(MARGIN)}`;
}

/**
 * Makes text that came from a server fit for errors, logs and terminals: bounded, without secrets,
 * control characters visible, its lines kept.
 *
 * @param text Text as it came.
 * @param scrub Takes the secrets out.
 */
export function cleanServerText(text: string, scrub: Scrub): string {
  if (text.length <= MAX_READ) return shown(scrub(text));
  return shown(`${scrub(text.slice(0, MAX_READ)).slice(0, -MARGIN)}…`);
}

/** What most replies consist of: nothing of it has to be made visible. */
const PLAIN = /^[\x20-\x7e]*$/;

/** The same for text that has no secrets any more. */
export function shown(clean: string): string {
  // As `bounded`: a text of its own costs more than all else that is done for a short one.
  if (clean.length <= MAX_LINE_LENGTH && PLAIN.test(clean)) return clean;
  return truncate(visible(clean.replaceAll('\r\n', '\n'), { lines: 'keep' }), MAX_SERVER_TEXT);
}
