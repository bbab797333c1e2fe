import { truncate } from '../session/bounded.js';
import { createScrub } from '../session/scrub.js';
import { visible } from '../session/visible.js';
import { hidePasswords } from './hide-passwords.js';

/** More of one text than this helps nobody who reads it. */
const MAX_TEXT = 500;

const scrub = createScrub(() => []);

/**
 * Makes a text from outside fit to be shown: one line, bounded, control characters visible, and
 * without what looks like a credential, for it need not come from an error of ours.
 */
export function clean(text: string, length = MAX_TEXT): string {
  // A cut must not halve a secret, which would then no longer be recognised.
  const read = text.length > 4 * length ? text.slice(0, 4 * length) : text;
  return truncate(visible(scrub(hidePasswords(read))), length);
}
