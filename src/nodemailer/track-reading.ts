import { type Duplex, Readable } from 'node:stream';
import { append } from '../append.js';
import type { Reading } from '../verdict/facts.js';
import { borrowProperty } from './borrow-property.js';
import { compiledMessage, isObject } from './recognise.js';
import type { Mail, MimeMessage } from './shapes.js';

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
}

const PASSAGE = Symbol('passage');

/** A stream with its passage. */
interface Followed extends MessageStream {
  [PASSAGE]?: Passage;
}

const none: readonly Passage[] = [];

/**
 * Follows the reading of one message over all attempts to send it: a transport has a stream made of
 * it for each.
 */
export class ReadingTracker {
  #giveBack: (() => void) | undefined = undefined;
  #reader: Reader | undefined = undefined;
  #passages: readonly Passage[] = none;
  #isWithdrawn = false;

  constructor(mail: Mail) {
    const message = compiledMessage(mail);
    if (!message) return;
    if (asksForStreams(message)) {
      // There for good, and without effect when the send is over.
      message.processFunc((stream) => this.#reads(stream));
      return;
    }
    const read = message.createReadStream;
    this.#giveBack = borrowProperty(message, 'createReadStream', (...args) =>
      this.#reads(read.apply(message, args)),
    );
  }

  /** Starts a new attempt: what the earlier ones read counts no more. */
  begin(reader: Reader): void {
    this.#reader = reader;
    this.#passages = none;
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

  /** The error of the message's own sources, where one failed. */
  get sourceError(): Error | null {
    return this.#passages.find(({ stream }) => stream.errored)?.stream.errored ?? null;
  }

  /** Gives the message back, and forgets its streams: a pool keeps its callbacks longer than it needs them. */
  stop(): void {
    this.#giveBack?.();
    this.#reader = undefined;
    this.#passages = none;
  }

  #reads(stream: MessageStream): MessageStream {
    if (this.#isWithdrawn) setImmediate(destroy, stream);
    if (!this.#reader) return stream;
    this.#passages = append(this.#passages, follow(stream));
    this.#reader.onRead();
    return stream;
  }
}

/**
 * True where a message shows the very stream that a transport gets to who asked for it. To put a method
 * in front of `createReadStream` takes several times as long (V8 11), and each message is asked.
 */
function asksForStreams(
  message: MimeMessage,
): message is MimeMessage & Required<Pick<MimeMessage, 'processFunc'>> {
  return (
    typeof message.processFunc === 'function' &&
    !message.newline &&
    !Object.hasOwn(message, 'createReadStream')
  );
}

function follow(stream: Followed): Passage {
  // A transport may be given the same stream again.
  const pipe = stream[PASSAGE]?.pipe ?? stream.pipe;
  const passage: Passage = { stream, pipe, sink: undefined };
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
  return sink;
}

/** An error that nobody listens for would end the process. */
function destroy(stream: MessageStream): void {
  if (stream.listenerCount('error') === 0) stream.destroy();
  else stream.destroy(new Error('The message was withdrawn'));
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
