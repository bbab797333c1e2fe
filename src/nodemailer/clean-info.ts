import type { Scrub } from '../session/scrub.js';
import { cleanServerText } from '../session/server-text.js';
import type { SentInfo } from './shapes.js';

/** The words of a success that are a server's. */
const texts = ['response', 'serverMessageId'] as const;

/** Takes secrets and control characters out of the words of a success, which are a server's, too. */
export function cleanInfo(info: SentInfo | undefined, scrub: Scrub): SentInfo | undefined {
  return texts.reduce((cleaned, text) => cleanText(cleaned, text, scrub), info);
}

function cleanText(info: SentInfo | undefined, name: (typeof texts)[number], scrub: Scrub) {
  const text: unknown = info?.[name];
  if (typeof text !== 'string') return info;
  const clean = cleanServerText(text, scrub);
  if (clean === text) return info;
  // The very object, unless nothing on it can be changed.
  return info && Reflect.set(info, name, clean) ? info : { ...info, [name]: clean };
}
