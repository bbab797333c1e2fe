import type { Fault } from './faults.js';
import { logIn } from './log-in.js';
import * as replies from './replies.js';
import type { MessageRecord } from './reports.js';
import { misbehaves, SessionOver, type Speaker } from './speaker.js';

interface Transaction {
  readonly from: string;
  readonly to: string[];
}

/** One session: the commands of RFC 5321, each carried out in its turn. */
export class Dialogue {
  readonly #speaker: Speaker;
  /** The greeting said that there is service. */
  #open = false;
  #greeted = false;
  #loggedIn = false;
  #delivered = false;
  #transaction: Transaction | undefined;

  constructor(speaker: Speaker) {
    this.#speaker = speaker;
  }

  /** Resolves when there is nothing more to say. */
  run(): Promise<void> {
    return untilOver(async () => {
      if (this.#speaker.settings.secure) await this.#encrypt();
      else this.#speaker.connection.listen();
      await this.#welcome();
      for (;;) await this.#carryOut(await this.#nextCommand());
    });
  }

  /** Says something unasked. */
  interject(fault: Fault): Promise<void> {
    this.#speaker.forgetCommand();
    // A command that crosses a goodbye comes too late.
    if (fault.ending !== undefined) this.#speaker.connection.input.ignore();
    return untilOver(() => this.#speaker.perform(fault));
  }

  async #welcome(): Promise<void> {
    const answer = await this.#speaker.decide('greeting', replies.greeting(this.#speaker.settings));
    this.#open = answer.takesEffect;
    await answer.send();
  }

  async #nextCommand(): Promise<string> {
    const { input } = this.#speaker.connection;
    if (this.#delivered && !input.pending) await this.#fallIdle();
    if (this.#greeted && this.#transaction === undefined && !input.pending) this.#speaker.setState('idle');
    const line = await this.#speaker.hear();
    this.#speaker.setState('busy');
    return line;
  }

  async #fallIdle(): Promise<void> {
    this.#delivered = false;
    this.#speaker.forgetCommand();
    const { connection } = this.#speaker;
    await connection.settle();
    if (!connection.input.pending && !connection.input.over) await this.#speaker.say('idle', '');
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
        return this.#speaker.say('other', replies.ok);
      default:
        return this.#speaker.say('other', replies.unknownCommand);
    }
  }

  async #hello(verb: string): Promise<void> {
    const { settings, session } = this.#speaker;
    if (!this.#open) return this.#speaker.refuse(replies.badSequence('no service'));
    if ((verb === 'LHLO') !== settings.lmtp) return this.#speaker.refuse(replies.unknownCommand);
    const normal = verb === 'HELO' ? '250 localhost' : replies.hello(settings, session.secure);
    const answer = await this.#speaker.decide('ehlo', normal);
    if (answer.takesEffect) {
      this.#greeted = true;
      this.#transaction = undefined;
    }
    await answer.send();
  }

  async #startTls(): Promise<void> {
    const { settings, session, connection } = this.#speaker;
    if (!this.#greeted || this.#transaction) return this.#speaker.refuse(replies.badSequence('not now'));
    if (!settings.extensions.starttls || session.secure) return this.#speaker.refuse(replies.noStartTls);
    // The client's handshake may be there as soon as the reply is out.
    connection.hold();
    const answer = await this.#speaker.decide('starttls', replies.startTls);
    await answer.send();
    if (!answer.takesEffect) return connection.listen();
    // What came in clear behind the command must not count as said under TLS (RFC 3207 section 4.2).
    connection.input.discard();
    this.#greeted = false;
    await this.#encrypt();
  }

