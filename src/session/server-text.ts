import { truncate } from './bounded.js';
import type { Scrub } from './scrub.js';
import { visible } from './visible.js';

/** The most of a server's text that an error or a log line carries, in characters. */
const MAX_SERVER_TEXT = 8192;

/** A cut must not halve a secret that is then no longer recognised. */
const MARGIN = 4096;

/**
 * Makes text that came from a server fit for errors, logs and terminals: bounded, without secrets,
 * control characters visible, its lines kept.
 *
 * @param text Text as it came.
 * @param scrub Takes the secrets out.
 */
export function cleanServerText(text: string, scrub: Scrub): string {
  const bounded = text.length > MAX_SERVER_TEXT + MARGIN ? text.slice(0, MAX_SERVER_TEXT + MARGIN) : text;
  const unixLines = scrub(bounded).replaceAll('\r\n', '\n');
  return truncate(visible(unixLines, { lines: 'keep' }), MAX_SERVER_TEXT);
}
