import { Buffer } from 'node:buffer';
import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { InStep, type OutOfStep } from '../session/in-step.js';
import { endLogin, type LoginConnection } from './end-login.js';
import { isPool } from './login.js';
import { whoAsks } from './older/own-connection.js';
import { isObject } from './recognise.js';
import type { LogMethod, Transport } from './shapes.js';
import { type Behind, sharedAccessor } from './shared-accessor.js';

/** Told of the connections that are no longer in step. */
export interface StepEvents {
  /** @param sid The connection's id in Nodemailer's log. */
  onOutOfStep(sid: string, why: OutOfStep): void;
}

/** `SMTPConnection`, as far as bytes and commands pass through it; so it has been since 6. */
interface Connection extends LoginConnection {
  readonly id: string;
  readonly options: Record<string, unknown>;
  readonly logger: Record<string, LogMethod>;
  readonly _destroyed: boolean;
  readonly _socket: { readonly writableLength?: number } | false;
  /** Replies that it has not got round to, and the beginning of another one. */
  _responseQueue: readonly string[];
  _remainder: string;
  _onData(chunk: Buffer): void;
  _sendCommand(line: string, logged?: string): void;
  _createSendStream(callback: unknown): Duplex;
  _onError(error: Error, code: string, response: unknown, command: string): void;
  close(): void;
}

type GetSocket = (options: unknown, callback: (error: unknown, socket?: unknown) => void) => unknown;

const texts: Readonly<Record<OutOfStep, string>> = {
  unasked: 'The server said something that nothing had asked for',
  'mixed-codes': 'The server gave one reply with different codes',
  'no-go-ahead': 'The server answered DATA with something that is no 354',
  'before-the-dot': 'The server said something before the message had gone out',
  'after-goodbye': 'The server had said goodbye',
};

/**
 * Follows what is received and sent on each connection of an SMTP transport, and closes the one that is
 * out of step before Nodemailer has seen why.
 *
 * Every connection is made in the callback of `getSocket`, of a pool as of a single one, and is
 * listened to with `once` before it does anything: there it is caught, since nothing else that
 * Nodemailer gives out leads to it. From then on it has `_onData`, `_sendCommand` and
 * `_createSendStream` of its own, so that it does not matter what socket it has, and when it gets another.
 */
export function followBytes(transport: Transport, events: StepEvents): void {
  let current = transport.getSocket;
  const getSocket: GetSocket = (options, callback) => {
    if (typeof current !== 'function') return undefined;
    const told = whoAsks();
    return current.call(transport, options, (error: unknown, socket: unknown) =>
      catchConnection(
        (connection) => {
          new Follower(connection, events);
          if (!isPool(transport)) endLogin(connection);
          told?.(connection);
        },
        () => callback(error, socket),
      ),
    );
  };
  const behind: Behind = {
    get: () => (typeof current === 'function' ? getSocket : current),
    set: (value) => {
      if (value !== getSocket) current = value;
    },
  };
  defineGetSocket(transport, behind, Object.hasOwn(transport, 'getSocket'));
}

const defineGetSocket = sharedAccessor('getSocket');

/** Runs something, and hands over the connection that it makes. */
function catchConnection(found: (connection: Connection) => unknown, run: () => void): void {
  const { prototype } = EventEmitter;
  const { once } = prototype;
  const restore = () => {
    if (prototype.once === catching) prototype.once = once;
  };
  function catching(this: EventEmitter, ...args: Parameters<EventEmitter['once']>): EventEmitter {
    if (isConnection(this)) {
      restore();
      found(this);
    }
    return once.apply(this, args);
  }
  prototype.once = catching as EventEmitter['once'];
  try {
    run();
  } finally {
    restore();
  }
}

function isConnection(emitter: object): emitter is Connection {
  return (
    methods.every((name) => typeof Reflect.get(emitter, name) === 'function') &&
    typeof Reflect.get(emitter, 'id') === 'string' &&
    isObject(Reflect.get(emitter, 'options'))
  );
}

const methods = [
  '_onData',
  '_sendCommand',
  '_createSendStream',
  '_onError',
  '_formatError',
  'login',
  'close',
];

