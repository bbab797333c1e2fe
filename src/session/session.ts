import { append } from '../append.js';
import type { Phase } from '../diagnosis/phase.js';
import { bounded, lastLines, MAX_LINE_LENGTH, MAX_LINES, truncate } from './bounded.js';
import type { OutOfStep } from './in-step.js';

/** A reply without its secrets, and what it answered. */
export interface SessionReply {
  readonly code: number;
  /** The reply as Nodemailer hands it on, but for secrets; at most 1 kB of it. */
  readonly raw: string;
  readonly phase: Phase;
  /** The verb that was answered, `'AUTH PLAIN'`; `undefined` for a greeting and for a reply to nothing. */
  readonly command: string | undefined;
}

/** How a session ended. */
export type Closure =
  /** After QUIT. */
  | 'normal'
  /** The server said goodbye (221, 421) or left while nothing was in flight. */
  | 'server'
  /** We left without QUIT, as Nodemailer does after a send. */
  | 'client'
  /** The connection broke while something was in flight. */
  | 'lost';

/** One line of the dialogue; a reply of several lines is as many of these. */
export interface TranscriptLine {
  readonly from: 'client' | 'server';
  readonly text: string;
}

/** Commands of one kind that wait for their replies; counted, so that a thousand RCPT cost one entry. */
interface Outstanding {
  phase: Phase;
  readonly command: string | undefined;
  count: number;
}

const nothing: readonly Outstanding[] = [];

/** What answers the final dot. */
interface FinalReplies {
  readonly expected: number;
  readonly received: readonly SessionReply[];
}

/** A recipient that was refused at RCPT: its place among those of the message, from 0. */
export interface RefusedRecipient {
  readonly place: number;
  readonly reply: SessionReply;
}

const nobodyRefused: RefusedRecipient[] = [];

const noFinalReplies: FinalReplies = { expected: 0, received: [] };

interface Verb {
  readonly phase: Phase;
  readonly command: string;
}

const verbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['EHLO', { phase: 'ehlo', command: 'EHLO' }],
  ['HELO', { phase: 'ehlo', command: 'HELO' }],
  ['LHLO', { phase: 'ehlo', command: 'LHLO' }],
  ['STARTTLS', { phase: 'tls', command: 'STARTTLS' }],
  ['AUTH', { phase: 'auth', command: 'AUTH' }],
  ['MAIL', { phase: 'mail', command: 'MAIL FROM' }],
  ['RCPT', { phase: 'rcpt', command: 'RCPT TO' }],
  ['DATA', { phase: 'data', command: 'DATA' }],
  ['RSET', { phase: 'reset', command: 'RSET' }],
  ['QUIT', { phase: 'quit', command: 'QUIT' }],
]);

/** The phases that belong to one message. */
const transactionPhases: ReadonlySet<Phase> = new Set(['mail', 'rcpt', 'data', 'body', 'final-dot', 'reset']);

/** More than any server has; what a server offers is its text, and may be a megabyte long. */
const MAX_MECHANISMS = 50;

/**
 * The dialogue of one connection: which command waits for its reply, which reply came for which
 * command, and how it all ended. Fed line by line, without secrets, it keeps no more than the last
 * {@link MAX_LINES} lines.
 */
export class Session {
  readonly id: string;
  /** The server's greeting, at most 1 kB. */
  greeting: string | undefined;
  /** SASL mechanisms that the last EHLO reply offered, in upper case. */
  mechanisms: readonly string[] = [];
  lastReply: SessionReply | undefined;
  /** How many AUTH commands it has seen. */
  logins = 0;
  /** The refusal of a login, also where a second login on the same connection was answered otherwise. */
  loginRefusal: SessionReply | undefined;
  /** A 221 or 421 that answered no QUIT. */
  goodbye: SessionReply | undefined;
  /** What Nodemailer takes for the acceptance of a recipient and is none, 221 for one: nobody knows who was taken then. */
  doubtfulRecipient: SessionReply | undefined;
  /** The recipients of the message that were refused at RCPT. */
  refusedRecipients: RefusedRecipient[] = nobodyRefused;
  /** Why nothing that is said on it proves anything any more. */
  outOfStep: OutOfStep | undefined = undefined;
  /** True once a connection was seen to be made: what was said on it was heard from its beginning. */
  isFollowed = false;
  /** The reply to the last DATA command. */
  dataReply: SessionReply | undefined;
  /** The replies after the final dot: one, or with LMTP one for each recipient accepted before. */
  finalReplies = noFinalReplies;
  #phase: Phase = 'connect';
  #outstanding = nothing;
  #lines: TranscriptLine[] = [];
  #lmtp = false;
  #acceptedRecipients = 0;
  #recipients = 0;
  #leftByServer = false;

