import { isObject } from '../recognise.js';
import type { Mail } from '../shapes.js';
import { asStandIn, type StandIn, serveFromMemory, standInFor, wasRead } from './stand-in.js';
import { exchangedIn, exchangeInParts } from './streams.js';

/** Whether a message can be read again, and why not. */
export type Readability = { readonly again: true } | { readonly again: false; readonly why: string };

/**
 * Puts stand-ins in the place of the streams in what an application gives to `sendMail`, so that who reads
 * one before the transport does (`attachDataUrls`, a plugin) leaves it to be read.
 *
 * @param limit The most bytes of a stream to keep.
 * @returns The very data where it has no streams, and a copy where it has: the application's own stays
 *   as it is.
 */
export function withStandIns(data: unknown, limit: number): unknown {
  if (!isObject(data)) return data;
  const changed = exchangedIn(data, exchangeFor(limit, [], []));
  return changed ? { ...data, ...changed } : data;
}

/** Where a message has streams. */
export interface Streams {
  /** In what Nodemailer makes the message of: they are read by every attempt. */
  readonly parts: readonly StandIn[];
  /** In the mail's data, where a transport may take them from instead. */
  readonly data: readonly StandIn[];
}

/** Puts stand-ins that nobody has read in the place of all streams of a message, wherever it is read from. */
export function renewStandIns(mail: Mail, limit: number): Streams {
  // Lists: hardly a message has streams, and an empty set or map of its own costs as much as a full one.
  const streams = { parts: [] as StandIn[], data: [] as StandIn[] };
  if (!isObject(mail)) return streams;
  const events: Event[] = [];
  exchangeInParts(mail.message, exchangeFor(limit, events, streams.parts));
  if (isObject(mail.data) && !Object.isFrozen(mail.data)) {
    Object.assign(mail.data, exchangedIn(mail.data, exchangeFor(limit, events, streams.data)));
  }
  return streams;
}

/**
 * Makes a message readable any number of times, by keeping the content of its streams in memory.
 *
 * @param limit The most bytes to keep for the whole message. What is larger is left to be read once.
 * @param message What a stream that is not kept is reserved for.
 * @throws The error of a stream that fails, was read or destroyed before, or is reserved for another message.
 */
export async function buffer(streams: Streams, limit: number, message: object): Promise<Readability> {
  const wanted = new Set([...streams.parts, ...inData(streams)]);
  let left = limit;
  for (const standIn of wanted) {
    if (left >= 0) await standIn.shared.keep(left);
    const { content } = standIn.shared;
    left = content ? left - content.length : -1;
    // What a plugin has read is gone from the parts, but then it is in the data as it was read.
    if (!content && streams.data.includes(standIn)) standIn.shared.reserve(message);
    serveFromMemory(standIn);
    standIn.limit = 0;
  }
  if (left >= 0) return { again: true };
  return {
    again: false,
    why: `The message contains a stream, which can be read only once, and more than retry.bufferLimit (${limit} bytes) in streams.`,
  };
}

/** A file's stream that is not among the parts is one that Nodemailer opens anew by its path. */
function inData({ parts, data }: Streams): readonly StandIn[] {
  return data.filter((standIn) => parts.includes(standIn) || !('path' in standIn.stream));
}

/**
 * True where a plugin added a transform as an object instead of a function that makes one: it can
 * carry the message once.
 */
export function hasOneShotTransform(mail: Mail): boolean {
  const message: unknown = isObject(mail) ? mail.message : undefined;
  const transforms = isObject(message) ? message['_transforms'] : undefined;
  return Array.isArray(transforms) && transforms.some((transform) => typeof transform !== 'function');
}

/** A stream that stands in two places, where Nodemailer reads it once; any other is read in each. */
interface Event {
  readonly stream: NodeJS.ReadableStream;
  readonly standIn: StandIn;
}

function exchangeFor(limit: number, events: Event[], found: StandIn[]) {
  return (stream: NodeJS.ReadableStream): NodeJS.ReadableStream => {
    const present = asStandIn(stream);
    const isUnread = present && !wasRead(present);
    const known = isUnread ? present : events.find((event) => event.stream === stream)?.standIn;
    const standIn = known ?? standInFor(stream, limit);
    if ('_resolve' in stream) events.push({ stream, standIn });
    if (!found.includes(standIn)) found.push(standIn);
    return standIn.stream;
  };
}