/** One connection, followed. */
class Follower {
  readonly #connection: Connection;
  readonly #events: StepEvents;
  readonly #inStep = new InStep();
  /** Nodemailer's own methods. */
  readonly #own: Pick<Connection, '_onData' | '_sendCommand' | '_createSendStream'>;
  /** What the message goes through on its way to the socket, from its go-ahead on. */
  #body: Duplex | undefined = undefined;

  constructor(connection: Connection, events: StepEvents) {
    const { _onData, _sendCommand, _createSendStream } = connection;
    this.#connection = connection;
    this.#events = events;
    this.#own = { _onData, _sendCommand, _createSendStream };
    connection._onData = (chunk) => this.#received(chunk);
    connection._sendCommand = (line, logged) => this.#sends(line, logged);
    connection._createSendStream = (callback) => {
      this.#body = _createSendStream.call(connection, callback);
      return this.#body;
    };
  }

  #received(chunk: Buffer): void {
    const connection = this.#connection;
    const inStep = this.#inStep;
    if (connection._destroyed || !chunk?.length) return;
    const body = inStep.inBody ? this.#body : undefined;
    const isWritten = body !== undefined && isOut(body);
    // What a socket has not got rid of yet is written, and has not left.
    if (isWritten && isFlushed(connection)) inStep.bodyOut();
    const isHalted = inStep.outOfStep !== undefined;
    inStep.received(chunk.toString('latin1'));
    const why = inStep.outOfStep;
    if (isHalted || !why) {
      this.#passOn(chunk);
      if (inStep.saidGoodbye && !connection._destroyed) this.#leaveIfIdle();
    } else if (body && !isWritten && why === 'before-the-dot') {
      // It goes no further, so that a refusal can be heard to its end, and is one.
      body.unpipe();
      this.#events.onOutOfStep(connection.id, why);
      this.#passOn(chunk);
    } else {
      // Nor is a reply before it believed: of two that came together nobody knows which one was meant, and
      // what answers DATA among them is nothing that a message goes out after.
      this.#events.onOutOfStep(connection.id, why);
      noteReceived(connection, chunk);
      this.#fail(why);
    }
  }

  #sends(line: string, logged: string | undefined): void {
    const { outOfStep, saidGoodbye } = this.#inStep;
    if (!outOfStep && !saidGoodbye) {
      if (line === 'DATA') this.#body = undefined;
      this.#inStep.sent(line);
      this.#own._sendCommand.call(this.#connection, line, logged);
    } else if (line === 'QUIT' || line === 'RSET') {
      // A pool resets a connection before it hands on how the message failed.
      process.nextTick(() => this.#connection.close());
    } else {
      noteReceived(this.#connection);
      this.#fail(outOfStep ?? 'after-goodbye');
    }
  }

  /** Before a pool has it carry another message. */
  #leaveIfIdle(): void {
    const connection = this.#connection;
    if (!this.#inStep.isIdle || connection._responseQueue.length !== 1) return;
    noteReceived(connection);
    connection.close();
  }

  #passOn(chunk: Buffer): void {
    this.#own._onData.call(this.#connection, chunk);
  }

  #fail(why: OutOfStep): void {
    const connection = this.#connection;
    if (connection._destroyed) return;
    this.#events.onOutOfStep(connection.id, why);
    connection._onError(new Error(texts[why]), 'EPROTOCOL', false, 'CONN');
  }
}

/** Nodemailer's `DataStream` adds the final dot as its last chunk. */
function isOut({ writableFinished, readableLength }: Duplex): boolean {
  return writableFinished && readableLength === 0;
}

function isFlushed({ _socket: socket }: Connection): boolean {
  return socket === false || (socket.writableLength ?? 0) === 0;
}

/** Logs as Nodemailer does what it does not get to see, and what it had not got round to. */
function noteReceived(connection: Connection, chunk?: Buffer): void {
  const { logger, options, _responseQueue: waiting, _remainder: begun } = connection;
  connection._responseQueue = [];
  connection._remainder = '';
  const debug = logger['debug'];
  if (!debug || !(options['transactionLog'] || options['debug'])) return;
  const bytes = [...waiting, begun + (chunk?.toString('latin1') ?? '')].join('\n');
  let reply: string[] = [];
  for (const line of Buffer.from(bytes, 'latin1').toString('utf8').split(/\r?\n/)) {
    reply.push(line);
    if (/^\d+-/.test(line)) continue;
    if (line !== '') debug.call(logger, { tnx: 'server' }, reply.join('\n'));
    reply = [];
  }
}
