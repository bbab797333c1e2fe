import type { Phase } from '../diagnosis/phase.js';
import { monotonicMs } from '../monotonic.js';
import { codeOf, isGoAhead, isGoodbye, isPositive } from '../reply/code-classes.js';
import { bounded } from './bounded.js';
import { type Asked, BODY, CONNECT, FINAL_DOT, GREETING, readCommand } from './commands.js';
import type { OutOfStep } from './in-step.js';
import { mechanismsIn } from './mechanisms.js';
import type {
  Closure,
  FinalReplies,
  RefusedRecipient,
  Session,
  SessionReply,
  TranscriptLine,
} from './session.js';
import {
  dataAnswered,
  messageAnswered,
  newTransaction,
  recipientAnswered,
  type Transaction,
} from './transaction.js';
import { Transcript } from './transcript.js';

/** The phases that belong to one message. */
const transactionPhases: ReadonlySet<Phase> = new Set(['mail', 'rcpt', 'data', 'body', 'final-dot', 'reset']);

const noFinalReplies: FinalReplies = { expected: 0, received: [] };

/**
 * A {@link Session} while it goes on: which command waits for its reply, which reply came for which
 * command, and how it all ended. Fed line by line, without secrets.
 */
export class Dialogue implements Session {
  readonly id: string;
  heardAt = monotonicMs();
  greeting: string | undefined = undefined;
  mechanisms: readonly string[] = [];
  lastReply: SessionReply | undefined = undefined;
  logins = 0;
  loginRefusal: SessionReply | undefined = undefined;
  goodbye: SessionReply | undefined = undefined;
  outOfStep: OutOfStep | undefined = undefined;
  #connection: 'unmade' | 'open' | 'left-by-server' = 'unmade';
  /** What was asked last. */
  #last = CONNECT;
  /** What has no reply yet, oldest first. */
  #unanswered: Asked[] = [];
  #transaction: Transaction = newTransaction;
  #isLmtp = false;
  readonly #transcript = new Transcript();

  constructor(id: string) {
    this.id = id;
  }

  get isFollowed(): boolean {
    return this.#connection !== 'unmade';
  }

  get phase(): Phase {
    return (this.#unanswered[0] ?? this.#last).phase;
  }

  get quiet(): boolean {
    return this.#unanswered.length === 0;
  }

  get doubtfulRecipient(): SessionReply | undefined {
    return this.#transaction.recipients.doubtful;
  }

  get refusedRecipients(): readonly RefusedRecipient[] {
    return this.#transaction.recipients.refused;
  }

  get dataReply(): SessionReply | undefined {
    return this.#transaction.is === 'envelope' ? undefined : this.#transaction.dataReply;
  }

  get acceptsMessage(): boolean {
    return this.#transaction.is === 'message';
  }

  get agreedToMessage(): boolean {
    return this.#transaction.is === 'message' && isGoAhead(this.#transaction.dataReply.code);
  }

  get finalReplies(): FinalReplies {
    return this.#transaction.is === 'message' ? this.#transaction.final : noFinalReplies;
  }

  get transcript(): readonly TranscriptLine[] {
    return this.#transcript.lines;
  }

  get closure(): Closure {
    if (this.goodbye) return 'server';
    if (this.phase === 'quit') return 'normal';
    if (this.#connection === 'open') return 'client';
    return this.quiet ? 'server' : 'lost';
  }

  /** A TCP (or TLS) connection is there; the greeting is next. */
  connected(): void {
    this.#connection = 'open';
    this.#unanswered = [];
    this.#ask(GREETING);
  }

  /** The server closed the connection, or it broke. */
  leftByServer(): void {
    if (this.#connection === 'open') this.#connection = 'left-by-server';
  }

  /** From now on nothing that is said proves anything. */
  fellOutOfStep(why: OutOfStep): void {
    this.outOfStep ??= why;
  }

  /** A line went to the server, its secrets masked. */
  sent(line: string): void {
    this.heardAt = monotonicMs();
    this.#transcript.keep('client', line);
    if (line === '.' && this.#last === BODY) {
      this.finishedBody();
      return;
    }
    const command = readCommand(line);
    if (command) this.#begin(command);
    this.#ask(command ?? this.#last);
  }

  /** The message has been handed to the socket, final dot included. */
  finishedBody(): void {
    this.heardAt = monotonicMs();
    if (this.#last === BODY) this.#last = FINAL_DOT;
    this.#unanswered = this.#unanswered.map((asked) => (asked === BODY ? FINAL_DOT : asked));
  }

  /** A whole reply came. */
  received(raw: string): void {
    this.heardAt = monotonicMs();
    this.#transcript.keep('server', raw);
    const answered = this.#unanswered.shift();
    const { phase } = answered ?? this.#last;
    const reply = { code: codeOf(raw), raw: bounded(raw), phase, command: answered?.command };
    this.lastReply = reply;
    if (isGoodbye(reply.code) && phase !== 'quit') this.goodbye ??= reply;
    if (answered) this.#learn(reply, raw);
  }

  #ask(asked: Asked): void {
    this.#last = asked;
    this.#unanswered.push(asked);
  }

  #begin({ phase, command }: Asked): void {
    if (command === 'LHLO') this.#isLmtp = true;
    if (phase === 'auth') this.logins += 1;
    if (phase !== 'mail') return;
    this.#transaction = newTransaction;
    // What it said to an earlier message is no answer to this one.
    if (this.goodbye && transactionPhases.has(this.goodbye.phase)) this.goodbye = undefined;
  }

  #learn(reply: SessionReply, raw: string): void {
    switch (reply.phase) {
      case 'greeting':
        this.greeting = reply.raw;
        break;
      case 'ehlo':
        if (isPositive(reply.code)) this.mechanisms = mechanismsIn(raw);
        break;
      case 'auth':
        if (reply.code >= 400 && reply.code !== 421) this.loginRefusal ??= reply;
        break;
      case 'mail':
        // A server that goes on after its goodbye did not mean it.
        if (isPositive(reply.code) && !isGoodbye(reply.code)) this.goodbye = undefined;
        break;
      case 'rcpt':
        this.#transaction = recipientAnswered(this.#transaction, reply);
        break;
      case 'data':
        this.#transaction = dataAnswered(this.#transaction, reply, this.#isLmtp);
        // Of what is out of step nothing is sent any more.
        if (this.outOfStep === undefined) this.#expectFinalReplies();
        break;
      case 'body':
      case 'final-dot':
        this.#transaction = messageAnswered(this.#transaction, reply);
        break;
      default:
    }
  }

  #expectFinalReplies(): void {
    if (this.#transaction.is !== 'message') return;
    this.#last = BODY;
    for (let left = this.#transaction.final.expected; left > 0; left -= 1) this.#unanswered.push(BODY);
  }
}
