import type { Socket } from 'node:net';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { Ending, Pace } from './faults.js';
import { Input } from './input.js';

/** One connection of a client, in clear or encrypted. */
export class Connection {
  readonly input = new Input();
  /** Resolves when nothing can be sent or received any more. */
  readonly closed: Promise<void>;
  readonly #raw: Socket;
  readonly #gone = new AbortController();
  #socket: Socket;
  #saidGoodbye = false;

  /** `raw` has to be half-open, and without a listener for its data. */
  constructor(raw: Socket) {
    this.#raw = raw;
    this.#socket = raw;
    // A client that resets its connection is nothing that a test server has to report.
    raw.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      raw.once('close', () => {
        this.#gone.abort();
        resolve();
      });
    });
  }

  /** Listens for what the client sends. */
  listen(): void {
    this.input.attach(this.#socket);
  }

  /** Leaves what the client sends to whoever comes next: a TLS handshake. */
  hold(): void {
    this.#socket.pause();
    this.input.detach();
  }

  /** Turns a connection on hold into an encrypted one; false when the client would not. */
  async encrypt(secureContext: SecureContext): Promise<boolean> {
    if (this.#raw.destroyed || this.#raw.readableEnded) {
      this.destroy();
      return false;
    }
    const socket = new TLSSocket(this.#raw, { isServer: true, secureContext });
    this.#socket = socket;
    // The stream flows from here on, or the client's FIN in the middle of a handshake would not show.
    this.listen();
    const secured = await new Promise<boolean>((resolve) => {
      socket.once('secure', () => resolve(true));
      socket.on('error', () => resolve(false));
      void this.input.ended.then(() => resolve(false));
      // A FIN that waits behind the first half of a handshake is one that TLS does not see.
      this.#raw.once('end', () => resolve(false)).resume();
    });
    if (!secured) this.destroy();
    return secured;
  }

  /** Sends bytes at some pace; ends early when the client is gone. */
  async send(bytes: Buffer, pace: Pace, intervalMs: number): Promise<void> {
    for (const piece of pieces(bytes, pace)) {
      if (this.#gone.signal.aborted) return;
      await this.#write(piece);
      // The client gets its turn to read each piece by itself.
      if (intervalMs > 0)
        await wait(intervalMs, undefined, { signal: this.#gone.signal }).catch(() => undefined);
      else if (pace !== 'whole') await this.settle();
    }
  }

  /** Gives a client in the same process time to read what was sent, and to answer. */
  async settle(): Promise<void> {
    // The first turn may belong to the loop that is running; in the second one the client reads, and in
    // the third one its answer is read.
    for (let turns = 0; turns < 3; turns += 1) await turn();
  }

  /** Comes to an end; what the client goes on to send is ignored. */
  end(ending: Exclude<Ending, 'go-on'>): void {
    // A connection on hold would not notice that the client has left, too.
    this.listen();
    this.input.ignore();
    if (ending === 'drop') this.#end();
    else if (ending === 'reset') this.#reset();
    else if (ending === 'stall') this.#socket.pause();
    else void this.input.ended.then(() => this.#end());
  }

  /** Closes without waiting for the client. */
  destroy(): void {
    this.#raw.destroy();
  }

  #end(): void {
    this.#saidGoodbye = true;
    this.#socket.end();
  }

  /** TLS has no RST of its own, the connection under it has. */
  #reset(): void {
    // While a FIN is going out libuv refuses to reset, and Node then forgets to close at all.
    if (this.#saidGoodbye) this.#raw.destroy();
    else this.#raw.resetAndDestroy();
  }

  #write(bytes: Buffer): Promise<void> {
    return new Promise((resolve) => {
      // Called with an error when the client is gone, which its own events tell as well.
      this.#socket.write(bytes, () => resolve());
    });
  }
}

function* pieces(bytes: Buffer, pace: Pace): Generator<Buffer> {
  for (let start = 0, end = 0; start < bytes.length; start = end) {
    const newline = bytes.indexOf('\n', start);
    if (pace === 'bytes') end = start + 1;
    else if (pace === 'whole' || newline < 0) end = bytes.length;
    else end = newline + 1;
    yield bytes.subarray(start, end);
  }
}