  constructor(id: string) {
    this.id = id;
  }

  /** The phase of the command that waits for its reply, or of the last thing that happened. */
  get phase(): Phase {
    return this.#outstanding[0]?.phase ?? this.#phase;
  }

  /** True while no command waits for a reply. */
  get quiet(): boolean {
    return this.#outstanding.length === 0;
  }

  /** True while no command waits for a reply, no goodbye stands, and it is in step. */
  get isAtRest(): boolean {
    return this.quiet && this.goodbye === undefined && this.outOfStep === undefined;
  }

  /** The last lines of the dialogue, oldest first. */
  get transcript(): readonly TranscriptLine[] {
    return this.#lines.slice(-MAX_LINES);
  }

  /** True once Nodemailer went ahead with the message: whatever the reply was, its bytes may count as one. */
  get acceptsMessage(): boolean {
    return this.dataReply !== undefined && isGoneAheadOn(this.dataReply.raw);
  }

  /** True where the go-ahead to the message is one: only then its answer is believed. */
  get agreedToMessage(): boolean {
    return this.dataReply?.code === GO_AHEAD;
  }

  /** A TCP (or TLS) connection is there; the greeting is next. */
  connected(): void {
    this.isFollowed = true;
    this.#phase = 'greeting';
    this.#outstanding = [{ phase: 'greeting', command: undefined, count: 1 }];
  }

  /** A line went to the server, its secrets masked, or a whole reply came. */
  heard(line: TranscriptLine): void {
    this.#keep(line);
    if (line.from === 'client') this.#sent(line.text);
    else this.#received(line.text);
  }

  /** Has the transcript begin anew: what comes next does not follow what came before. */
  forgetTranscript(): void {
    this.#lines = [];
  }

  #sent(line: string): void {
    if (line === '.' && this.#phase === 'body') {
      this.finishedBody();
      return;
    }
    const verb = verbOf(line);
    if (!verb) {
      this.#await(this.#phase, this.#lastCommand());
      return;
    }
    if (verb.command === 'LHLO') this.#lmtp = true;
    if (verb.phase === 'auth') this.logins += 1;
    if (verb.phase === 'mail') this.#startTransaction();
    this.#phase = verb.phase;
    this.#await(verb.phase, verb.phase === 'auth' ? authCommand(line) : verb.command);
  }

  #received(raw: string): void {
    const answered = this.#answered();
    const phase = answered?.phase ?? this.#phase;
    const reply: SessionReply = {
      code: codeOf(raw),
      raw: bounded(raw),
      phase,
      command: answered?.command,
    };
    this.lastReply = reply;
    if (isGoodbye(reply.code) && phase !== 'quit') this.goodbye ??= reply;
    if (answered) this.#learn(reply, raw);
  }

  /** The message has been handed to the socket, final dot included. */
  finishedBody(): void {
    if (this.#phase === 'body') this.#phase = 'final-dot';
    for (const entry of this.#outstanding) {
      if (entry.phase === 'body') entry.phase = 'final-dot';
    }
  }

  /** The server closed the connection, or it broke. */
  leftByServer(): void {
    this.#leftByServer = true;
  }

  /** How the session ended; asked once it has. */
  get closure(): Closure {
    if (this.goodbye) return 'server';
    if (this.phase === 'quit') return 'normal';
    if (!this.#leftByServer) return 'client';
    return this.quiet ? 'server' : 'lost';
  }

  #startTransaction(): void {
    // What it said to an earlier message is no answer to this one.
    if (this.goodbye && transactionPhases.has(this.goodbye.phase)) this.goodbye = undefined;
    this.doubtfulRecipient = undefined;
    this.dataReply = undefined;
    this.#acceptedRecipients = 0;
    this.#recipients = 0;
    this.refusedRecipients = nobodyRefused;
    this.finalReplies = noFinalReplies;
  }

  #learn(reply: SessionReply, raw: string): void {
    const positive = reply.code >= 200 && reply.code < 300;
    switch (reply.phase) {
      case 'greeting':
        this.greeting = reply.raw;
        break;
      case 'ehlo':
        if (positive) this.mechanisms = mechanismsIn(raw);
        break;
      case 'auth':
        if (reply.code >= 400 && reply.code !== 421) this.loginRefusal ??= reply;
        break;
      case 'mail':
        // A server that goes on after its goodbye did not mean it.
        if (positive && !isGoodbye(reply.code)) this.goodbye = undefined;
        break;
      case 'rcpt':
        this.#learnRecipient(reply, raw);
        break;
      case 'data':
        this.dataReply = reply;
        if (isGoneAheadOn(raw)) this.#awaitFinalReplies();
        break;
      case 'body':
      case 'final-dot':
        this.finalReplies = { ...this.finalReplies, received: append(this.finalReplies.received, reply) };
        break;
      default:
    }
  }

  #learnRecipient(reply: SessionReply, raw: string): void {
    const place = this.#recipients;
    this.#recipients += 1;
    if (raw.startsWith('2')) {
      this.#acceptedRecipients += 1;
      if (!isAcceptance(reply.code)) this.doubtfulRecipient ??= reply;
    } else if (this.refusedRecipients === nobodyRefused) {
      this.refusedRecipients = [{ place, reply }];
    } else {
      this.refusedRecipients.push({ place, reply });
    }
  }

  #awaitFinalReplies(): void {
    const expected = this.#lmtp ? this.#acceptedRecipients : 1;
    this.finalReplies = { expected, received: noFinalReplies.received };
    this.#phase = 'body';
    if (expected > 0) {
      this.#outstanding = append(this.#outstanding, { phase: 'body', command: 'DATA', count: expected });
    }
  }

  #await(phase: Phase, command: string | undefined): void {
    const last = this.#outstanding.at(-1);
    if (last && last.phase === phase && last.command === command) last.count += 1;
    else this.#outstanding = append(this.#outstanding, { phase, command, count: 1 });
  }

  #answered(): Outstanding | undefined {
    const first = this.#outstanding[0];
    if (!first) return undefined;
    first.count -= 1;
    if (first.count === 0) {
      this.#outstanding = this.#outstanding.length === 1 ? nothing : this.#outstanding.slice(1);
    }
    return first;
  }

  #lastCommand(): string | undefined {
    return this.#outstanding.at(-1)?.command ?? this.lastReply?.command;
  }

  #keep(heard: TranscriptLine): void {
    const { from, text } = heard;
    if (text.includes('\n')) {
      for (const line of lastLines(text)) this.#lines.push({ from, text: truncate(line) });
    } else {
      this.#lines.push(text.length <= MAX_LINE_LENGTH ? heard : { from, text: truncate(text) });
    }
    // Not at each line: moving the others up costs more than keeping a few.
    if (this.#lines.length > 2 * MAX_LINES) this.#lines = this.#lines.slice(-MAX_LINES);
  }
}

