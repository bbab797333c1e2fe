import type { Rule } from '../diagnosis/rule.js';
import type { AddressOption } from '../errors/addresses.js';
import type { AnySmtpError } from '../errors/classes.js';
import type { Logger, RecordLevel } from '../log/styles.js';
import type { ConfirmDelivery, Credentials } from './asked.js';

/** What is told of a further attempt. */
export interface RetryContext {
  /** Which attempt failed, from 1. */
  readonly attempt: number;
  /** How long it is until the next one, in milliseconds. */
  readonly waitMs: number;
  readonly messageId: string | undefined;
}

/** How often and how fast a send that failed harmlessly is tried again. */
export interface RetryOptions {
  /** Tries after the first one; 0 for none. Default 2. */
  readonly retries?: number;
  /** The first wait, in milliseconds; each wait is a random share of what it may be. Default 1000. */
  readonly minTimeout?: number;
  /** The longest wait, in milliseconds; where the server asks for more, there is no further try. Default 30000. */
  readonly maxTimeout?: number;
  /** By how much each wait is longer than the one before, at least 1. Default 2. */
  readonly factor?: number;
  /** The most bytes of a message's streams to keep in memory for further attempts. Default 5 MiB. */
  readonly bufferLimit?: number;
  /**
   * Asked before each further attempt: `false` forbids it. It is not asked where one is not safe, and
   * nothing that it says makes one so. It answers at once: a promise forbids nothing. What it throws is a
   * process warning, and forbids nothing either. Default: what is safe and passes by itself is tried again.
   */
  readonly shouldRetry?: ((error: AnySmtpError, context: RetryContext) => boolean) | undefined;
  /** Told of each further attempt before the wait for it. What it throws is a process warning. */
  readonly onRetry?: ((error: AnySmtpError, context: RetryContext) => unknown) | undefined;
}

/**
 * What a message given to `sendMail` of a wrapped transporter may say for itself, besides Nodemailer's own
 * options; the second argument of `createTransport` may say it for all, but for `idempotencyKey`.
 *
 * @example
 * ```ts
 * await mailer.sendMail({ from, to, subject, text, deadline: 10_000 });
 * ```
 */
export interface MessageOptions {
  /** Over the transport's, option for option. */
  readonly retry?: RetryOptions | false;
  /** In place of the transport's. */
  readonly deadline?: number | false;
  /**
   * Stands for what the message is about, `'invoice 4711'`: whenever it is sent with the same key, and by a
   * sender of the same domain, it has the same Message-ID, unless it brings its own or is `raw`. It does not
   * leave the process. A mailbox may know the second one for the same by it; nobody has to.
   */
  readonly idempotencyKey?: string;
}

/** What goes into log records, and at which level. */
export interface LogOptions {
  /** The level of a failed send's record. Default `'warn'`. */
  readonly failureLevel?: RecordLevel;
  /** The level of the record of a send that some recipients were refused of. Default `'warn'`. */
  readonly partialLevel?: RecordLevel;
  /**
   * The lowest level that is written. Default: all of it, since a logger has a level of its own; `console`
   * has none, and gets what failed: sends at `'warn'` and above, and messages that a failover passes on.
   */
  readonly level?: RecordLevel | undefined;
  /**
   * How much of sender and recipient addresses is seen: `'none'`, `'domain'` (`***@example.com`),
   * `'hash'` (the same stand-in for the same address) or `'full'`. Default `'none'`.
   */
  readonly addresses?: AddressOption;
  /** The key for `'hash'`. Default: a random one for each process. */
  readonly hashKey?: string | Uint8Array;
  /** Include the server's own words, scrubbed of secrets. Default false. */
  readonly serverText?: boolean;
  /** A record at trace for each reply of a server. Default false. */
  readonly replies?: boolean;
  /** Objects in place of dotted keys, as ECS loggers have it. Default false. */
  readonly nested?: boolean;
}

/**
 * How long nobody logs in after a refusal. Of several transports with the same server and credentials the
 * longer times hold for all: they share the guard.
 */
export interface LoginGuardOptions {
  /** After the first refusal, in milliseconds; each one after that doubles it. Default 60000. */
  readonly coolDown?: number;
  /** The longest it gets, in milliseconds. Default 900000, or `coolDown` where that is more. */
  readonly longestCoolDown?: number;
}

/** What is known of what a server takes; what is not known is learned. */
export interface PaceOptions {
  /** How many attempts may be under way at once. Default: as many as the server takes. */
  readonly connections?: number;
  /** How many attempts may begin in a second, 14 or 0.5 for example. Default: as many as the server takes. */
  readonly perSecond?: number;
}

/**
 * The options of {@link wrapTransport}; everything has a default.
 *
 * @example
 * ```ts
 * wrapTransport(transporter, { logger: pino(), retry: { retries: 4 }, deadline: 60_000 });
 * ```
 */
export interface WrapOptions {
  /**
   * Where records go: pino, bunyan, winston, NestJS's `Logger`, anything else that takes an object
   * first, or `console`. Default: nowhere.
   */
  readonly logger?: Logger;
  /** What the records hold. Default: no addresses and none of the server's words. */
  readonly log?: LogOptions;
  /** Default: two more tries where that is safe. `false` for a single one. */
  readonly retry?: RetryOptions | false;
  /** Rules of your own, tried before the built-in ones. */
  readonly rules?: readonly Rule[];
  /**
   * The longest that a send, or a `verify()`, may go without getting on, in milliseconds: in a queue that
   * moves it starts anew with each step. Default five minutes; `false` for no limit, and then some sends
   * never end: Nodemailer 10.6 leaves them pending.
   */
  readonly stallTimeout?: number | false;
  /**
   * The longest that a send, or a `verify()`, may take from its call on, attempts and waits included, in
   * milliseconds. Default `false`, for no limit: what waits in a queue waits for its turn.
   */
  readonly deadline?: number | false;
  /** Asked what became of a message that may be out, so that it need not stay unknown. */
  readonly confirmDelivery?: ConfirmDelivery;
  /** Keeps wrong credentials from locking the account. Default true. */
  readonly loginGuard?: LoginGuardOptions | boolean;
  /**
   * Sends no faster than the server takes it: what it says to one send about its limits holds for all with
   * the same server and credentials, and whoever was refused for them is tried again first. Default true;
   * limits that are known can be given, and `false` sends everything at once.
   */
  readonly pace?: PaceOptions | boolean;
  /**
   * Asked for other credentials when a login was refused, once for each refusal; the send is then
   * tried again once. What it resolves with is put over `transport.options.auth`.
   */
  readonly credentials?: Credentials;
}
