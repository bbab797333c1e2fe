import { compiledMessage, isObject } from '../recognise.js';
import type { Mail } from '../shapes.js';
import { renewStandIns } from './buffer.js';
import { standInFor } from './stand-in.js';
import { exchangedIn } from './streams.js';

/** A message that other mailers are given, one after the other. */
export interface PassedOn {
  /** True where there is all of it for one more. */
  readonly isThere: boolean;
  /**
   * What to give to a `sendMail`: each makes a message of its own of it, with the same Message-ID.
   *
   * @param remainingMs What is left of its deadline; `Infinity` where it has none.
   */
  copy(remainingMs: number): Record<string, unknown>;
}

/**
 * Makes a message ready for any number of mailers: its streams are kept in memory.
 *
 * @param limit The most bytes of streams to keep. What is larger is there until one has read it.
 * @throws What a stream failed with.
 */
export async function passOn(mail: Mail, limit: number): Promise<PassedOn> {
  const { data: standIns } = renewStandIns(mail, limit);
  let left = limit;
  for (const { shared } of standIns) {
    if (left > 0) await shared.keep(left);
    left = shared.content ? left - shared.content.length : 0;
  }
  const message = compiledMessage(mail);
  const messageId = message?.messageId();
  return {
    get isThere() {
      return standIns.every(({ shared }) => shared.isThere);
    },
    copy(remainingMs) {
      const data: Record<string, unknown> = { ...mail.data };
      const streams = exchangedIn(data, (stream) => standInFor(stream, 0).stream);
      return {
        ...copied(data),
        ...streams,
        ...(messageId === undefined ? {} : { messageId }),
        ...(remainingMs === Number.POSITIVE_INFINITY ? {} : { deadline: Math.max(1, remainingMs) }),
      };
    },
  };
}

/** Mailers and plugins put things into these. */
function copied(data: Record<string, unknown>): Record<string, unknown> {
  const own: Record<string, unknown> = { ...data };
  for (const name of ['attachments', 'alternatives', 'headers']) {
    const value = data[name];
    if (Array.isArray(value)) own[name] = [...value];
    else if (isObject(value) && Object.getPrototypeOf(value) === Object.prototype) own[name] = { ...value };
  }
  return own;
}
