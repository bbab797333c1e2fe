import type { Scrub } from '../session/scrub.js';
import { cleanServerText } from '../session/server-text.js';
import { isError } from './recognise.js';

const MAX_DEPTH = 4;

/**
 * Takes secrets and control characters out of an error of Nodemailer's, in place: it becomes the
 * `cause` of ours, and the user's own logger sees it too.
 */
export function cleanError(error: Error, scrub: Scrub, depth = 0): void {
  for (const key of Object.getOwnPropertyNames(error)) {
    const property = Object.getOwnPropertyDescriptor(error, key);
    if (!property?.writable) continue;
    const value: unknown = property.value;
    if (typeof value === 'string') {
      const clean = cleanServerText(value, scrub);
      if (clean !== value) Object.defineProperty(error, key, { value: clean });
    } else if (depth < MAX_DEPTH) {
      for (const inner of Array.isArray(value) ? value : [value]) {
        if (isError(inner)) cleanError(inner, scrub, depth + 1);
      }
    }
  }
  cleanStack(error, scrub);
}

/** V8 makes `stack` an accessor in newer Nodes; there it can be set, not defined by its value. */
function cleanStack(error: Error, scrub: Scrub): void {
  const { stack } = error;
  if (typeof stack !== 'string') return;
  const clean = cleanServerText(stack, scrub);
  if (clean !== stack) error.stack = clean;
}
