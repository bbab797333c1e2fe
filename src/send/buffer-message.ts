import { Buffer } from 'node:buffer';
import { PassThrough, Readable } from 'node:stream';
import {
  hasOneShotTransform,
  keepContent,
  type OneShotPart,
  oneShotParts,
} from '../nodemailer/one-shot-parts.js';
import type { Mail } from '../nodemailer/shapes.js';

/** Whether a message can be read again, and why not. */
export type Readability = { readonly again: true } | { readonly again: false; readonly why: string };

/**
 * Makes a message readable any number of times, by keeping the content of its streams in memory.
 *
 * @param limit The most bytes to keep for the whole message. A message that has more is left as it
 *   was, to be read once.
 * @throws The error of a stream that fails, or was read or destroyed before.
 */
export async function bufferMessage(mail: Mail, limit: number): Promise<Readability> {
  if (hasOneShotTransform(mail)) {
    return {
      again: false,
      why: 'A plugin added a transform stream to the message that can carry it only once.',
    };
  }
  let left = limit;
  for (const part of oneShotParts(mail)) {
    const size = await bufferPart(part, left);
    if (size === undefined) {
      return {
        again: false,
        why: `The message contains a stream, which can be read only once, and more than retry.bufferLimit (${limit} bytes) in streams.`,
      };
    }
    left -= size;
  }
  return { again: true };
}

/** Returns the size, or `undefined` where the part is larger than the limit and was put back. */
async function bufferPart(part: OneShotPart, limit: number): Promise<number | undefined> {
  const source = toReadable(part.stream);
  const chunks: Buffer[] = [];
  let size = 0;
  const iterator: AsyncIterator<unknown> = source[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await iterator.next();
    if (done) break;
    const chunk = toBuffer(value, source.readableEncoding);
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) {
      part.replace(Readable.from(joined(chunks, iterator, source), { objectMode: false }));
      return undefined;
    }
  }
  keepContent(part.stream, Buffer.concat(chunks));
  return size;
}

/** What was read already, and then the rest. */
async function* joined(chunks: readonly Buffer[], rest: AsyncIterator<unknown>, source: Readable) {
  yield* chunks;
  try {
    for (let next = await rest.next(); !next.done; next = await rest.next()) {
      yield toBuffer(next.value, source.readableEncoding);
    }
  } finally {
    source.destroy();
  }
}

function toReadable(stream: NodeJS.ReadableStream): Readable {
  if (!(stream instanceof Readable)) return stream.pipe(new PassThrough());
  // To a second reader such a stream looks empty: the message would go out without it.
  if (stream.errored) throw stream.errored;
  if (stream.readableEnded || stream.destroyed) {
    throw new Error('A stream of the message was already read or destroyed');
  }
  return stream;
}

function toBuffer(chunk: unknown, encoding: BufferEncoding | null): Buffer {
  if (typeof chunk === 'string') return Buffer.from(chunk, encoding ?? 'utf8');
  return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.from(String(chunk));
}
