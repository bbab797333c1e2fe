import type { Socket } from 'node:net';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import type { Phase } from '../../diagnosis/phase.js';
import { parseReply } from '../../reply/parse-reply.js';
import type { Reply } from '../../reply/reply.js';
import { truncate } from '../../session/bounded.js';
import type { Scrub } from '../../session/scrub.js';
import { ended, noReply, saidUnasked } from './broken.js';
import { StepFailure } from './failure.js';
import { handshake } from './handshake.js';
import { LineReader } from './line-reader.js';
import { within } from './within.js';

const MOST_REPLY_LINES = 200;
const MOST_TRANSCRIPT_LINES = 60;

/** What is asked, and how it may be shown. */
export interface Request {
  readonly phase: Phase;
  /** The command for a diagnosis: `AUTH PLAIN`. */
  readonly command?: string;
  /** The line in the transcript, where the line itself holds a secret. */
  readonly shown?: string;
}

/** A dialogue with an SMTP server: one line out, one reply in, both bounded in time and size. */
export class Dialogue {
  /** `C: …` and `S: …`, as they went and came. */
  readonly transcript: string[] = [];
  readonly #timeoutMs: number;
  readonly #scrub: Scrub;
  #socket: Socket;
  #reader: LineReader;

  constructor(socket: Socket, timeoutMs: number, scrub: Scrub) {
    this.#socket = socket;
    this.#scrub = scrub;
    this.#timeoutMs = timeoutMs;
    this.#reader = new LineReader(socket);
  }

  /** Sends a line and waits for the reply to it. */
  async ask(line: string, request: Request): Promise<Reply> {
    const early = await this.#unasked();
    // RFC 5321 section 3.8: a server that has to go may say so at any time.
    if (early?.startsWith('421')) return this.read(request);
    if (early !== undefined) throw saidUnasked(this.#scrub(early), request);
    this.#note(`C: ${request.shown ?? line}`);
    this.#socket.write(`${line}\r\n`);
    return this.read(request);
  }

  /** Waits for a reply. */
  async read({ phase, command }: Request): Promise<Reply> {
    const about = { phase, ...(command === undefined ? {} : { command }) };
    const silent = () =>
      new StepFailure(`no answer within ${this.#timeoutMs / 1000} s`, {
        ...about,
        error: { code: 'ETIMEDOUT', message: `No answer within ${this.#timeoutMs / 1000} s` },
      });
    const lines = await within(this.#timeoutMs, this.#readLines(about), silent);
    const [first = ''] = lines;
    // A challenge is to be answered as it is.
    const text = first.startsWith('334') ? lines.join('\n') : this.#scrub(lines.join('\n'));
    const reply = parseReply(text);
    if (!reply) throw noReply(this.#scrub(first), about);
    return reply;
  }

  /** Goes over to TLS. A certificate that proves nothing is for the caller to refuse. */
  async startTls(options: ConnectionOptions): Promise<TLSSocket> {
    const plain = this.#socket;
    // Whatever came in clear text after the reply could have been put there by anyone on the way.
    if (this.#reader.release()) {
      const error = { code: 'EPROTOCOL', message: 'The server went on in clear text before TLS had begun' };
      throw new StepFailure('the server went on in clear text', { phase: 'tls', command: 'STARTTLS', error });
    }
    const secured = await handshake(plain, options, this.#timeoutMs);
    this.#socket = secured;
    this.#reader = new LineReader(secured);
    return secured;
  }

  /** Ends the connection, politely if that takes no waiting. */
  end(): void {
    if (!this.#socket.destroyed) this.#socket.end('QUIT\r\n');
    this.#socket.destroySoon();
  }

  /** What has come in that nothing had asked for; what the socket has got by now counts as well. */
  async #unasked(): Promise<string | undefined> {
    await new Promise((resolve) => setImmediate(resolve));
    return this.#reader.waiting;
  }

  async #readLines(about: { readonly phase: Phase; readonly command?: string }): Promise<readonly string[]> {
    const lines: string[] = [];
    try {
      for (;;) {
        const line = await this.#reader.next();
        if (typeof line !== 'string') throw ended(line, about);
        lines.push(line);
        const [, separator] = /^\d{3}([ -]|$)/.exec(line) ?? [];
        if (separator === undefined) throw noReply(this.#scrub(line), about);
        if (separator !== '-') return lines;
        if (lines.length > MOST_REPLY_LINES) throw ended({ why: 'too-long' }, about);
      }
    } finally {
      // A secret may stand over several lines: none is noted before all are there.
      for (const line of this.#scrub(lines.join('\n')).split('\n')) if (line !== '') this.#note(`S: ${line}`);
    }
  }

  #note(line: string): void {
    this.transcript.push(truncate(line, 4096));
    if (this.transcript.length > MOST_TRANSCRIPT_LINES) this.transcript.shift();
  }
}
