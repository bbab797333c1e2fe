import { type Duplex, Readable } from 'node:stream';
import { monotonicMs } from '../../monotonic.js';
import type { Reading } from '../../verdict/facts.js';
import { compiledMessage, isObject } from '../recognise.js';
import type { Mail, MimeMessage } from '../shapes.js';
import { buffer, hasOneShotTransform, type Readability, renewStandIns, type Streams } from './buffer.js';
import { isSourceError } from './shared-stream.js';
import { standInFront } from './stand-in-front.js';

type MessageStream = ReturnType<MimeMessage['createReadStream']>;

/** Told whenever a transport begins to read a message. */
export interface Reader {
  onRead(): void;
}

/** A stream that a transport reads a message from, and what Nodemailer's SMTP connection puts behind it. */
interface Passage {
  readonly stream: MessageStream;
  readonly pipe: MessageStream['pipe'];
  sink: Duplex | undefined;
  movedAt: number;
}

const PASSAGE = Symbol('passage');

/** A stream with its passage. */
interface Followed extends MessageStream {
  [PASSAGE]?: Passage;
}

const none: readonly Passage[] = [];

/**
 * One message over all attempts to send it: the one place in front of its stream, and of the streams that
 * it is made of. A transport has a stream made of it for each attempt.
 */
export class OutgoingMessage {
  readonly #mail: Mail;
  readonly #giveBack: (() => void) | undefined;
  #reader: Reader | undefined = undefined;
  #passages: readonly Passage[] = none;
  /** Its streams, and how much of them to keep, where it has any. */
  #streams: (Streams & { readonly limit: number }) | undefined = undefined;
  #isWithdrawn = false;

  constructor(mail: Mail) {
    this.#mail = mail;
    const message = compiledMessage(mail);
    this.#giveBack = message && standInFront(message, (stream) => this.#reads(stream));
  }

  /**
   * Makes it readable for whoever reads it, as often as there are attempts: by `createReadStream`, from
   * the mail's data or by Nodemailer's `normalize`, `resolveAll` and `resolveContent`.
   *
   * @param limit The most bytes of its streams to keep in memory; what is larger can be read once.
   * @returns Whether it can be read again, in time; `undefined` where nothing about it has to be made ready.
   * @throws The error of a stream that fails, or was read or destroyed before.
   */
  prepare(limit: number): Promise<Readability> | undefined {
    const streams = renewStandIns(this.#mail, limit);
    const isOnceOnly = hasOneShotTransform(this.#mail);
    if (streams.parts.length + streams.data.length > 0) this.#streams = { ...streams, limit };
    else if (!isOnceOnly) return undefined;
    const readability = buffer(streams, limit, this);
    return isOnceOnly ? readability.then(() => oneShotTransform) : readability;
  }

  /** Starts a new attempt: what the earlier ones read counts no more. */
  begin(reader: Reader): void {
    this.#reader = reader;
    this.#passages = none;
    if (this.#streams) renewStandIns(this.#mail, this.#streams.limit);
    this.#isWithdrawn = false;
  }

  /**
   * Takes the message back from whoever has not read it to its end: their streams fail, and those that
   * they ask for from now on.
   */
  withdraw(): void {
    this.#isWithdrawn = true;
    for (const { stream } of this.#passages) if (!stream.readableEnded) destroy(stream);
  }

  /** How far it was handed over in this attempt. */
  get reading(): Exclude<Reading, 'unseen'> {
    // What a pipe has not got rid of yet goes on by itself.
    const isRead = this.#isWithdrawn ? ({ stream }: Passage) => stream.readableEnded : isThrough;
    if (this.#passages.some(isRead)) return 'read';
    if (!this.started) return 'unread';
    return this.#isWithdrawn ? 'withdrawn' : 'begun';
  }

  /** True once the message was read from at all: a transport may as well use the mail's own fields. */
  get started(): boolean {
    return this.#passages.length > 0;
  }

  /** When a piece of it went to Nodemailer's SMTP connection last, by `monotonicMs`. */
  get movedAt(): number {
    return Math.max(...this.#passages.map(({ movedAt }) => movedAt));
  }

  /** True for an error that one of the message's own sources failed with. */
  failedWith(error: Error): boolean {
    return isSourceError(error) || this.#passages.some(({ stream }) => stream.errored === error);
  }

  /** Gives the message back, and forgets its streams: a pool keeps its callbacks longer than it needs them. */
  stop(): void {
    // Whoever asks late for what was withdrawn does not get it.
    if (!this.#isWithdrawn) this.#giveBack?.();
    for (const { shared } of this.#streams?.data ?? []) shared.release(this);
    this.#reader = undefined;
    this.#passages = none;
  }

  #reads(stream: MessageStream): MessageStream {
    if (this.#isWithdrawn) setImmediate(destroy, stream);
    if (!this.#reader) return stream;
    this.#passages = [...this.#passages, follow(stream)];
    this.#reader.onRead();
    return stream;
  }
}

const oneShotTransform: Readability = {
  again: false,
  why: 'A plugin added a transform stream to the message that can carry it only once.',
};

function follow(stream: Followed): Passage {
  // A transport may be given the same stream again.
  const pipe = stream[PASSAGE]?.pipe ?? stream.pipe;
  const passage: Passage = { stream, pipe, sink: undefined, movedAt: Number.NEGATIVE_INFINITY };
  stream[PASSAGE] = passage;
  // One function for all streams: with one of its own each, they outlive their message in V8 11, and
  // each scavenge takes twice as long (measured on Node 20).
  stream.pipe = followedPipe;
  return passage;
}

function followedPipe<T extends NodeJS.WritableStream>(
  this: Followed,
  sink: T,
  options?: { end?: boolean },
): T {
  const passage = this[PASSAGE];
  if (passage && isDuplex(sink)) passage.sink = sink;
  (passage?.pipe ?? Readable.prototype.pipe).call(this, sink, options);
  this.on('data', moved);
  return sink;
}

function moved(this: Followed): void {
  if (this[PASSAGE]) this[PASSAGE].movedAt = monotonicMs();
}

function destroy(stream: MessageStream): void {
  // An error that nobody listens for would end the process; a pipe that leads here listens, and throws it all the same.
  stream.on('error', () => undefined);
  stream.destroy(new Error('The message was withdrawn'));
}

/**
 * Nodemailer's `DataStream` adds the final dot as its last chunk. Read to its end is not handed
 * over: while the socket takes no more, the dot waits in there, and goes nowhere if the
 * connection is closed. Once it left, even a connection that we close delivers it.
 */
function isThrough({ stream, sink }: Passage): boolean {
  return stream.readableEnded && (!sink || sink.readableLength + sink.writableLength === 0);
}

function isDuplex(value: unknown): value is Duplex {
  return (
    isObject(value) &&
    typeof value['readableLength'] === 'number' &&
    typeof value['writableLength'] === 'number'
  );
}
