/**
 * Typed errors, certain outcomes and log records for every mail that Nodemailer sends: begin with
 * {@link wrapTransport}.
 *
 * @module nodemailer-smtp-errors
 */
export {
  type AttemptMessage,
  channelNames,
  type FailoverMessage,
  type LoginMessage,
  type PaceMessage,
  type ReplyMessage,
  type SendMessage,
  type SessionMessage,
} from './channels/channels.js';
export * from './diagnose.js';
export type { AddressMode, AddressOption } from './errors/addresses.js';
export {
  type AnySmtpError,
  AuthenticationFailedError,
  ConnectionClosedError,
  ConnectionFailedError,
  DeliveryUnknownError,
  isSmtpError,
  MessageRejectedError,
  MessageUnreadableError,
  MisconfiguredError,
  PolicyRejectedError,
  ProtocolFailedError,
  RateLimitedError,
  RecipientRejectedError,
  RelayDeniedError,
  SendAbortedError,
  SenderRejectedError,
  ServiceUnavailableError,
  TlsFailedError,
  UnclassifiedError,
} from './errors/classes.js';
export type { AttemptReport, Delivery, RecipientOutcome, ServerAddress } from './errors/outcome.js';
export { SmtpError } from './errors/smtp-error.js';
export type { ErrorJsonOptions, ShownRecipients, SmtpErrorJson } from './errors/to-json.js';
export type { LogRecord } from './log/record.js';
export type { Logger, RecordLevel } from './log/styles.js';
export { isWrapped } from './nodemailer/wrapped.js';
export type { Confirmation, ConfirmDelivery, Credentials, UnknownDelivery } from './options/asked.js';
export type {
  LoginGuardOptions,
  LogOptions,
  MessageOptions,
  PaceOptions,
  RetryContext,
  RetryOptions,
  WrapOptions,
} from './options/options.js';
export type { Closure } from './session/session.js';
export { type LoginCredentials, setCredentials } from './set-credentials.js';
export { wrapTransport } from './wrap-transport.js';
export type { Wrapped, WrappedInfo } from './wrapped.js';
