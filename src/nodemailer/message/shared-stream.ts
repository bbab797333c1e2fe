import { Buffer } from 'node:buffer';
import { PassThrough, Readable } from 'node:stream';

/** What has become of a stream's content. */
type State =
  /** Nobody has it yet, and nobody knows how much more there is. */
  | { readonly is: 'open'; readonly chunks: Buffer[]; readonly size: number }
  /** The stream has ended, and all of it is in memory. */
  | { readonly is: 'kept'; readonly content: Buffer }
  /** It is more than is kept, and goes to one reader. */
  | { readonly is: 'given'; readonly to: object }
  | { readonly is: 'failed'; readonly error: unknown };

/**
 * The content of a stream, which can be read only once, for however many messages and sends it is part
 * of. It is read here alone, and kept in memory as far as somebody asks for that. What is larger goes to
 * the first who reads it and fails for everybody else: nobody gets less than all.
 */
export class SharedStream {
  readonly #source: NodeJS.ReadableStream;
  readonly #chunks: AsyncIterator<Buffer>;
  /** The message that it is reserved for, as long as nobody has it. */
  #owner: object | undefined = undefined;
  #state: State = { is: 'open', chunks: [], size: 0 };
  #reading: Promise<void> = Promise.resolve();
  #readers = 0;

  constructor(source: NodeJS.ReadableStream) {
    this.#source = source;
    this.#chunks = chunksOf(source);
  }

  /** All of it, where it is kept. */
  get content(): Buffer | undefined {
    return this.#state.is === 'kept' ? this.#state.content : undefined;
  }

  /** False where it is gone to one reader: there is nothing for another one. */
  get isThere(): boolean {
    return this.#state.is !== 'given';
  }

  /**
   * Reads it into memory, unless it turns out to be larger than that.
   *
   * @param limit The most bytes to keep; with 0 nothing is read.
   * @throws What the stream failed with.
   */
  async keep(limit: number): Promise<void> {
    this.#reading = this.#reading.then(() => this.#readOn(limit));
    await this.#reading;
    if (this.#state.is === 'failed') throw this.#state.error;
  }

  /**
   * Reads all of it: from memory, or from the stream itself where it is larger than the limit.
   *
   * @throws What the stream failed with, and an error where another reader has it.
   */
  async *readBy(reader: object, limit: number): AsyncGenerator<Buffer, void> {
    await this.keep(limit);
    const state = this.#state;
    if (state.is === 'kept') {
      yield state.content;
    } else if (state.is === 'open') {
      this.#state = { is: 'given', to: reader };
      yield* state.chunks;
      for (let next = await this.#chunks.next(); !next.done; next = await this.#chunks.next())
        yield next.value;
    } else {
      throw taken();
    }
  }

  /**
   * Reserves what is not kept for one message.
   *
   * @throws An error where another one has it.
   */
  reserve(message: object): void {
    if (this.#state.is === 'given' || (this.#owner && this.#owner !== message)) throw taken();
    if (this.#state.is === 'open') this.#owner = message;
  }

  /** The message does without: if it has not read it, another one may. */
  release(message: object): void {
    if (this.#owner === message) this.#owner = undefined;
  }

  /** There is one more who may read it. */
  join(): void {
    this.#readers += 1;
  }

  /** One is done with it, and may not have read it. With the last one goes what is behind the stream. */
  leave(reader: object): void {
    this.#readers -= 1;
    const wasGiven = this.#state.is === 'given' && this.#state.to === reader;
    const destroy: unknown = Reflect.get(this.#source, 'destroy');
    if ((wasGiven || this.#readers === 0) && typeof destroy === 'function') destroy.call(this.#source);
  }

  async #readOn(limit: number): Promise<void> {
    while (limit > 0 && this.#state.is === 'open' && this.#state.size <= limit) {
      const { chunks, size } = this.#state;
      try {
        const { done, value } = await this.#chunks.next();
        if (done) {
          this.#state = { is: 'kept', content: Buffer.concat(chunks) };
        } else {
          chunks.push(value);
          this.#state = { is: 'open', chunks, size: size + value.length };
        }
      } catch (error) {
        this.#state = { is: 'failed', error };
      }
    }
  }
}

/** Errors that the sources of messages failed with. */
const sourceErrors = new WeakSet<object>();

/** True for an error that a stream of a message failed with, whoever passed it on. */
export function isSourceError(error: object): boolean {
  return sourceErrors.has(error);
}

function taken(): Error {
  return sourceError('A stream of the message can be read only once, and is read elsewhere already');
}

function sourceError(text: string): Error {
  return noted(Object.assign(new Error(text), { code: 'ESTREAM' }));
}

function noted<E>(error: E): E {
  if (typeof error === 'object' && error !== null) sourceErrors.add(error);
  return error;
}

/** What a stream gives, as Nodemailer would write it. */
async function* chunksOf(source: NodeJS.ReadableStream): AsyncGenerator<Buffer, void> {
  try {
    for await (const chunk of toReadable(source)) yield toBuffer(chunk);
  } catch (error) {
    throw noted(error);
  }
}

function toReadable(source: NodeJS.ReadableStream): Readable {
  const { errored, readableEnded, destroyed }: Record<string, unknown> = Object(source);
  if (errored) throw errored;
  // To a second reader such a stream looks empty: the message would go out without it.
  if (readableEnded || destroyed) throw sourceError('A stream of the message was already read or destroyed');
  if (source instanceof Readable) return source;
  const readable = source.pipe(new PassThrough());
  source.on('error', (error: Error) => readable.destroy(error));
  return readable;
}

function toBuffer(chunk: unknown): Buffer {
  if (typeof chunk === 'string') return Buffer.from(chunk);
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new TypeError(`A stream of the message gave neither text nor bytes, but ${typeof chunk}`);
}
