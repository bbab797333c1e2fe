import { isObject } from './recognise.js';
import type { Mail } from './shapes.js';

/** A stream in a message, and where it is: an `icalEvent` stands in two places. */
export interface OneShotPart {
  readonly stream: NodeJS.ReadableStream;
  /** Puts another stream in its place. */
  replace(stream: NodeJS.ReadableStream): void;
}

/** Deep enough for alternatives within related within mixed, with room for plugins. */
const MAX_DEPTH = 20;

/**
 * Finds the streams that a message is made of. Strings, Buffers, paths and URLs can be read any
 * number of times; a stream only once.
 */
export function oneShotParts(mail: Mail): readonly OneShotPart[] {
  const parts = isObject(mail) ? partsOf(mail.message, 0) : [];
  const streams = new Set(parts.map(({ stream }) => stream));
  return [...streams].map((stream) => {
    const places = parts.filter((part) => part.stream === stream);
    return {
      stream,
      replace: (other) => {
        for (const place of places) place.replace(other);
      },
    };
  });
}

/** True where a message has to be prepared before it can be read a second time. */
export function needsBuffering(mail: Mail): boolean {
  return hasOneShotTransform(mail) || (isObject(mail) && holdsStream(mail.message));
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

/**
 * Lets Nodemailer read a stream's content from memory from now on. It keeps what it has resolved of
 * a stream in this very property, and unlike a Buffer in the stream's place that changes nothing
 * about the encoding that it chose.
 */
export function keepContent(stream: NodeJS.ReadableStream, content: Buffer): void {
  Object.defineProperty(stream, '_resolvedValue', { value: content, configurable: true, writable: true });
}

function partsOf(node: unknown, depth: number): readonly OneShotPart[] {
  if (!isObject(node) || depth > MAX_DEPTH) return [];
  const children = Array.isArray(node['childNodes']) ? node['childNodes'] : [];
  return [
    ...partAt(node, 'content'),
    ...partAt(node, '_raw'),
    ...children.flatMap((child) => partsOf(child, depth + 1)),
  ];
}

/** As {@link partsOf}, but for making anything: each message is asked. */
function holdsStream(node: unknown, depth = 0): boolean {
  if (!isObject(node) || depth > MAX_DEPTH) return false;
  if (isUnread(node['content']) || isUnread(node['_raw'])) return true;
  const children = node['childNodes'];
  if (!Array.isArray(children)) return false;
  for (const child of children) {
    if (holdsStream(child, depth + 1)) return true;
  }
  return false;
}

function partAt(node: Record<string, unknown>, key: string): readonly OneShotPart[] {
  const stream = node[key];
  if (!isUnread(stream)) return [];
  return [
    {
      stream,
      replace: (other) => {
        // Nodemailer's own mark for a stream that it reads into memory itself, for several places.
        if (Reflect.get(stream, '_resolve')) Reflect.set(other, '_resolve', true);
        node[key] = other;
      },
    },
  ];
}

/** A stream that Nodemailer has not resolved to a value yet. */
function isUnread(value: unknown): value is NodeJS.ReadableStream {
  return isStream(value) && !Reflect.get(value, '_resolvedValue');
}

function isStream(value: unknown): value is NodeJS.ReadableStream {
  return isObject(value) && typeof value['pipe'] === 'function';
}
