import { authenticate, type Credentials } from './auth.js';
import type { Connection } from './connection.js';
import type { Fault } from './faults.js';
import type { Settings } from './options.js';
import * as replies from './replies.js';
import type { Ledger, LoginRecord, MessageRecord, SessionRecord } from './reports.js';
import type { ScriptPhase, ScriptReader } from './script.js';

/** What the server is about to say, and whether it does what it was asked to do. */
interface Answer {
  readonly takesEffect: boolean;
  readonly code: number;
  readonly send: () => Promise<void>;
}

interface Transaction {
  readonly from: string;
  readonly to: string[];
}

/** Thrown through everything when a fault has ended the session. */
class SessionOver extends Error {}

/** One session: what the client says is answered as RFC 5321 wants it, or as the script does. */
export class Dialogue {
  readonly #connection: Connection;
  readonly #settings: Settings;
  readonly #script: ScriptReader;
  readonly #ledger: Ledger;
  readonly #session: SessionRecord;
  #command = '';
  #messages = 0;
  /** The greeting said that there is service. */
  #open = false;
  #greeted = false;
  #loggedIn = false;
  #delivered = false;
  #transaction: Transaction | undefined;

  constructor(
    connection: Connection,
    settings: Settings,
    script: ScriptReader,
    ledger: Ledger,
    session: SessionRecord,
  ) {
    this.#connection = connection;
    this.#settings = settings;
    this.#script = script;
    this.#ledger = ledger;
    this.#session = session;
  }

