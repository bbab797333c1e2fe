/** The `event.name` of each kind of record. */
export const eventNames = {
  send: 'smtp.client.send',
  attempt: 'smtp.client.attempt',
  sessionClosed: 'smtp.session.closed',
  loginSuspended: 'smtp.login.suspended',
  loginResumed: 'smtp.login.resumed',
  reply: 'smtp.reply',
} as const;

/**
 * The name of each field of a record: that of the Elastic Common Schema or of OpenTelemetry's
 * semantic conventions where one of them has it, and `smtp.*` beside them. No name is the beginning
 * of another, so that they nest.
 *
 * @see https://www.elastic.co/docs/reference/ecs
 * @see https://opentelemetry.io/docs/specs/semconv/general/attributes/
 */
export const fields = {
  eventName: 'event.name',
  outcome: 'event.outcome',
  duration: 'event.duration',
  errorType: 'error.type',
  exceptionType: 'exception.type',
  exceptionMessage: 'exception.message',
  serverAddress: 'server.address',
  serverPort: 'server.port',
  messageId: 'email.message_id',
  from: 'email.from.address',
  to: 'email.to.address',
  closure: 'closure',
  sessionId: 'smtp.session.id',
  errorKind: 'smtp.error.kind',
  statusCode: 'smtp.response.status_code',
  enhancedCode: 'smtp.response.enhanced_code',
  responseText: 'smtp.response.text',
  command: 'smtp.command',
  phase: 'smtp.phase',
  delivery: 'smtp.delivery',
  disposition: 'smtp.disposition',
  provider: 'smtp.provider',
  rule: 'smtp.rule',
  recipients: 'smtp.recipients.count',
  accepted: 'smtp.recipients.accepted',
  rejected: 'smtp.recipients.rejected',
  attempt: 'smtp.attempt',
  attempts: 'smtp.attempts',
  retrySafe: 'smtp.retry.safe',
  retryWhy: 'smtp.retry.why',
  retryAfter: 'smtp.retry.after_ms',
  retryWait: 'smtp.retry.wait_ms',
  remediationSummary: 'smtp.remediation.summary',
  remediationUrl: 'smtp.remediation.url',
  loginId: 'smtp.login.id',
  suspendedUntil: 'smtp.login.suspended_until',
} as const;

/** The name of a field of a record. */
export type FieldName = (typeof fields)[keyof typeof fields];
