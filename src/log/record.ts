import type { AnySmtpError } from '../errors/classes.js';
import type { AttemptReport, ServerAddress } from '../errors/outcome.js';
import { parseReply } from '../reply/parse-reply.js';
import type { Session } from '../session/session.js';

/** One log record: flat, dotted keys; ECS and OpenTelemetry names where they exist. */
export type LogRecord = Readonly<Record<string, Exclude<Value, undefined>>>;

type Value = string | number | boolean | readonly string[] | readonly AttemptReport[] | undefined;

/** What is known of a send when it ends, beside its error. */
export interface SendFacts {
  /** How long it took, all attempts and waits included, in nanoseconds. */
  readonly durationNs: number;
  readonly attempts: readonly AttemptReport[];
  readonly server?: ServerAddress;
  readonly messageId?: string;
  readonly from?: string;
  readonly to: readonly string[];
}

/** What a delivered send adds. */
export interface DeliveredFacts {
  readonly accepted?: readonly unknown[];
  readonly rejected?: readonly unknown[];
  readonly response?: string;
}

/** What the user asked to see, beyond what is always there. */
export interface Disclosure {
  readonly addresses: boolean;
  readonly serverText: boolean;
}

/** The record of a send that the server accepted. */
export function deliveredRecord(facts: SendFacts, info: DeliveredFacts, show: Disclosure): LogRecord {
  const reply = info.response === undefined ? undefined : parseReply(info.response);
  return compact({
    ...sendFields(facts, show),
    'event.outcome': 'success',
    'smtp.response.status_code': reply?.code,
    'smtp.response.enhanced_code': reply?.enhancedCode,
    'smtp.response.text': show.serverText ? reply?.text : undefined,
    'smtp.recipients.accepted': info.accepted?.length,
    'smtp.recipients.rejected': info.rejected?.length,
  });
}

/** The record of a send that failed. */
export function failedRecord(facts: SendFacts, error: AnySmtpError, show: Disclosure): LogRecord {
  const rejected = error.recipients.filter(({ outcome }) => outcome !== 'accepted').length;
  return compact({
    ...sendFields(facts, show),
    // ECS has a word for it: nobody knows.
    'event.outcome': error.delivery === 'unknown' ? 'unknown' : 'failure',
    'error.type': error.reason,
    'smtp.error.kind': error.kind,
    'smtp.response.status_code': error.reply?.code ?? error.responseCode,
    'smtp.response.enhanced_code': error.reply?.enhancedCode,
    'smtp.response.text': show.serverText ? error.reply?.text : undefined,
    'smtp.command': error.command,
    'smtp.phase': error.phase,
    'smtp.delivery': error.delivery,
    'smtp.disposition': error.disposition,
    'smtp.provider': error.provider,
    'smtp.rule': error.ruleId,
    'smtp.recipients.accepted': error.recipients.length - rejected,
    'smtp.recipients.rejected': rejected,
    'smtp.retry.safe': error.retry.safe,
    'smtp.retry.why': error.retry.why,
    'smtp.retry.after_ms': error.retry.afterMs,
    'smtp.remediation.summary': error.remediation.summary,
    'smtp.remediation.url': error.remediation.url,
  });
}

/** The record of a connection that ended. */
export function sessionClosedRecord(session: Session, server: ServerAddress | undefined): LogRecord {
  return compact({
    'event.name': 'smtp.session.closed',
    'smtp.session.id': session.id,
    closure: session.closure,
    ...serverFields(server),
    'smtp.response.status_code': session.lastReply?.code,
    'smtp.phase': session.phase,
  });
}

function sendFields(facts: SendFacts, show: Disclosure): Record<string, Value> {
  return {
    'event.name': 'smtp.client.send',
    'event.duration': facts.durationNs,
    ...serverFields(facts.server),
    'email.message_id': facts.messageId,
    'email.from.address': show.addresses ? facts.from : undefined,
    'email.to.address': show.addresses ? facts.to : undefined,
    'smtp.recipients.count': facts.to.length,
    'smtp.attempt': facts.attempts.length,
    // Of a single attempt the other fields say it all.
    'smtp.attempts': facts.attempts.length > 1 ? facts.attempts : undefined,
  };
}

function serverFields(server: ServerAddress | undefined): Record<string, Value> {
  return { 'server.address': server?.host, 'server.port': server?.port };
}

function compact(fields: Record<string, Value>): LogRecord {
  const record: Record<string, Exclude<Value, undefined>> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined) record[key] = value;
  }
  return record;
}
