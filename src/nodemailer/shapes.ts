/**
 * The parts of Nodemailer's objects that we use, as they are in every supported major; all of them
 * optional where a third party's transport may lack them. Nodemailer's own types name neither the
 * internals that tell what was said on a connection nor the same things in each major.
 */

import type { Readable } from 'node:stream';
import type { RecipientOutcome } from '../errors/outcome.js';

export type Callback<T = unknown> = (error: Error | null, result?: T) => void;

/** `MimeNode`: the compiled message. */
export interface MimeMessage {
  createReadStream(...args: unknown[]): Readable;
  getEnvelope(): { from: string | false; to: string[] };
  messageId(): string;
  /** Functions that look at each stream that is made of the message, or put another in its place. */
  readonly _processFuncs?: ((stream: Readable) => Readable)[];
  /** Set where line breaks are converted behind all of these functions. */
  newline?: unknown;
}

/** `MailMessage`: what a transport is given to send. */
export interface Mail {
  readonly data: { signal?: unknown; readonly auth?: unknown };
  readonly message: MimeMessage;
  readonly mailer?: Mailer;
}

/** What a transport resolves with. */
export interface SentInfo {
  readonly response?: string;
  /** The server's own id of the message, since Nodemailer 10.2. */
  readonly serverMessageId?: string;
  readonly messageId?: string;
  readonly accepted?: readonly string[];
  readonly rejected?: readonly string[];
  readonly rejectedErrors?: readonly Error[];
  readonly envelope?: unknown;
  /** Ours, on what a wrapped transport resolves with. */
  readonly recipients?: readonly RecipientOutcome[];
  /** Ours as well: by which name the server has it. */
  readonly queueId?: string;
}

export type LogMethod = (...args: unknown[]) => void;

/** A transport, Nodemailer's or a third party's. */
export interface Transport {
  name?: string;
  send(mail: Mail, callback: Callback<SentInfo>): unknown;
  verify?(callback?: Callback<boolean>): unknown;
  close?(...args: unknown[]): unknown;
  pendingCount?(): number;
  isIdle?(): boolean;
  getSocket?: unknown;
  getAuth?(auth: object): unknown;
  supportsAbortSignal?: boolean;
  options?: Record<string, unknown>;
  logger?: Record<string, unknown>;
  mailer?: Mailer;
  auth?: unknown;
  _connections?: unknown;
  _queue?: unknown;
  _rateLimit?: unknown;
}

/** `Mail`, known to users as the transporter. */
export interface Mailer {
  transporter: Transport;
  options?: Record<string, unknown>;
  sendMail(data: unknown, callback?: Callback<SentInfo> | null): Promise<SentInfo | undefined> | undefined;
  _defaults?: unknown;
  _defaultPlugins?: unknown;
  get?(key: string): unknown;
  verify?(): unknown;
  close?(...args: unknown[]): unknown;
  isIdle?(): unknown;
  listenerCount?(event: string): number;
  listeners?(event: string): readonly object[];
  readonly _userPlugins?: unknown;
  on?(event: string, listener: (value: unknown) => void): unknown;
  use?(step: 'compile' | 'stream', plugin: (mail: Mail, done: (error?: Error) => void) => void): unknown;
}