/** A reply that announces the end of the connection (RFC 5321 sections 3.8 and 4.1.1.10). */
export function isGoodbye(code: number): boolean {
  return code === 221 || code === 421;
}

/** 250 is the one acceptance of recipients and messages; 251 to 259 are of its kind (RFC 5321 section 4.3.2). */
export function isAcceptance(code: number): boolean {
  return code >= 250 && code < 260;
}

/** A reply that refuses (RFC 5321 section 4.2.1); servers are known that say 999, and mean nothing by it. */
export function isRefusal(code: number): boolean {
  return code >= 400 && code < 600;
}

/** The only right answer to DATA (RFC 5321 section 4.3.2). */
const GO_AHEAD = 354;

/** What Nodemailer sends a message after. */
function isGoneAheadOn(reply: string): boolean {
  return reply.startsWith('2') || reply.startsWith('3');
}

function codeOf(reply: string): number {
  let code = 0;
  for (let index = 0; index < 3; index += 1) {
    const digit = reply.charCodeAt(index) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return 0;
    code = 10 * code + digit;
  }
  return code;
}

const ZERO = '0'.charCodeAt(0);

function verbOf(line: string): Verb | undefined {
  const end = line.indexOf(' ');
  const word = end === -1 ? line : line.slice(0, end);
  return verbs.get(word) ?? verbs.get(word.toUpperCase());
}

/** The mechanism belongs to the command and is nothing private, unlike what may follow it. */
function authCommand(line: string): string {
  return `AUTH ${line.split(' ', 2)[1] ?? ''}`.trim().toUpperCase();
}

function mechanismsIn(ehloReply: string): readonly string[] {
  const offered = new Set<string>();
  for (const line of ehloReply.split('\n')) {
    const list = /^250[ -]AUTH[ =]/i.test(line) ? line.slice('250-AUTH '.length) : '';
    for (const mechanism of list.split(/[\s=]/)) {
      if (offered.size < MAX_MECHANISMS && /^[\w-]{1,20}$/.test(mechanism)) {
        offered.add(truncate(mechanism.toUpperCase()));
      }
    }
  }
  return [...offered];
}
