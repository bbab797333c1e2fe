import type { Diagnosis, Remediation, RetryAdvice } from '../diagnosis/diagnosis.js';
import type { Phase } from '../diagnosis/phase.js';
import type { ProviderId } from '../diagnosis/providers.js';
import type { Disposition, Kind, ReasonOf } from '../diagnosis/reasons.js';
import type { Reply } from '../reply/reply.js';
import { BRAND, isBranded } from './brand.js';
import type { AnySmtpError } from './classes.js';
import { noteMailboxes } from './known-mailboxes.js';
import type { AttemptReport, Delivery, RecipientOutcome, ServerAddress } from './outcome.js';
import { quietCause } from './quiet-cause.js';
import { type ErrorJsonOptions, type SmtpErrorJson, smtpErrorToJson } from './to-json.js';

/** Nodemailer's own fields, under their own names. */
export interface NodemailerFields {
  /** `'EAUTH'`, `'EENVELOPE'` … */
  readonly code?: string;
  /** `'AUTH PLAIN'`, `'RCPT TO'`, `'CONN'` … */
  readonly command?: string;
  /** The reply's code, `535`. */
  readonly responseCode?: number;
  /** The whole reply, scrubbed of secrets. */
  readonly response?: string;
  /** The code of the system or TLS error below, `'ECONNREFUSED'`. */
  readonly originalCode?: string;
  readonly timeoutType?: string;
  readonly recipient?: string;
  readonly rejected?: readonly string[];
  readonly rejectedErrors?: readonly Error[];
}

/** What an {@link SmtpError} is made of. */
export interface SmtpErrorInit {
  readonly message: string;
  readonly diagnosis: Diagnosis;
  readonly phase: Phase;
  readonly delivery: Delivery;
  readonly attempts: readonly AttemptReport[];
  readonly nodemailer: NodemailerFields;
  readonly reply?: Reply;
  readonly recipients: readonly RecipientOutcome[];
  readonly messageId?: string;
  readonly server?: ServerAddress;
  readonly transcript: readonly string[];
  readonly cause?: unknown;
  /** The envelope's addresses: whatever a server makes of them is masked. */
  readonly mailboxes?: readonly string[];
}

/** Fields that hold addresses or a server's own words: there to be read, not to be dumped by loggers. */
const quietNodemailerFields = ['response', 'recipient', 'rejected', 'rejectedErrors'] as const;

/**
 * A send (or `verify()`) that failed: what happened, whether the message may be out, whether to
 * try again, and what a person should do. Every error that a wrapped transport gives is one, of
 * the subclass that its `kind` names.
 *
 * Fields that hold addresses, server text or the dialogue are not enumerable, so that loggers do
 * not dump them; they can be read like any other.
 *
 * @example
 * ```ts
 * try {
 *   await mailer.sendMail(message);
 * } catch (error) {
 *   if (!isSmtpError(error)) throw error;
 *   if (error.retry.safe) requeue(message, error.retry.afterMs);
 *   else page(error.remediation.summary, error.remediation.steps);
 * }
 * ```
 */
export class SmtpError<K extends Kind = Kind> extends Error {
  /** The class of the failure: part of the stable contract, as `reason` is. */
  declare readonly kind: K;
  /** The finer cause, a dotted id. */
  declare readonly reason: ReasonOf<K>;
  /** Where in the session it happened. */
  readonly phase: Phase;
  /** Where the message is. */
  readonly delivery: Delivery;
  /** Who or what has to change before this message can succeed. */
  readonly disposition: Disposition;
  /** Whether a machine may try the same message again, and why. */
  readonly retry: RetryAdvice;
  /**
   * True wherever a machine must not try the same message again, `DeliveryUnknown` above all: for whoever
   * retries what is not permanent, as Nodemailer's users do since it sets this for 5yz replies.
   */
  readonly permanent: boolean;
  /** What a person should do. */
  readonly remediation: Remediation;
  /** Whose server answered, where that could be told. */
  declare readonly provider?: ProviderId;
  /** The id of the rule that decided. */
  readonly ruleId: string;
  /** Each attempt to send this message, the last one included. */
  readonly attempts: readonly AttemptReport[];
  declare readonly messageId?: string;
  declare readonly server?: ServerAddress;
  declare readonly code?: string;
  declare readonly command?: string;
  declare readonly responseCode?: number;
  declare readonly originalCode?: string;
  declare readonly timeoutType?: string;
  /** The whole reply, scrubbed of secrets. Not enumerable. */
  declare readonly response?: string;
  /** The recipient that was refused, on an entry of `info.rejectedErrors`. Not enumerable. */
  declare readonly recipient?: string;
  /** The addresses that were refused. Not enumerable. */
  declare readonly rejected?: readonly string[];
  /** Nodemailer's error for each of them. Not enumerable. */
  declare readonly rejectedErrors?: readonly Error[];
  /** The reply that decided, taken apart. Not enumerable. */
  declare readonly reply: Reply | undefined;
  /** What became of each recipient, as far as the server said. Not enumerable. */
  declare readonly recipients: readonly RecipientOutcome[];
  /** Of a failover: what the transporters failed with that were asked before, in their order. Not enumerable. */
  declare readonly failures?: readonly AnySmtpError[];
  /** The last lines of the dialogue, `C: …` and `S: …`, scrubbed of secrets. Not enumerable. */
  declare readonly transcript: readonly string[];

