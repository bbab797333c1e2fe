import type { Phase } from '../diagnosis/phase.js';
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

/** A recipient that was refused at RCPT: its place among those of the message, from 0. */
export interface RefusedRecipient {
  readonly place: number;
  readonly reply: SessionReply;
}

/** What answers the final dot: one reply, or with LMTP one for each recipient accepted before. */
export interface FinalReplies {
  readonly expected: number;
  readonly received: readonly SessionReply[];
}

/** The dialogue of one connection, as far as it has come; without secrets. */
export interface Session {
  readonly id: string;
  /** True once a connection was seen to be made: what was said on it was heard from its beginning. */
  readonly isFollowed: boolean;
  /** When either side said something last, by `monotonicMs`. */
  readonly heardAt: number;
  /** The server's greeting, at most 1 kB. */
  readonly greeting: string | undefined;
  /** SASL mechanisms that the last EHLO reply offered, in upper case. */
  readonly mechanisms: readonly string[];
  /** The phase of the command that waits for its reply, or of the last thing that happened. */
  readonly phase: Phase;
  /** True while no command waits for a reply. */
  readonly quiet: boolean;
  readonly lastReply: SessionReply | undefined;
  /** How many AUTH commands it has seen. */
  readonly logins: number;
  /** The refusal of a login, also where a second login on the same connection was answered otherwise. */
  readonly loginRefusal: SessionReply | undefined;
  /** A 221 or 421 that answered no QUIT. */
  readonly goodbye: SessionReply | undefined;
  /** Why nothing that is said on it proves anything any more. */
  readonly outOfStep: OutOfStep | undefined;
  /** What Nodemailer takes for the acceptance of a recipient and is none, 221 for one: nobody knows who was taken then. */
  readonly doubtfulRecipient: SessionReply | undefined;
  /** The recipients of the message that were refused at RCPT. */
  readonly refusedRecipients: readonly RefusedRecipient[];
  /** The reply to the last DATA command. */
  readonly dataReply: SessionReply | undefined;
  /** True once Nodemailer went ahead with the message: whatever the reply was, its bytes may count as one. */
  readonly acceptsMessage: boolean;
  /** True where the go-ahead to the message is one: only then its answer is believed. */
  readonly agreedToMessage: boolean;
  readonly finalReplies: FinalReplies;
  /** The last lines of the dialogue, oldest first. */
  readonly transcript: readonly TranscriptLine[];
  /** How the session ended; asked once it has. */
  readonly closure: Closure;
}