  /** Resolves when there is nothing more to say. */
  run(): Promise<void> {
    return untilOver(async () => {
      if (this.#settings.secure) await this.#encrypt();
      else this.#connection.listen();
      await this.#welcome();
      for (;;) {
        const line = await this.#nextCommand();
        if (line === undefined) break;
        await this.#carryOut(line);
      }
      this.#connection.end('drop');
    });
  }

  /** Says something unasked. */
  interject(fault: Fault): Promise<void> {
    return untilOver(() => this.#perform(fault, ''));
  }

  async #welcome(): Promise<void> {
    const answer = await this.#decide(['greeting'], replies.greeting(this.#settings));
    this.#open = answer.takesEffect;
    await answer.send();
  }

  async #nextCommand(): Promise<string | undefined> {
    const { input } = this.#connection;
    if (this.#delivered && !input.pending) await this.#fallIdle();
    if (this.#greeted && this.#transaction === undefined && !input.pending) this.#setState('idle');
    const line = await this.#line();
    this.#setState('busy');
    return line;
  }

  async #fallIdle(): Promise<void> {
    this.#delivered = false;
    this.#command = '';
    await this.#connection.settle();
    if (this.#connection.input.pending || this.#connection.input.over) return;
    await this.#say(['idle'], '');
  }

  #carryOut(line: string): Promise<void> {
    const [verb = '', ...rest] = line.split(' ');
    const argument = rest.join(' ').trim();
    switch (verb.toUpperCase()) {
      case 'EHLO':
      case 'HELO':
      case 'LHLO':
        return this.#hello(verb.toUpperCase());
      case 'STARTTLS':
        return this.#startTls();
      case 'AUTH':
        return this.#auth(argument);
      case 'MAIL':
        return this.#mail(argument);
      case 'RCPT':
        return this.#recipient(argument);
      case 'DATA':
        return this.#data();
      case 'RSET':
        return this.#reset();
      case 'QUIT':
        return this.#quit();
      case 'NOOP':
        return this.#say(['other'], replies.ok);
      default:
        return this.#say(['other'], replies.unknownCommand);
    }
  }

  async #hello(verb: string): Promise<void> {
    if (!this.#open) return this.#refuse(replies.badSequence('no service'));
    if ((verb === 'LHLO') !== this.#settings.lmtp) return this.#refuse(replies.unknownCommand);
    const normal = verb === 'HELO' ? '250 localhost' : replies.hello(this.#settings, this.#session.secure);
    const answer = await this.#decide(['ehlo'], normal);
    if (answer.takesEffect) {
      this.#greeted = true;
      this.#transaction = undefined;
    }
    await answer.send();
  }

  async #startTls(): Promise<void> {
    if (!this.#greeted || this.#transaction) return this.#refuse(replies.badSequence('not now'));
    if (!this.#settings.extensions.starttls || this.#session.secure) return this.#refuse(replies.noStartTls);
    // The client's handshake may be there as soon as the reply is out.
    this.#connection.hold();
    const answer = await this.#decide(['starttls'], replies.startTls);
    await answer.send();
    if (!answer.takesEffect) return this.#connection.listen();
    // What came in clear behind the command must not count as said under TLS (RFC 3207 section 4.2).
    this.#connection.input.discard();
    this.#greeted = false;
    await this.#encrypt();
  }

  async #encrypt(): Promise<void> {
    const fault = await this.#script.next('tls', this.#context());
    if (fault.says !== undefined || fault.ending !== undefined) {
      this.#connection.listen();
      await this.#perform(fault, '');
      // Whatever was said, it was no handshake, and there will be none.
      this.#connection.end('hang');
      throw new SessionOver();
    }
    if (!(await this.#connection.encrypt(this.#settings.secureContext))) throw new SessionOver();
    this.#session.secure = true;
    this.#ledger.changed();
  }

  async #auth(argument: string): Promise<void> {
    if (!this.#greeted || this.#transaction || this.#loggedIn)
      return this.#refuse(replies.badSequence('not now'));
    const [name = '', initial] = argument.split(' ');
    const mechanism = this.#settings.mechanisms.find((offered) => offered === name.toUpperCase());
    const login: LoginRecord = {
      sessionId: this.#session.id,
      mechanism: name.toUpperCase(),
      accepted: false,
    };
    this.#ledger.logins.push(login);
    const refusal = this.#tlsMissing ?? (mechanism === undefined ? this.#noMechanism : undefined);
    if (mechanism === undefined || refusal !== undefined)
      return this.#concludeLogin(login, await this.#decide(['auth'], refusal ?? replies.noMechanism));

    const exchange = authenticate(mechanism, this.#settings.accounts, decode(initial));
    let phases: readonly ScriptPhase[] = ['auth'];
    let move = exchange.next();
    while (!move.done) {
      const answer = await this.#decide([...phases, 'auth-challenge'], replies.challenge(move.value));
      if (answer.code !== 334) return this.#concludeLogin(login, answer);
      await answer.send();
      const line = await this.#line();
      if (line === undefined) return;
      if (line === '*') return this.#refuse(replies.cancelled);
      move = exchange.next(decode(line));
      phases = [];
    }
    const { user, valid }: Credentials = move.value;
    if (user !== undefined) login.user = user;
    const verdict = valid ? replies.loggedIn : replies.badCredentials;
    return this.#concludeLogin(login, await this.#decide([...phases, 'auth-response'], verdict));
  }

  get #noMechanism(): string {
    return this.#settings.mechanisms.length > 0 ? replies.noMechanism : replies.noAuth;
  }

  get #tlsMissing(): string | undefined {
    return this.#settings.requireTls && !this.#session.secure ? replies.tlsRequired : undefined;
  }

  async #concludeLogin(login: LoginRecord, answer: Answer): Promise<void> {
    login.accepted = answer.takesEffect;
    this.#loggedIn = answer.takesEffect;
    if (answer.takesEffect && login.user !== undefined) this.#session.user = login.user;
    this.#ledger.changed();
    await answer.send();
  }

  async #mail(argument: string): Promise<void> {
    if (!this.#greeted) return this.#refuse(replies.badSequence('say hello first'));
    if (this.#transaction) return this.#refuse(replies.badSequence('nested MAIL'));
    const [, from, parameters = ''] = /^FROM:\s*<([^>]*)>(.*)$/i.exec(argument) ?? [];
    if (from === undefined) return this.#refuse(replies.syntaxError);
    this.#messages += 1;
    const [, size = '0'] = /\bSIZE=(\d+)/i.exec(parameters) ?? [];
    const missing =
      this.#tlsMissing ?? (this.#settings.requireAuth && !this.#loggedIn ? replies.authRequired : undefined);
    const refusal = missing ?? (this.#isTooBig(Number(size)) ? replies.tooBig : undefined);
    const answer = await this.#decide(['mail'], refusal ?? replies.senderOk);
    if (answer.takesEffect) this.#transaction = { from, to: [] };
    await answer.send();
  }

  async #recipient(argument: string): Promise<void> {
    if (!this.#transaction) return this.#refuse(replies.badSequence('need MAIL first'));
    const [, address] = /^TO:\s*<([^>]+)>/i.exec(argument) ?? [];
    if (address === undefined) return this.#refuse(replies.syntaxError);
    const answer = await this.#decide(['rcpt'], replies.recipientOk, address);
    if (answer.takesEffect) this.#transaction.to.push(address);
    await answer.send();
  }

  async #data(): Promise<void> {
    const transaction = this.#transaction;
    if (!transaction?.to.length) return this.#refuse(replies.badSequence('need RCPT first'));
    const answer = await this.#decide(['data'], replies.goAhead);
    await answer.send();
    if (!answer.takesEffect) return;
    const raw = await this.#body();
    if (raw === undefined) return;
    this.#note('.');
    this.#transaction = undefined;
    await this.#takeIn(transaction, raw);
    this.#delivered = true;
  }

  async #body(): Promise<Buffer | undefined> {
    const fault = await this.#script.next('body', this.#context());
    const after = misbehaves(fault) ? (fault.afterBytes ?? 1) : Number.POSITIVE_INFINITY;
    return this.#connection.input.message(after, () => this.#perform(fault, ''));
  }

  async #takeIn({ from, to }: Transaction, raw: Buffer): Promise<void> {
    const { id, user } = this.#session;
    const message: MessageRecord = {
      sessionId: id,
      ...(user === undefined ? {} : { user }),
      from,
      to: [],
      raw,
    };
    const normal = this.#isTooBig(raw.length) ? replies.tooBig : replies.queued;
    // RFC 2033 section 4.2: LMTP answers for each recipient, SMTP for all of them.
    const shares = this.#settings.lmtp ? to.map((address) => [address]) : [to];
    for (const share of shares) {
      const answer = await this.#decide(['final-dot'], normal, this.#settings.lmtp ? share[0] : undefined);
      if (answer.takesEffect) {
        if (message.to.length === 0) this.#ledger.messages.push(message);
        message.to.push(...share);
        this.#ledger.changed();
      }
      await answer.send();
    }
  }

  async #reset(): Promise<void> {
    const answer = await this.#decide(['rset'], replies.ok);
    if (answer.takesEffect) this.#transaction = undefined;
    await answer.send();
  }

  async #quit(): Promise<void> {
    const answer = await this.#decide(['quit'], replies.bye);
    await answer.send();
    if (!answer.takesEffect) return;
    this.#connection.end('drop');
    throw new SessionOver();
  }

