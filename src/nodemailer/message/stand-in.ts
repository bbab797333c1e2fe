import { Readable } from 'node:stream';
import { SharedStream } from './shared-stream.js';

/** A stream that stands in a message for one that was given to it, and gives the same content. */
export interface StandIn {
  readonly stream: Readable;
  readonly shared: SharedStream;
  /** The most bytes to keep in memory when it is read; with 0 it passes them on. */
  limit: number;
}

/** One for each stream, however many messages it is part of. */
const shared = new WeakMap<object, SharedStream>();
const standIns = new WeakMap<object, StandIn>();

/** What a stream is, if it is one of ours. */
export function asStandIn(stream: NodeJS.ReadableStream): StandIn | undefined {
  return standIns.get(stream);
}

/**
 * Makes a stand-in for a stream, or another one for a stand-in that was read. Nodemailer and the
 * transport read it instead, and the stream itself stays as it is.
 */
export function standInFor(original: NodeJS.ReadableStream, limit: number): StandIn {
  const content = standIns.get(original)?.shared ?? sharedOf(original);
  let chunks: AsyncIterator<Buffer> | undefined;
  const stream = new Readable({
    read() {
      chunks ??= content.readBy(stream, standIn.limit);
      chunks.next().then(
        ({ done, value }) => stream.push(done ? null : value),
        (error: Error) => stream.destroy(error),
      );
    },
    destroy(error, done) {
      content.leave(stream);
      done(error);
    },
  });
  const standIn: StandIn = { stream, shared: content, limit };
  standIns.set(stream, standIn);
  content.join();
  // It may fail before anybody reads it, who is told then.
  stream.on('error', () => undefined);
  resemble(stream, original);
  serveFromMemory(standIn);
  return standIn;
}

/**
 * Lets Nodemailer read what is kept any number of times: it keeps what it has resolved of a stream in
 * this very property, and unlike a Buffer in the stream's place that changes nothing about the encoding
 * that it chose.
 */
export function serveFromMemory({ stream, shared: { content } }: StandIn): void {
  if (content) Reflect.set(stream, '_resolvedValue', content);
}

/** True where it has nothing to give any more. */
export function wasRead({ stream }: StandIn): boolean {
  return stream.readableDidRead || stream.destroyed;
}

function sharedOf(original: NodeJS.ReadableStream): SharedStream {
  const known = shared.get(original);
  if (known) return known;
  const made = new SharedStream(original);
  // It may fail before anybody reads it, who is told then.
  original.on('error', () => undefined);
  shared.set(original, made);
  return made;
}

/** In what Nodemailer sees in a stream: a file that it would rather read itself, and its own mark for what it reads into memory. */
function resemble(stream: Readable, original: NodeJS.ReadableStream): void {
  for (const name of ['path', '_resolve']) {
    const value: unknown = Reflect.get(original, name);
    if (value) Reflect.set(stream, name, value);
  }
}
