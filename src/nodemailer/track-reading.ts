import type { Duplex } from 'node:stream';
import { borrowProperty } from './borrow-property.js';
import { compiledMessage, isObject } from './recognise.js';
import type { Mail, MimeMessage } from './shapes.js';

type MessageStream = ReturnType<MimeMessage['createReadStream']>;

/** How far a transport has read a message. */
export interface Reading {
  /** True once the message was read from at all: a transport may as well use the mail's own fields. */
  readonly started: boolean;
  /** True once the whole message was handed to the socket: only then can its final dot have gone out. */
  readonly finished: boolean;
  /** The error of the message's own sources, where one failed. */
  readonly sourceError: Error | null;
}

/** A stream that a transport reads a message from, and what Nodemailer's SMTP connection puts behind it. */
interface Passage {
  readonly stream: MessageStream;
  sink: Duplex | undefined;
}

/**
 * Follows the reading of one message over all attempts to send it: watches `createReadStream()` of
 * a compiled message, which a transport calls for each attempt.
 */
export class ReadingTracker {
  readonly #giveBack: (() => void) | undefined;
  #current: Attempt | undefined;

  constructor(mail: Mail) {
    const message = compiledMessage(mail);
    if (!message) return;
    const read = message.createReadStream;
    this.#giveBack = borrowProperty(message, 'createReadStream', (...args) => {
      const stream = read.apply(message, args);
      this.#current?.reads(stream);
      return stream;
    });
  }

  /** Starts a new attempt; `onRead` is called whenever the transport begins to read. */
  begin(onRead: () => void): Reading {
    this.#current = new Attempt(onRead);
    return this.#current;
  }

  /** Gives the message back as it was. */
  stop(): void {
    this.#current?.forget();
    this.#giveBack?.();
  }
}

class Attempt implements Reading {
  #passages: Passage[] = [];
  readonly #onRead: () => void;

  constructor(onRead: () => void) {
    this.#onRead = onRead;
  }

  get started(): boolean {
    return this.#passages.length > 0;
  }

  get finished(): boolean {
    return this.#passages.some(isThrough);
  }

  get sourceError(): Error | null {
    return this.#passages.find(({ stream }) => stream.errored)?.stream.errored ?? null;
  }

  reads(stream: MessageStream): void {
    this.#passages.push(follow(stream));
    this.#onRead();
  }

  /** A pool keeps its callbacks longer than it needs them, and a message's streams with them. */
  forget(): void {
    this.#passages = [];
  }
}

function follow(stream: MessageStream): Passage {
  const passage: Passage = { stream, sink: undefined };
  const { pipe } = stream;
  // Defined, not assigned: streams that get it by an assignment outlive their message in V8 11, and
  // each scavenge takes twice as long (measured on Node 20).
  Object.defineProperty(stream, 'pipe', {
    configurable: true,
    writable: true,
    value: (sink: NodeJS.WritableStream, options?: { end?: boolean }) => {
      if (isDuplex(sink)) passage.sink = sink;
      return pipe.call(stream, sink, options);
    },
  });
  return passage;
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
