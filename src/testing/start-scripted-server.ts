import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { Connection } from './connection.js';
import { Dialogue } from './dialogue.js';
import { type Action, closing, toFault } from './faults.js';
import { type ScriptedServerOptions, type Settings, toSettings } from './options.js';
import {
  Ledger,
  type LoginReport,
  type MessageReport,
  type SessionRecord,
  type SessionReport,
} from './reports.js';
import { readerOf, type ScriptReader } from './script.js';
import { Speaker } from './speaker.js';

/** What {@link startScriptedServer} returns. */
export interface ScriptedServer extends AsyncDisposable {
  /** `'127.0.0.1'`. */
  readonly host: string;
  readonly port: number;
  /** For `nodemailer.createTransport`: `smtp://127.0.0.1:port`, `smtps:` where TLS comes first. */
  readonly url: string;
  /** Every connection so far. */
  readonly sessions: readonly SessionReport[];
  /** Every AUTH command so far. */
  readonly logins: readonly LoginReport[];
  /** Every message that was really accepted so far. */
  readonly messages: readonly MessageReport[];
  /**
   * Resolves when `holds` returns true, at once or after something has happened; rejects when the
   * server is closed before that. Instead of sleeping.
   *
   * @example
   * await server.until(({ sessions }) => sessions.every(({ state }) => state === 'closed'));
   */
  until(holds: (server: ScriptedServer) => boolean): Promise<void>;
  /**
   * Says goodbye unasked to every idle session, closes it, and resolves to how many there were when all
   * of them are closed. With an {@link Action} that does not close, it resolves when that is sent.
   *
   * @example
   * await server.sayGoodbye('421 4.4.2 Idle for too long');
   */
  sayGoodbye(reply?: Action, options?: { readonly close?: boolean }): Promise<number>;
  /**
   * Forgets closed sessions, the commands of open ones, logins and messages, so that a long run does
   * not fill the memory.
   */
  forget(): void;
  /**
   * Crashes at once: no new connections, RST for those that there are. Resolves when all are gone. (A
   * client that had a reply to read still may see a plain end instead of ECONNRESET.)
   */
  kill(): Promise<void>;
  /**
   * Ends every connection, and resolves when all are gone; nothing of the server keeps the process
   * alive. Rejects with what a function of the script has thrown, if one has.
   */
  close(): Promise<void>;
}

/**
 * Starts an SMTP server for tests on a free port of 127.0.0.1. It behaves well, except where its
 * script says otherwise, and tells what it saw.
 *
 * @param options Accounts, extensions, TLS, and the script of its faults.
 * @returns The server, once it listens.
 * @throws {TypeError} for options that cannot be used, with what was expected and what came
 *
 * @example
 * await using server = await startScriptedServer({
 *   script: { 'final-dot': ['451 4.7.1 Greylisted', closing('221 2.0.0 Bye')] },
 * });
 * await nodemailer.createTransport(server.url).sendMail(message);
 * server.messages.length; // 0
 */
export async function startScriptedServer(options: ScriptedServerOptions = {}): Promise<ScriptedServer> {
  const server = new RunningServer(toSettings(options));
  await server.listen();
  return server;
}

/** A client may remember what it learnt of a server, a refused login say: the next server is another one. */
const portsTaken = new Set<number>();

class RunningServer implements ScriptedServer {
  readonly host = '127.0.0.1';
  readonly #settings: Settings;
  readonly #scriptFor: (connection: number) => ScriptReader;
  readonly #ledger = new Ledger();
  readonly #listener: Server;
  readonly #open = new Map<SessionRecord, { connection: Connection; dialogue: Dialogue }>();
  #accepted = 0;
  #port = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#scriptFor = readerOf(settings.script);
    // Half-open: the client's FIN must not end what the server has not said yet.
    this.#listener = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      this.#accept(socket);
    });
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    const { secure, lmtp } = this.#settings;
    return `${secure ? 'smtps' : 'smtp'}://${this.host}:${this.port}${lmtp ? '/?lmtp=true' : ''}`;
  }

  get sessions(): readonly SessionReport[] {
    return this.#ledger.sessions;
  }

  get logins(): readonly LoginReport[] {
    return this.#ledger.logins;
  }

  get messages(): readonly MessageReport[] {
    return this.#ledger.messages;
  }

  async listen(): Promise<void> {
    this.#port = await this.#listenOn(this.#settings.port);
    if (this.#settings.port !== 0) return;
    while (portsTaken.has(this.#port)) {
      await new Promise((resolve) => this.#listener.close(resolve));
      this.#port = await this.#listenOn(0);
    }
    portsTaken.add(this.#port);
  }

  async #listenOn(port: number): Promise<number> {
    this.#listener.listen(port, this.host);
    await once(this.#listener, 'listening');
    const address = this.#listener.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  until(holds: (server: ScriptedServer) => boolean): Promise<void> {
    return this.#ledger.until(() => holds(this));
  }

  async sayGoodbye(reply: Action = '221 2.0.0 Bye', { close = true } = {}): Promise<number> {
    const idle = [...this.#open].filter(([session]) => session.state === 'idle');
    const fault = close ? closing(reply) : toFault(reply);
    await Promise.all(idle.map(([, { dialogue }]) => dialogue.interject(fault)));
    if (close) await this.#ledger.until(() => idle.every(([session]) => session.state === 'closed'));
    return idle.length;
  }

  forget(): void {
    this.#ledger.forget();
  }

  kill(): Promise<void> {
    for (const { connection } of this.#open.values()) connection.end('reset');
    return this.#stop();
  }

  async close(): Promise<void> {
    for (const { connection } of this.#open.values()) connection.destroy();
    await this.#stop();
    if (this.#failure) throw this.#failure.error;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #stop(): Promise<void> {
    const connections = [...this.#open.values()].map(({ connection }) => connection.closed);
    await new Promise((resolve) => this.#listener.close(resolve));
    await Promise.all(connections);
    this.#ledger.end(new Error('The scripted server was closed before what was waited for came true'));
  }

  #accept(socket: Socket): void {
    this.#accepted += 1;
    const session: SessionRecord = { id: this.#accepted, state: 'busy', secure: false, commands: [] };
    const connection = new Connection(socket);
    const dialogue = new Dialogue(
      new Speaker(connection, this.#settings, this.#scriptFor(session.id), this.#ledger, session),
    );
    this.#ledger.sessions.push(session);
    this.#open.set(session, { connection, dialogue });
    socket.once('close', () => {
      session.state = 'closed';
      this.#open.delete(session);
      this.#ledger.changed();
    });
    this.#ledger.changed();
    dialogue.run().catch((error: unknown) => {
      this.#fail(error);
      connection.destroy();
    });
  }

  // A mistake in a script must fail the test that wrote it, not look like one more fault.
  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#ledger.end(error);
  }
}
