import { connect, type Socket } from 'node:net';
import type { ScriptedServer } from 'nodemailer-smtp-errors/testing';

/** A client that sees bytes: what came, in which pieces, and how it ended. */
export class RawClient {
  readonly chunks: string[] = [];
  /** `'FIN'`, or the code of the error. */
  readonly ended: Promise<string>;
  readonly socket: Socket;
  #read = 0;
  #wake: () => void = () => undefined;

  constructor(server: ScriptedServer) {
    this.socket = connect({ host: server.host, port: server.port, noDelay: true });
    this.socket.setEncoding('latin1').on('data', (chunk: string) => {
      this.chunks.push(chunk);
      this.#wake();
    });
    this.ended = new Promise((resolve) => {
      this.socket.once('end', () => resolve('FIN'));
      this.socket.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    });
    void this.ended.then(() => this.#wake());
  }

  /** Everything that came so far. */
  get received(): string {
    return this.chunks.join('');
  }

  /** Sends bytes as they are, in one write. */
  send(bytes: string): void {
    this.socket.write(bytes, 'latin1');
  }

  /** Sends a line, and returns the reply to it. */
  async say(line: string): Promise<string> {
    this.send(`${line}\r\n`);
    return this.reply();
  }

  /** The next reply, its lines joined by a `\n`. */
  async reply(): Promise<string> {
    for (;;) {
      const [whole] = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(this.received.slice(this.#read)) ?? [];
      if (whole !== undefined) {
        this.#read += whole.length;
        return whole.slice(0, -2).replaceAll('\r\n', '\n');
      }
      if (this.socket.readableEnded || this.socket.destroyed) throw new Error('no reply will come');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

/** A client that has heard the greeting and said EHLO. */
export async function greetedClient(server: ScriptedServer): Promise<RawClient> {
  const client = new RawClient(server);
  await client.reply();
  await client.say('EHLO client');
  return client;
}

/** A client that is to send its message next. */
export async function clientInData(server: ScriptedServer): Promise<RawClient> {
  const client = await greetedClient(server);
  await client.say('MAIL FROM:<alice@example.com>');
  await client.say('RCPT TO:<bob@example.com>');
  await client.say('DATA');
  return client;
}
