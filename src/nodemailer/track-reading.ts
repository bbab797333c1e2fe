import { compiledMessage } from './recognise.js';
import type { Mail, MimeMessage } from './shapes.js';

type MessageStream = ReturnType<MimeMessage['createReadStream']>;

/** How far a transport has read a message. */
export interface Reading {
  /** True once the message was read from at all: a transport may as well use the mail's own fields. */
  readonly started: boolean;
  /** True once the message was read to its end: only then can its final dot have gone out. */
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

/**
 * Watches `createReadStream()` of a compiled message, which a transport calls for each attempt.
 */
export function trackReading(mail: Mail): ReadingTracker {
  const message = compiledMessage(mail);
  let streams: MessageStream[] = [];
  let notify: () => void = () => undefined;
  let original: PropertyDescriptor | undefined;

  if (message) {
    original = Object.getOwnPropertyDescriptor(message, 'createReadStream');
    const read = message.createReadStream;
    message.createReadStream = (...args) => {
      const stream = read.apply(message, args);
      streams.push(stream);
      notify();
      return stream;
    };
  }

  return {
    begin(onRead) {
      const own: MessageStream[] = [];
      streams = own;
      notify = onRead;
      return {
        get started() {
          return own.length > 0;
        },
        get finished() {
          return own.some((stream) => stream.readableEnded);
        },
        get sourceError() {
          return own.find((stream) => stream.errored)?.errored ?? null;
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
