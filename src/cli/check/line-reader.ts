import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';

/** RFC 5321 section 4.5.3.1.5 allows 512 octets; servers are known that need more. */
const LONGEST_LINE = 16_384;
const MOST_WAITING = 262_144;

/** Why no further line comes. */
export interface End {
  readonly why: 'closed' | 'too-long' | Error;
}

/** The lines that come in on a socket, bounded. */
export class LineReader {
  readonly #socket: Socket;
  readonly #lines: string[] = [];
  #rest = Buffer.alloc(0);
  #waiting = 0;
  #end: End | undefined;
  #wake: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket
      .on('data', this.#onData)
      .on('error', this.#onError)
      .on('close', this.#onClose)
      .on('end', this.#onClose);
  }

  /** The next line without its line break, or why there is none. */
  async next(): Promise<string | End> {
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined) {
        this.#waiting -= line.length;
        return line;
      }
      if (this.#end !== undefined) return this.#end;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The first line that has come in and was not read yet, or what there is of it. */
  get waiting(): string | undefined {
    return this.#lines[0] ?? (this.#rest.length > 0 ? this.#rest.toString('utf8', 0, 200) : undefined);
  }

  /** Gives the socket up; true where something had come in that nobody had asked for. */
  release(): boolean {
    this.#socket.off('data', this.#onData).off('error', this.#onError);
    this.#socket.off('close', this.#onClose).off('end', this.#onClose);
    this.#socket.pause();
    return this.#lines.length > 0 || this.#rest.length > 0;
  }

  readonly #onData = (chunk: Buffer) => {
    if (this.#end !== undefined) return;
    const bytes = Buffer.concat([this.#rest, chunk]);
    let start = 0;
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, start)) {
      const line = bytes.toString('utf8', start, at).replace(/\r$/, '');
      this.#lines.push(line);
      this.#waiting += line.length;
      start = at + 1;
    }
    this.#rest = bytes.subarray(start);
    if (this.#rest.length > LONGEST_LINE || this.#waiting > MOST_WAITING) this.#finish({ why: 'too-long' });
    this.#wake?.();
  };

  readonly #onError = (error: Error) => this.#finish({ why: error });
  readonly #onClose = () => this.#finish({ why: 'closed' });

  #finish(end: End): void {
    this.#end ??= end;
    this.#wake?.();
  }
}
