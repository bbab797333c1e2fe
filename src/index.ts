export {
  type AttemptMessage,
  channelNames,
  type LoginMessage,
  type ReplyMessage,
  type SendMessage,
  type SessionMessage,
} from './channels/channels.js';
export { diagnose } from './diagnosis/diagnose.js';
export type {
  Audience,
  DiagnoseContext,
  Diagnosis,
  ErrorLike,
  Remediation,
  RetryAdvice,
} from './diagnosis/diagnosis.js';
export type { Phase } from './diagnosis/phase.js';
export type { ProviderId } from './diagnosis/providers.js';
export type { Disposition, Kind, Reason, ReasonOf } from './diagnosis/reasons.js';
export type { Rule } from './diagnosis/rule.js';
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
export type { ErrorJsonOptions, SmtpErrorJson } from './errors/to-json.js';
export type { LogRecord } from './log/record.js';
export type { Logger, RecordLevel } from './log/styles.js';
export type { Credentials, LogOptions, RetryOptions, WrapOptions } from './options.js';
export { formatError } from './render/format-error.js';
export type { FormatOptions } from './render/layout.js';
export { compareReplies, type ReplyComparison } from './reply/compare-replies.js';
export { describeReply, type ReplyDescription } from './reply/describe-reply.js';
export { parseReply } from './reply/parse-reply.js';
export type { Reply } from './reply/reply.js';
export type { Confirmation, ConfirmDelivery, UnknownDelivery } from './send/confirm-delivery.js';
export type { Closure } from './session/session.js';
export { wrapTransport } from './wrap-transport.js';
