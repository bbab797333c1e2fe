import type { Readable } from 'node:stream';

const finalDot = Buffer.from('\r\n.\r\n');

/** What a client sends, to be asked for line by line or message by message. */
export class Input {
  #buffer = Buffer.alloc(0);
  #ignoring = false;
  #over = false;
  #wake: (() => void) | undefined;
  #markEnded: () => void = () => undefined;
  #detach: () => void = () => undefined;

  /** Resolves when the client will send no more. */
  readonly ended = new Promise<void>((resolve) => {
    this.#markEnded = resolve;
  });

  /** Whether the client has sent anything that nobody has asked for yet. */
  get pending(): boolean {
    return this.#buffer.length > 0;
  }

  /** Whether the client will send no more. */
  get over(): boolean {
    return this.#over;
  }

  /** Reads from this stream, and from no other any more. */
  attach(stream: Readable): void {
    this.#detach();
    const onData = (chunk: Buffer) => {
      if (!this.#ignoring) this.#buffer = Buffer.concat([this.#buffer, chunk]);
      this.#wake?.();
    };
    const onEnd = () => {
      this.#over = true;
      this.#markEnded();
      this.#wake?.();
    };
    stream.on('data', onData).on('end', onEnd).on('close', onEnd);
    this.#detach = () => stream.off('data', onData).off('end', onEnd).off('close', onEnd);
    // The client may have left while nobody listened.
    if (stream.destroyed || stream.readableEnded) onEnd();
    else stream.resume();
  }

  /** Reads from no stream any more. */
  detach(): void {
    this.#detach();
  }

  /** Forgets what the client has sent so far. */
  discard(): void {
    this.#buffer = Buffer.alloc(0);
  }

  /** Forgets what the client has sent, and whatever it goes on to send. */
  ignore(): void {
    this.#ignoring = true;
    this.discard();
  }

  /** The next line without its end; `undefined` when there will be none. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#buffer.indexOf('\n');
      if (end >= 0) {
        const line = this.#buffer.toString('utf8', 0, end);
        this.#buffer = this.#buffer.subarray(end + 1);
        return line.endsWith('\r') ? line.slice(0, -1) : line;
      }
      if (this.#over) return undefined;
      await this.#more();
    }
  }

  /**
   * A message up to its final dot, without dot-stuffing; `undefined` when the client goes away before
   * that. `interrupt` is called when `after` bytes of it are in.
   */
  async message(after: number, interrupt: () => Promise<void>): Promise<Buffer | undefined> {
    const chunks: Buffer[] = [];
    let length = 0;
    let interrupted = false;
    // The dot may be the very first line, and it may come in pieces: what is searched begins with
    // the end of what was searched before.
    let seam = Buffer.from('\r\n');
    for (;;) {
      const start = length - seam.length;
      chunks.push(this.#buffer);
      length += this.#buffer.length;
      seam = Buffer.concat([seam, this.#buffer]);
      this.discard();
      const dot = seam.indexOf(finalDot);
      const end = dot < 0 ? length : start + dot + 2;
      if (!interrupted && end >= after) {
        interrupted = true;
        await interrupt();
      }
      if (dot >= 0) {
        this.#buffer = Buffer.concat([seam.subarray(dot + finalDot.length), this.#buffer]);
        return unstuff(Buffer.concat(chunks).subarray(0, end));
      }
      if (this.#over && !this.pending) return undefined;
      seam = seam.subarray(-(finalDot.length - 1));
      if (!this.pending) await this.#more();
    }
  }

  async #more(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
  }
}

/** RFC 5321 section 4.5.2: a period at the start of a line is one that the client added. */
function unstuff(body: Buffer): Buffer {
  return Buffer.from(body.toString('latin1').replace(/(^|\r\n)\./g, '$1'), 'latin1');
}