  /** @hidden Made by wrapped transports alone. */
  constructor(init: SmtpErrorInit) {
    const { diagnosis, cause, mailboxes = [] } = init;
    super(init.message, cause === undefined ? undefined : { cause: quietCause(cause, mailboxes) });
    noteMailboxes(this, mailboxes);
    // The class was chosen by this very kind: see createSmtpError.
    assignDefined(this, { kind: diagnosis.kind, reason: diagnosis.reason });
    this.phase = init.phase;
    this.delivery = init.delivery;
    this.disposition = diagnosis.disposition;
    this.retry = diagnosis.retry;
    this.permanent = !diagnosis.retry.safe;
    this.remediation = diagnosis.remediation;
    this.ruleId = diagnosis.ruleId;
    this.attempts = init.attempts;
    assignDefined(this, {
      provider: diagnosis.provider,
      messageId: init.messageId,
      server: init.server,
    });
    assignDefined(this, init.nodemailer);
    for (const field of quietNodemailerFields) hide(this, field);
    defineQuiet(this, 'reply', init.reply);
    defineQuiet(this, 'recipients', init.recipients);
    defineQuiet(this, 'transcript', init.transcript);
  }

  /**
   * `retry.afterMs`: how long to wait at least before the same message is tried again, in milliseconds; for
   * whoever waits by this name, as the retries of `@nestjs/mail` do.
   */
  get retryAfterMs(): number | undefined {
    return this.retry.afterMs;
  }

  /**
   * A fresh object for logs and queues, with a version of its own: message and stack are in it, no
   * address is unless it is asked for, and mailbox names in the server's words are masked.
   *
   * @param options How much of the recipients' addresses, and of those in the reply, is in it. A string,
   *   which is what `JSON.stringify` hands over, counts as none.
   *
   * @example
   * ```ts
   * await redis.lpush('failed', JSON.stringify(error.toJSON({ addresses: 'hash', hashKey })));
   * ```
   */
  toJSON(options?: ErrorJsonOptions | string): SmtpErrorJson {
    // JSON.stringify hands over the property's name.
    return smtpErrorToJson(this, typeof options === 'object' ? options : {});
  }

  /** True for errors of the same class from every copy of this package in the process. */
  static override [Symbol.hasInstance]<T>(
    this: abstract new (
      ...args: never
    ) => T,
    value: unknown,
  ): value is T {
    if (!Object.hasOwn(this.prototype, 'name'))
      return Function.prototype[Symbol.hasInstance].call(this, value);
    if (!isBranded(value)) return false;
    return this.prototype.name === 'SmtpError' || this.prototype.name === value.name;
  }
}

Object.defineProperty(SmtpError.prototype, BRAND, { value: true });
nameErrorClass(SmtpError, 'SmtpError');

/** Puts `name` on the prototype, where it is neither own nor enumerable. */
export function nameErrorClass(errorClass: { readonly prototype: Error }, name: string): void {
  Object.defineProperty(errorClass.prototype, 'name', {
    value: name,
    writable: true,
    configurable: true,
  });
}

function assignDefined(target: object, fields: object): void {
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined) Object.defineProperty(target, key, { value, ...ordinary });
  }
}

const ordinary = {
  writable: true,
  configurable: true,
  enumerable: true,
} as const;

function hide(target: object, field: string): void {
  if (Object.hasOwn(target, field)) Object.defineProperty(target, field, { enumerable: false });
}

function defineQuiet(target: object, field: string, value: unknown): void {
  Object.defineProperty(target, field, {
    value,
    ...ordinary,
    enumerable: false,
  });
}
