import { type AddressPolicy, showAddress, showAddresses, showText } from '../errors/addresses.js';
import type { AnySmtpError } from '../errors/classes.js';
import { quietMessage } from '../errors/compose-message.js';
import { mailboxesOf } from '../errors/known-mailboxes.js';
import type { AttemptReport, ServerAddress } from '../errors/outcome.js';
import { parseReply } from '../reply/parse-reply.js';
import type { Reply } from '../reply/reply.js';
import type { Session } from '../session/session.js';
import { eventNames, type FieldName, fields } from './fields.js';

/** One log record: flat, dotted keys; ECS and OpenTelemetry names where they exist, `smtp.*` beside them. */
export type LogRecord = { readonly [name in FieldName]?: LogValue };

/** What a field of a record may hold. */
export type LogValue = string | number | boolean | readonly string[] | readonly AttemptReport[];

type Draft = { readonly [name in FieldName]?: LogValue | undefined };

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
  readonly addresses: AddressPolicy;
  readonly serverText: boolean;
}

/** The record of a send that the server accepted. */
export function deliveredRecord(facts: SendFacts, info: DeliveredFacts, show: Disclosure): LogRecord {
  return compact({
    ...sendFields(facts, 'success', show),
    ...replyFields(info.response === undefined ? undefined : parseReply(info.response), show, [
      ...facts.to,
      ...(facts.from === undefined ? [] : [facts.from]),
    ]),
    [fields.accepted]: info.accepted?.length,
    [fields.rejected]: info.rejected?.length,
  });
}

/** The record of a send that failed. */
export function failedRecord(facts: SendFacts, error: AnySmtpError, show: Disclosure): LogRecord {
  const rejected = error.recipients.filter(({ outcome }) => outcome !== 'accepted').length;
  return compact({
    // ECS has a word for it: nobody knows.
    ...sendFields(facts, error.delivery === 'unknown' ? 'unknown' : 'failure', show),
    ...failureFields(error, show),
    [fields.exceptionType]: error.name,
    [fields.exceptionMessage]: exceptionMessage(error, show),
    [fields.command]: error.command,
    [fields.phase]: error.phase,
    [fields.delivery]: error.delivery,
    [fields.disposition]: error.disposition,
    [fields.rule]: error.ruleId,
    [fields.accepted]: error.recipients.length - rejected,
    [fields.rejected]: rejected,
    [fields.retrySafe]: error.retry.safe,
    [fields.retryWhy]: error.retry.why,
    [fields.retryAfter]: error.retry.afterMs,
    [fields.remediationSummary]: error.remediation.summary,
    [fields.remediationUrl]: error.remediation.url,
  });
}

/** The send that a failed attempt belongs to. */
export interface AttemptFacts extends Pick<SendFacts, 'attempts' | 'messageId' | 'server'> {
  /** The wait before the next attempt. */
  readonly waitMs: number;
}

/** The record of an attempt that failed and is followed by another. */
export function attemptRecord(facts: AttemptFacts, error: AnySmtpError, show: Disclosure): LogRecord {
  const last = facts.attempts.at(-1);
  return compact({
    [fields.eventName]: eventNames.attempt,
    [fields.outcome]: 'failure',
    [fields.duration]: last && last.duration * 1e6,
    ...serverFields(facts.server),
    [fields.messageId]: facts.messageId,
    ...failureFields(error, show),
    [fields.command]: error.command,
    [fields.phase]: error.phase,
    [fields.attempt]: facts.attempts.length,
    [fields.retryWait]: facts.waitMs,
  });
}

/** The record of a connection that ended. */
export function sessionClosedRecord(session: Session, server: ServerAddress | undefined): LogRecord {
  return compact({
    [fields.eventName]: eventNames.sessionClosed,
    [fields.sessionId]: session.id,
    [fields.closure]: session.closure,
    ...serverFields(server),
    [fields.statusCode]: session.lastReply?.code,
    [fields.phase]: session.phase,
  });
}

/** The last date that there is (ECMA-262, time values and time range). */
const LAST_DATE = 8.64e15;