  async #encrypt(): Promise<void> {
    const { connection, settings, session, ledger } = this.#speaker;
    const fault = await this.#speaker.ask('tls');
    if (fault.says !== undefined || fault.ending !== undefined) {
      connection.listen();
      await this.#speaker.perform(fault);
      // Whatever was said, it was no handshake, and there will be none.
      this.#speaker.over('hang');
    }
    if (!(await connection.encrypt(settings.secureContext))) throw new SessionOver();
    session.secure = true;
    ledger.changed();
  }

  async #auth(argument: string): Promise<void> {
    if (!this.#greeted || this.#transaction || this.#loggedIn)
      return this.#speaker.refuse(replies.badSequence('not now'));
    this.#loggedIn = await logIn(this.#speaker, argument);
  }

  async #mail(argument: string): Promise<void> {
    if (!this.#greeted) return this.#speaker.refuse(replies.badSequence('say hello first'));
    if (this.#transaction) return this.#speaker.refuse(replies.badSequence('nested MAIL'));
    const [, from, parameters = ''] = /^FROM:\s*<([^>]*)>(.*)$/i.exec(argument) ?? [];
    if (from === undefined) return this.#speaker.refuse(replies.syntaxError);
    this.#speaker.messages += 1;
    const [, size = '0'] = /\bSIZE=(\d+)/i.exec(parameters) ?? [];
    const answer = await this.#speaker.decide('mail', this.#answerToMail(Number(size)));
    if (answer.takesEffect) this.#transaction = { from, to: [] };
    await answer.send();
  }

  #answerToMail(size: number): string {
    const { settings, session } = this.#speaker;
    if (settings.requireTls && !session.secure) return replies.tlsRequired;
    if (settings.requireAuth && !this.#loggedIn) return replies.authRequired;
    return this.#isTooBig(size) ? replies.tooBig : replies.senderOk;
  }

  async #recipient(argument: string): Promise<void> {
    if (!this.#transaction) return this.#speaker.refuse(replies.badSequence('need MAIL first'));
    const [, address] = /^TO:\s*<([^>]+)>/i.exec(argument) ?? [];
    if (address === undefined) return this.#speaker.refuse(replies.syntaxError);
    const answer = await this.#speaker.decide('rcpt', replies.recipientOk, address);
    if (answer.takesEffect) this.#transaction.to.push(address);
    await answer.send();
  }

  async #data(): Promise<void> {
    const transaction = this.#transaction;
    if (!transaction?.to.length) return this.#speaker.refuse(replies.badSequence('need RCPT first'));
    const answer = await this.#speaker.decide('data', replies.goAhead);
    await answer.send();
    if (!answer.takesEffect) return;
    const raw = await this.#body();
    if (raw === undefined) this.#speaker.over('drop');
    this.#speaker.note('.');
    this.#transaction = undefined;
    await this.#takeIn(transaction, raw);
    this.#delivered = true;
  }

  async #body(): Promise<Buffer | undefined> {
    const fault = await this.#speaker.ask('body');
    const after = misbehaves(fault) ? (fault.afterBytes ?? 1) : Number.POSITIVE_INFINITY;
    return this.#speaker.connection.input.message(after, () => this.#speaker.perform(fault));
  }

  async #takeIn({ from, to }: Transaction, raw: Buffer): Promise<void> {
    const { settings, session, ledger } = this.#speaker;
    const user = session.user === undefined ? {} : { user: session.user };
    const message: MessageRecord = { sessionId: session.id, ...user, from, to: [], raw };
    const normal = this.#isTooBig(raw.length) ? replies.tooBig : replies.queued;
    // RFC 2033 section 4.2: LMTP answers for each recipient, SMTP once for all of them.
    const shares = settings.lmtp ? to.map((address) => [address]) : [to];
    for (const share of shares) {
      const answer = await this.#speaker.decide('final-dot', normal, settings.lmtp ? share[0] : undefined);
      if (answer.takesEffect) {
        if (message.to.length === 0) ledger.messages.push(message);
        message.to.push(...share);
        ledger.changed();
      }
      await answer.send();
    }
  }

  async #reset(): Promise<void> {
    const answer = await this.#speaker.decide('rset', replies.ok);
    if (answer.takesEffect) this.#transaction = undefined;
    await answer.send();
  }

  async #quit(): Promise<void> {
    const answer = await this.#speaker.decide('quit', replies.bye);
    await answer.send();
    if (answer.takesEffect) this.#speaker.over('drop');
  }

  #isTooBig(bytes: number): boolean {
    const { size } = this.#speaker.settings.extensions;
    return size !== false && bytes > size;
  }
}

async function untilOver(talk: () => Promise<void>): Promise<void> {
  try {
    await talk();
  } catch (error) {
    if (!(error instanceof SessionOver)) throw error;
  }
}
