import type { Phase } from '../diagnosis/phase.js';
import type { AnySmtpError } from '../errors/classes.js';
import type { AttemptReport, RecipientOutcome, ServerAddress } from '../errors/outcome.js';
import type { Closure } from '../session/session.js';

/**
 * The names of the channels. What is published stays in the process, so addresses are in it;
 * secrets are not.
 *
 * @example
 * ```ts
 * tracingChannel(channelNames.send).subscribe({
 *   asyncEnd: ({ server, error }) => console.log(server?.host, error?.reason ?? 'delivered'),
 * });
 * ```
 * @see https://nodejs.org/docs/latest-v20.x/api/diagnostics_channel.html
 */
export const channelNames = {
  /** A tracing channel: one {@link SendMessage} from the beginning of a send to its end. */
  send: 'nodemailer-smtp-errors:send',
  /** A tracing channel: one {@link AttemptMessage} for each attempt. */
  attempt: 'nodemailer-smtp-errors:attempt',
  /** A {@link ReplyMessage} for each reply of a server. */
  reply: 'nodemailer-smtp-errors:reply',
  /** A {@link SessionMessage} when a connection is made and when it ends. */
  session: 'nodemailer-smtp-errors:session',
  /** A {@link LoginMessage} when logins are suspended and when they work again. */
  login: 'nodemailer-smtp-errors:login',
  /** A {@link PaceMessage} when more or less is sent at a time than before. */
  pace: 'nodemailer-smtp-errors:pace',
  /** A {@link FailoverMessage} when a message goes to the next transporter, and when one works again. */
  failover: 'nodemailer-smtp-errors:failover',
} as const;

/** The context of a send: the same object in every event; fields are added as they become known. */
export interface SendMessage {
  /** The transport's name, `'SMTP'`, `'SMTP (pool)'`. */
  readonly transport: string;
  readonly server?: ServerAddress;
  /** What is spoken with the server; absent for a transport that speaks neither. */
  readonly protocol?: 'smtp' | 'lmtp';
  readonly messageId?: string;
  readonly from?: string;
  readonly to: readonly string[];
  /** The attempts, once the send has ended. */
  attempts?: readonly AttemptReport[];
  /** What became of each recipient, once the send has ended and as far as the server said. */
  recipients?: readonly RecipientOutcome[];
  /** Added by the tracing channel where the send succeeded: Nodemailer's `info`. */
  result?: unknown;
  /** Added by the tracing channel where it failed. */
  error?: AnySmtpError;
}

/** The context of an attempt. */
export interface AttemptMessage {
  /** The send that it belongs to. */
  readonly send: SendMessage;
  /** Which attempt it is, from 1. */
  readonly attempt: number;
  result?: unknown;
  error?: AnySmtpError;
}

/** A reply, and what it answers. */
export interface ReplyMessage {
  readonly sessionId: string;
  readonly server?: ServerAddress;
  readonly code: number;
  /** The reply as it came, at most 1 kB, without secrets. */
  readonly text: string;
  readonly phase: Phase;
  /** `'AUTH PLAIN'`; absent for a greeting and for a reply to nothing. */
  readonly command?: string;
}

/** A connection that was made, or ended. */
export interface SessionMessage {
  readonly event: 'opened' | 'closed';
  readonly sessionId: string;
  readonly server?: ServerAddress;
  /** How it ended; absent while it is open. */
  readonly closure?: Closure;
}

/** Logins that are suspended, or work again. */
export interface LoginMessage {
  readonly event: 'suspended' | 'resumed';
  /** Stands for the credentials in this process, and tells nothing about them. */
  readonly loginId: string;
  readonly server?: ServerAddress;
  /** The refusal; absent once logins work again. */
  readonly error?: AnySmtpError;
  /** When the next login may be tried, in milliseconds since 1970. */
  readonly until?: number;
}

/** What a server takes, as far as it is known, since it complained or takes more again. */
export interface PaceMessage {
  readonly server?: ServerAddress;
  /** How many attempts may be under way at once; absent where no limit is known. */
  readonly connections?: number;
  /** How many attempts may begin in a second; absent where no limit is known. */
  readonly perSecond?: number;
  /** When the next attempt may begin, in milliseconds since 1970, where the server wants to be left alone. */
  readonly until?: number;
  /** How many sends are held back, whenever it is read. */
  readonly waiting: number;
}

/** A message that goes from one transporter of a failover to another, or a transporter that works again. */
export interface FailoverMessage {
  readonly event: 'switched' | 'resumed';
  /** The transporter that did not send it; absent once it works again. */
  readonly from?: string;
  /** Who is asked next, or works again. */
  readonly to: string;
  /** Why; absent once it works again. */
  readonly error?: AnySmtpError;
  /** Until when `from` is left alone, in milliseconds since 1970; absent where it is not. */
  readonly until?: number;
  readonly messageId?: string;
}