/** A login, where it is tried, and what stands for it. */
export interface LoginFacts {
  readonly loginId: string;
  readonly server?: ServerAddress | undefined;
}

/**
 * The record of a login that is not tried any more for a while.
 *
 * @param until When it is tried again, in milliseconds since 1970.
 * @param refusal Why, where it is one of our errors.
 */
export function loginSuspendedRecord(
  login: LoginFacts,
  until: number,
  refusal: AnySmtpError | undefined,
  show: Disclosure,
): LogRecord {
  return compact({
    [fields.eventName]: eventNames.loginSuspended,
    ...loginFields(login),
    [fields.suspendedUntil]: new Date(Math.min(until, LAST_DATE)).toISOString(),
    ...(refusal === undefined ? {} : failureFields(refusal, show)),
    [fields.remediationSummary]: refusal?.remediation.summary,
    [fields.remediationUrl]: refusal?.remediation.url,
  });
}

/** The record of a login that works again. */
export function loginResumedRecord(login: LoginFacts): LogRecord {
  return compact({ [fields.eventName]: eventNames.loginResumed, ...loginFields(login) });
}

/** A reply, what it answers, and where. */
export interface ReplyFacts {
  readonly sessionId: string;
  readonly server?: ServerAddress | undefined;
  readonly code: number;
  /** The whole reply, without secrets. */
  readonly text: string;
  readonly phase: string;
  readonly command?: string | undefined;
  /** The envelope's addresses, as far as the dialogue has them. */
  readonly mailboxes: readonly string[];
}

/** The record of a reply. */
export function replyRecord(reply: ReplyFacts, show: Disclosure): LogRecord {
  return compact({
    [fields.eventName]: eventNames.reply,
    [fields.sessionId]: reply.sessionId,
    ...serverFields(reply.server),
    ...replyFields(parseReply(reply.text), show, reply.mailboxes),
    [fields.statusCode]: reply.code,
    [fields.command]: reply.command,
    [fields.phase]: reply.phase,
  });
}

function sendFields(facts: SendFacts, outcome: string, show: Disclosure): Draft {
  return {
    [fields.eventName]: eventNames.send,
    [fields.outcome]: outcome,
    [fields.duration]: facts.durationNs,
    ...serverFields(facts.server),
    [fields.messageId]: facts.messageId,
    [fields.from]: facts.from === undefined ? undefined : showAddress(facts.from, show.addresses),
    [fields.to]: showAddresses(facts.to, show.addresses),
    [fields.recipients]: facts.to.length,
    [fields.attempt]: facts.attempts.length,
    // Of a single attempt the other fields say it all.
    [fields.attempts]: facts.attempts.length > 1 ? facts.attempts : undefined,
  };
}

function serverFields(server: ServerAddress | undefined): Draft {
  return { [fields.serverAddress]: server?.host, [fields.serverPort]: server?.port };
}

function loginFields({ loginId, server }: LoginFacts): Draft {
  return { [fields.loginId]: loginId, ...serverFields(server) };
}

function failureFields(error: AnySmtpError, show: Disclosure): Draft {
  return {
    [fields.errorType]: error.reason,
    [fields.errorKind]: error.kind,
    ...replyFields(error.reply, show, mailboxesOf(error)),
    [fields.statusCode]: error.reply?.code ?? error.responseCode,
    [fields.provider]: error.provider,
  };
}

function replyFields(reply: Reply | undefined, show: Disclosure, mailboxes: readonly string[]): Draft {
  return {
    [fields.statusCode]: reply?.code,
    [fields.enhancedCode]: reply?.enhancedCode,
    [fields.responseText]:
      show.serverText && reply ? showText(reply.text, show.addresses, mailboxes) : undefined,
  };
}

/** An error's message quotes the server, or what Nodemailer made of it: not where nobody asked for that. */
function exceptionMessage(error: AnySmtpError, { serverText }: Disclosure): string {
  return serverText ? error.message : quietMessage(error);
}

function compact(draft: Draft): LogRecord {
  const record: Record<string, LogValue> = {};
  for (const [name, value] of Object.entries(draft)) {
    if (value !== undefined) record[name] = value;
  }
  return record;
}
