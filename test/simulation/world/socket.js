import { Duplex } from 'node:stream';

/** @typedef {import('./wire.js').Wire} Wire */

/**
 * What Nodemailer is given for a socket: a stream in memory that behaves as `net.Socket` does where
 * anybody looks.
 */
export class SimulatedSocket extends Duplex {
  connecting = true;
  /** @type {string | undefined} */
  remoteAddress = undefined;
  /** @type {number | undefined} */
  remotePort = undefined;
  wire;
  #timeoutMs = 0;
  #lastActivity = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #timer = undefined;
  /** @type {(() => void)[]} */
  #whenConnected = [];

  /** @param {Wire} wire */
  constructor(wire) {
    super({ allowHalfOpen: false });
    this.wire = wire;
  }

  /** @param {{ address: string, port: number } | undefined} peer Unknown for a channel in a tunnel. */
  connected(peer) {
    if (this.destroyed) return;
    this.connecting = false;
    this.remoteAddress = peer?.address;
    this.remotePort = peer?.port;
    for (const write of this.#whenConnected.splice(0)) write();
    this.emit('connect');
    this.emit('ready');
  }

  /** Bytes came, or `null` for the end of them. @param {Buffer | null} bytes */
  arrive(bytes) {
    this.#active();
    return this.push(bytes);
  }

  /** @override */
  _read() {
    this.wire.wanted();
  }

  /** @override @param {Buffer} chunk @param {BufferEncoding} _encoding @param {(error?: Error | null) => void} done */
  _write(chunk, _encoding, done) {
    this.#active();
    if (this.connecting) this.#whenConnected.push(() => this.wire.fromClient(chunk, done));
    else this.wire.fromClient(chunk, done);
  }

  /** @override @param {{ chunk: Buffer }[]} chunks @param {(error?: Error | null) => void} done */
  _writev(chunks, done) {
    const joined = Buffer.concat(chunks.map(({ chunk }) => chunk));
    this._write(joined, 'binary', done);
  }

  /** @override @param {(error?: Error | null) => void} done */
  _final(done) {
    this.wire.finFromClient();
    done();
  }

  /** @override @param {Error | null} error @param {(error: Error | null) => void} done */
  _destroy(error, done) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#timeoutMs = 0;
    this.wire.closedByClient();
    done(error);
  }

  /** @param {number} ms @param {() => void} [listener] */
  setTimeout(ms, listener) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#timeoutMs = ms;
    if (ms > 0) {
      this.#active();
      this.#wait(ms);
    }
    if (listener) {
      if (ms > 0) this.once('timeout', listener);
      else this.removeListener('timeout', listener);
    }
    return this;
  }

  destroySoon() {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  setNoDelay() {
    return this;
  }

  setKeepAlive() {
    return this;
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }

  /** @param {number} ms */
  #wait(ms) {
    this.#timer = setTimeout(() => this.#timePassed(), ms);
    this.#timer.unref();
  }

  #timePassed() {
    const left = this.#lastActivity + this.#timeoutMs - performance.now();
    this.#timer = undefined;
    if (left > 0) {
      this.#wait(left);
      return;
    }
    this.emit('timeout');
  }

  #active() {
    this.#lastActivity = performance.now();
  }
}
