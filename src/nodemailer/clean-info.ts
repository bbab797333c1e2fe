import type { Scrub } from '../session/scrub.js';
import { cleanServerText } from '../session/server-text.js';
import type { SentInfo } from './shapes.js';

/** Takes secrets and control characters out of the words of a success, which are a server's, too. */
export function cleanInfo(info: SentInfo | undefined, scrub: Scrub): SentInfo | undefined {
  const response: unknown = info?.response;
  if (typeof response !== 'string') return info;
  const clean = cleanServerText(response, scrub);
  if (clean === response) return info;
  // The very object, unless nothing on it can be changed.
  return info && Reflect.set(info, 'response', clean) ? info : { ...info, response: clean };
}