  #isTooBig(bytes: number): boolean {
    const { size } = this.#settings.extensions;
    return size !== false && bytes > size;
  }

  async #line(): Promise<string | undefined> {
    const line = await this.#connection.input.line();
    if (line !== undefined) this.#note(line);
    return line;
  }

  #note(line: string): void {
    this.#command = line;
    this.#session.commands.push(line);
    this.#ledger.changed();
  }

  #setState(state: 'busy' | 'idle'): void {
    // The end of the connection may have overtaken the dialogue.
    if (this.#session.state === 'closed') return;
    this.#session.state = state;
    this.#ledger.changed();
  }

  /** Answers a command that no script is asked about. */
  async #refuse(reply: string): Promise<void> {
    await this.#perform({}, this.#plain(reply));
  }

  async #say(phases: readonly ScriptPhase[], normal: string): Promise<void> {
    const answer = await this.#decide(phases, normal);
    await answer.send();
  }

  /** The answer of the first of these phases in which the script has something to say. */
  async #decide(phases: readonly ScriptPhase[], normal: string, recipient?: string): Promise<Answer> {
    const reply = this.#plain(normal);
    for (const phase of phases) {
      const fault = await this.#script.next(phase, this.#context(recipient));
      if (!misbehaves(fault) && phase !== phases.at(-1)) continue;
      const code = replies.codeOf(replies.toBytes(fault, reply, this.#command));
      return {
        takesEffect: fault.takesEffect ?? takesEffect(phase, code),
        code,
        send: () => this.#perform(fault, reply),
      };
    }
    throw new RangeError('no phase to decide on');
  }

  async #perform(fault: Fault, normal: string): Promise<void> {
    const bytes = replies.toBytes(fault, normal, this.#command);
    for (let times = fault.times ?? 1; times > 0; times -= 1)
      await this.#connection.send(bytes, fault.pace ?? this.#settings.pace, fault.intervalMs ?? 0);
    const { ending = 'go-on' } = fault;
    if (ending === 'go-on') return;
    this.#setState('busy');
    // A client that finds a RST right behind a reply takes it for a plain end.
    if (ending === 'reset') await this.#connection.settle();
    this.#connection.end(ending);
    throw new SessionOver();
  }

  #plain(reply: string): string {
    return this.#settings.extensions.enhancedStatusCodes ? reply : replies.withoutEnhancedCode(reply);
  }

  #context(recipient?: string) {
    return {
      connection: this.#session.id,
      message: this.#messages,
      command: this.#command,
      recipient,
    };
  }
}

/** 221 is a positive completion, but of nothing that a client asks for except QUIT. */
function takesEffect(phase: ScriptPhase, code: number): boolean {
  if (code === 221) return phase === 'quit';
  return (code >= 200 && code < 300) || (phase === 'data' && code >= 300 && code < 400);
}

function misbehaves(fault: Fault): boolean {
  return Object.keys(fault).length > 0;
}

function decode(line: string): string;
function decode(line: string | undefined): string | undefined;
function decode(line: string | undefined): string | undefined {
  // RFC 4954 section 4: "=" is an initial response without a content.
  return line === undefined ? undefined : Buffer.from(line, 'base64').toString();
}

async function untilOver(talk: () => Promise<void>): Promise<void> {
  try {
    await talk();
  } catch (error) {
    if (!(error instanceof SessionOver)) throw error;
  }
}
