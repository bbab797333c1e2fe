import type { Kind } from '../diagnosis/reasons.js';
import { isBranded } from './brand.js';
import { nameErrorClass, SmtpError, type SmtpErrorInit } from './smtp-error.js';

/**
 * The login was refused, or refused to be tried: 535, 534, 530, 538, 454 and what servers say
 * instead (RFC 4954). The message is not at fault: mend the account or the set-up and send it again.
 *
 * Not thrown for credentials that are missing in the options ({@link MisconfiguredError}), nor for
 * a connection that closes during the login ({@link ConnectionClosedError}).
 *
 * @example
 * ```ts
 * if (error instanceof AuthenticationFailedError) page(error.remediation.summary, error.remediation.steps);
 * ```
 */
export class AuthenticationFailedError extends SmtpError<'AuthenticationFailed'> {}

/**
 * No recipient was accepted. Some accepted and some refused is no error: see `info.rejected` and
 * `info.recipients`. `error.recipients` says what became of each.
 */
export class RecipientRejectedError extends SmtpError<'RecipientRejected'> {}

/** The server does not take mail from this sender address. */
export class SenderRejectedError extends SmtpError<'SenderRejected'> {}

/** The server does not pass mail on for us: not logged in, or not for this domain. */
export class RelayDeniedError extends SmtpError<'RelayDenied'> {}

/** The message itself was refused: its size, its form or its content. */
export class MessageRejectedError extends SmtpError<'MessageRejected'> {}

/**
 * A policy refused us: reputation, blocklists, reverse DNS, or SPF, DKIM and DMARC (RFC 7372).
 */
export class PolicyRejectedError extends SmtpError<'PolicyRejected'> {}

/** Too much too fast, a quota used up, or greylisting (RFC 6647). `retry.afterMs` says how long to wait. */
export class RateLimitedError extends SmtpError<'RateLimited'> {}

/** The server cannot work at present. */
export class ServiceUnavailableError extends SmtpError<'ServiceUnavailable'> {}

/**
 * The connection ended with something in flight: announced with 221 or 421 (`server.closing`) or
 * without a word (`connection.lost`). Not thrown for the 221 that answers QUIT, nor for an idle
 * pooled connection, nor once the message may be out ({@link DeliveryUnknownError}).
 *
 * @see RFC 5321 section 3.8
 */
export class ConnectionClosedError extends SmtpError<'ConnectionClosed'> {}

/** There was no connection: DNS, refused, timed out, proxy. */
export class ConnectionFailedError extends SmtpError<'ConnectionFailed'> {}

/** TLS could not be had: the certificate, the handshake, or no STARTTLS (RFC 3207). */
export class TlsFailedError extends SmtpError<'TlsFailed'> {}

/** The server refused a command as such, or what came was not SMTP. */
export class ProtocolFailedError extends SmtpError<'ProtocolFailed'> {}

/**
 * The final dot may have gone out and nobody said what became of the message. Sending it again may
 * deliver it twice; not sending it again may lose it. Look for the Message-ID at the other end.
 *
 * @example
 * ```ts
 * if (error instanceof DeliveryUnknownError) lookFor(error.messageId);
 * ```
 * @see RFC 1047
 */
export class DeliveryUnknownError extends SmtpError<'DeliveryUnknown'> {}

/** A file, URL or stream that the message is made of could not be read. */
export class MessageUnreadableError extends SmtpError<'MessageUnreadable'> {}

/** The send was aborted by its own `signal`. `delivery` says whether that came in time. */
export class SendAbortedError extends SmtpError<'SendAborted'> {}

/** Options or envelope are such that the send cannot work. */
export class MisconfiguredError extends SmtpError<'Misconfigured'> {}

/** Nothing that we know. Please report it: its `transcript` tells what the server said. */
export class UnclassifiedError extends SmtpError<'Unclassified'> {}

/**
 * Any error of this package; `kind` narrows `reason`, and a `switch` over it can be exhaustive.
 *
 * @example
 * ```ts
 * const isOurs = ({ kind }: AnySmtpError): boolean => kind === 'AuthenticationFailed' || kind === 'TlsFailed';
 * ```
 */
export type AnySmtpError = {
  [K in Kind]: SmtpError<K>;
}[Kind];

/** The class for each kind. */
export const errorClasses: { readonly [K in Kind]: typeof SmtpError<K> } = {
  AuthenticationFailed: AuthenticationFailedError,
  RecipientRejected: RecipientRejectedError,
  SenderRejected: SenderRejectedError,
  RelayDenied: RelayDeniedError,
  MessageRejected: MessageRejectedError,
  PolicyRejected: PolicyRejectedError,
  RateLimited: RateLimitedError,
  ServiceUnavailable: ServiceUnavailableError,
  ConnectionClosed: ConnectionClosedError,
  ConnectionFailed: ConnectionFailedError,
  TlsFailed: TlsFailedError,
  ProtocolFailed: ProtocolFailedError,
  DeliveryUnknown: DeliveryUnknownError,
  MessageUnreadable: MessageUnreadableError,
  SendAborted: SendAbortedError,
  Misconfigured: MisconfiguredError,
  Unclassified: UnclassifiedError,
};

for (const [kind, errorClass] of Object.entries(errorClasses)) nameErrorClass(errorClass, `${kind}Error`);

/** Makes the error that a diagnosis asks for. */
export function createSmtpError(init: SmtpErrorInit): AnySmtpError {
  return new errorClasses[init.diagnosis.kind](init);
}

/**
 * Tells the errors of this package from all others, also those of another copy of it.
 *
 * @param value Anything, such as what a `catch` caught.
 * @returns True for an {@link SmtpError}; TypeScript then narrows on `kind` and `reason`.
 *
 * @example
 * ```ts
 * if (isSmtpError(error) && error.kind === 'RateLimited') requeue(message, error.retry.afterMs);
 * ```
 */
export function isSmtpError(value: unknown): value is AnySmtpError {
  return isBranded(value);
}
