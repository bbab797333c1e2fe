import type { Duplex } from 'node:stream';
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

/** Follows the reading of one message over all attempts to send it. */
export interface ReadingTracker {
  /** Starts a new attempt; `onRead` is called whenever the transport begins to read. */
  begin(onRead: () => void): Reading;
  /** Gives the message back as it was. */
  stop(): void;
}

/** A stream that a transport reads a message from, and what Nodemailer's SMTP connection puts behind it. */
interface Passage {
  readonly stream: MessageStream;
  sink: Duplex | undefined;
}

/**
 * Watches `createReadStream()` of a compiled message, which a transport calls for each attempt.
 */
export function trackReading(mail: Mail): ReadingTracker {
  const message = compiledMessage(mail);
  let passages: Passage[] = [];
  let notify: () => void = () => undefined;
  let original: PropertyDescriptor | undefined;

  if (message) {
    original = Object.getOwnPropertyDescriptor(message, 'createReadStream');
    const read = message.createReadStream;
    message.createReadStream = (...args) => {
      const stream = read.apply(message, args);
      passages.push(follow(stream));
      notify();
      return stream;
    };
  }

  return {
    begin(onRead) {
      const own: Passage[] = [];
      passages = own;
      notify = onRead;
      return {
        get started() {
          return own.length > 0;
        },
        get finished() {
          return own.some(isThrough);
        },
        get sourceError() {
          return own.find(({ stream }) => stream.errored)?.stream.errored ?? null;
        },
      };
    },
    stop() {
      if (!message) return;
      if (original) Object.defineProperty(message, 'createReadStream', original);
      else Reflect.deleteProperty(message, 'createReadStream');
    },
  };
}

function follow(stream: MessageStream): Passage {
  const passage: Passage = { stream, sink: undefined };
  const pipe = stream.pipe;
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
