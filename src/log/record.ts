import type { AnySmtpError } from '../errors/classes.js';
import type { AttemptReport, RecipientOutcome, ServerAddress } from '../errors/outcome.js';
import { parseReply } from '../reply/parse-reply.js';
import type { Session } from '../session/session.js';
import {
  countsOf,
  type Disclosure,
  eventNames,
  type Facts,
  type FieldName,
  type FieldValue,
  nothingShown,
  outcomeOf,
  readerOf,
} from './fields.js';

/** One log record: flat, dotted keys; ECS and OpenTelemetry names where they exist, `smtp.*` beside them. */
export type LogRecord = { readonly [name in Exclude<FieldName, `network.${string}`>]?: FieldValue };

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
  readonly recipients?: readonly RecipientOutcome[];
  readonly queueId?: string;
}

const read = {
  send: readerOf('send'),
  attempt: readerOf('attempt'),
  session: readerOf('session'),
  login: readerOf('login'),
  pace: readerOf('pace'),
  failover: readerOf('failover'),
  reply: readerOf('reply'),
};

/** The record of a send that the server accepted. */
export function deliveredRecord(facts: SendFacts, info: DeliveredFacts, show: Disclosure): LogRecord {
  const { accepted, rejected, response, recipients = [], queueId } = info;
  const delivered: Facts = {
    ...sendFacts(facts, undefined),
    reply: response === undefined ? undefined : parseReply(response),
    accepted: accepted?.length,
    rejected: rejected?.length,
    queueId,
    reasons: [...new Set(recipients.flatMap(({ reason }) => reason ?? []))],
  };
  return read.send(delivered, show);
}

/** The record of a send that failed. */
export function failedRecord(facts: SendFacts, error: AnySmtpError, show: Disclosure): LogRecord {
  return read.send({ ...sendFacts(facts, error), ...countsOf(error.recipients) }, show);
}

function sendFacts({ durationNs, ...facts }: SendFacts, error: AnySmtpError | undefined): Facts {
  return { event: eventNames.send, outcome: outcomeOf(error), duration: durationNs, ...facts, error };
}

/** The send that a failed attempt belongs to. */
export interface AttemptFacts extends Pick<SendFacts, 'attempts' | 'messageId' | 'server'> {
  /** The wait before the next attempt. */
  readonly waitMs: number;
}

/** The record of an attempt that failed and is followed by another. */
export function attemptRecord(facts: AttemptFacts, error: AnySmtpError, show: Disclosure): LogRecord {
  const last = facts.attempts.at(-1);
  const duration = last && last.duration * 1e6;
  return read.attempt({ event: eventNames.attempt, outcome: 'failure', duration, ...facts, error }, show);
}

/** The record of a connection that ended. */
export function sessionClosedRecord(session: Session, server: ServerAddress | undefined): LogRecord {
  const { id: sessionId, closure, lastReply, phase } = session;
  const event = eventNames.sessionClosed;
  return read.session({ event, sessionId, closure, server, code: lastReply?.code, phase }, nothingShown);
}

/** A login, where it is tried, and what stands for it. */
export interface LoginFacts {
  readonly loginId: string;
  readonly server?: ServerAddress | undefined;
}

/**
 * The record of a login that is not tried any more for a while.
 *
 * @param until When it is tried again, in milliseconds since 1970.
 * @param error Why, where it is one of our errors.
 */
export function loginSuspendedRecord(
  login: LoginFacts,
  until: number,
  error: AnySmtpError | undefined,
  show: Disclosure,
): LogRecord {
  return read.login({ event: eventNames.loginSuspended, ...login, until, error }, show);
}

/** The record of a login that works again. */
export function loginResumedRecord(login: LoginFacts): LogRecord {
  return read.login({ event: eventNames.loginResumed, ...login }, nothingShown);
}

/** What a server is known to take, and who waits for it. */
export interface PaceFacts {
  readonly server?: ServerAddress | undefined;
  readonly connections?: number;
  readonly perSecond?: number;
  readonly until?: number;
  readonly waiting: number;
}

/** The record of a pace that changed. */
export function paceChangedRecord(pace: PaceFacts, show: Disclosure): LogRecord {
  return read.pace({ event: eventNames.paceChanged, ...pace }, show);
}

/** A message that goes from one transporter to another. */
export interface SwitchFacts {
  readonly transport: string;
  readonly next: string;
  readonly messageId?: string;
  /** Until when the first is left alone, in milliseconds since 1970. */
  readonly until?: number;
}

/** The record of a message that goes to another transporter. */
export function switchedRecord(
  { transport, next, ...facts }: SwitchFacts,
  error: AnySmtpError,
  show: Disclosure,
): LogRecord {
  const { server } = error;
  return read.failover(
    { event: eventNames.failoverSwitched, transport, next, server, ...facts, error },
    show,
  );
}

/** The record of a transporter that works again. */
export function resumedRecord(next: string): LogRecord {
  return read.failover({ event: eventNames.failoverResumed, next }, nothingShown);
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
export function replyRecord({ text, ...facts }: ReplyFacts, show: Disclosure): LogRecord {
  return read.reply({ event: eventNames.reply, ...facts, reply: parseReply(text) }, show);
}
