import { type AddressPolicy, showAddress, showAddresses, showText } from '../errors/addresses.js';
import type { AnySmtpError } from '../errors/classes.js';
import { quietMessage } from '../errors/compose-message.js';
import { mailboxesOf } from '../errors/known-mailboxes.js';
import type { AttemptReport, RecipientOutcome, ServerAddress } from '../errors/outcome.js';
import type { Reply } from '../reply/reply.js';

/** The `event.name` of each kind of record. */
export const eventNames = {
  send: 'smtp.client.send',
  attempt: 'smtp.client.attempt',
  sessionClosed: 'smtp.session.closed',
  loginSuspended: 'smtp.login.suspended',
  loginResumed: 'smtp.login.resumed',
  paceChanged: 'smtp.pace.changed',
  failoverSwitched: 'smtp.failover.switched',
  failoverResumed: 'smtp.failover.resumed',
  reply: 'smtp.reply',
} as const;

/** What the user asked to see, beyond what is always there. */
export interface Disclosure {
  readonly addresses: AddressPolicy;
  readonly serverText: boolean;
}

/** Shows no addresses, and none of the server's words. */
export const nothingShown: Disclosure = { addresses: { mode: 'none' }, serverText: false };

/** The last date that there is (ECMA-262, time values and time range). */
const LAST_DATE = 8.64e15;

/** How a send ended, in ECS's words. */
type Outcome = 'success' | 'failure' | 'unknown';

/** Everything that may be told of; whoever tells gives what is known. */
export interface Facts {
  readonly event?: (typeof eventNames)[keyof typeof eventNames];
  readonly outcome?: Outcome;
  /** In nanoseconds. */
  readonly duration?: number | undefined;
  readonly server?: ServerAddress | undefined;
  readonly protocol?: string | undefined;
  readonly messageId?: string | undefined;
  readonly queueId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: readonly string[];
  readonly accepted?: number | undefined;
  readonly rejected?: number | undefined;
  /** Why recipients were refused of a message that others have. */
  readonly reasons?: readonly string[] | undefined;
  /** Which attempt it is, or how many there were. */
  readonly attempt?: number | undefined;
  readonly attempts?: readonly AttemptReport[] | undefined;
  readonly waitMs?: number;
  readonly sessionId?: string;
  readonly closure?: string;
  readonly loginId?: string;
  readonly until?: number;
  readonly connections?: number;
  readonly perSecond?: number;
  readonly waiting?: number;
  readonly code?: number | undefined;
  readonly reply?: Reply | undefined;
  /** The envelope's addresses, where neither `from` and `to` nor the error has them. */
  readonly mailboxes?: readonly string[];
  /** A transporter of a failover, and the next. */
  readonly transport?: string | undefined;
  readonly next?: string;
  readonly command?: string | undefined;
  readonly phase?: string;
  readonly error?: AnySmtpError | undefined;
}

/** What a field may hold. */
export type FieldValue = string | number | boolean | readonly string[] | readonly AttemptReport[];

/** Where a field is seen: in the records of that name, as an attribute of spans, or of metrics. */
export type Place =
  | 'send'
  | 'attempt'
  | 'session'
  | 'login'
  | 'pace'
  | 'failover'
  | 'reply'
  | 'span'
  | 'metric';

type Read = (facts: Facts, show: Disclosure) => FieldValue | undefined;
type Field = readonly [places: readonly Place[], read: Read];

const records: readonly Place[] = ['send', 'attempt', 'session', 'login', 'pace', 'failover', 'reply'];
const told: readonly Place[] = [...records, 'span'];
const everywhere: readonly Place[] = [...told, 'metric'];
const failures: readonly Place[] = ['send', 'attempt', 'login', 'failover', 'span'];

/**
 * Every field of log records and every attribute of spans and metrics: its name, where it is seen, and
 * what it is read from. Names are those of the Elastic Common Schema or of OpenTelemetry's semantic
 * conventions where one of them has it, and `smtp.*` beside them. No name is the beginning of another, so
 * that they nest.
 *
 * @see https://www.elastic.co/docs/reference/ecs
 * @see https://opentelemetry.io/docs/specs/semconv/general/attributes/
 */
export const fields = {
  'event.name': [records, ({ event }) => event],
  'event.outcome': [everywhere, ({ outcome }) => outcome],
  'event.duration': [records, ({ duration }) => duration],
  'smtp.session.id': [records, ({ sessionId }) => sessionId],
  closure: [records, ({ closure }) => closure],
  'smtp.login.id': [records, ({ loginId }) => loginId],
  'server.address': [everywhere, ({ server }) => server?.host],
  'server.port': [everywhere, ({ server }) => server?.port],
  'network.protocol.name': [['span'], ({ protocol }) => protocol],
  'network.transport': [['span'], ({ protocol }) => protocol && 'tcp'],
  'smtp.login.suspended_until': [['login'], ({ until }) => until && dateOf(until)],
  'smtp.pace.connections': [['pace'], ({ connections }) => connections],
  'smtp.pace.per_second': [['pace'], ({ perSecond }) => perSecond],
  'smtp.pace.held_until': [['pace'], ({ until }) => until && dateOf(until)],
  'smtp.pace.waiting': [['pace'], ({ waiting }) => waiting],
  'smtp.failover.from': [['failover'], ({ transport }) => transport],
  'smtp.failover.to': [['failover'], ({ next }) => next],
  'smtp.failover.left_alone_until': [['failover'], ({ until }) => until && dateOf(until)],
  'email.message_id': [told, ({ messageId }) => messageId],
  'smtp.server.message_id': [['send', 'span'], ({ queueId }) => queueId],
  'email.from.address': [
    ['send'],
    ({ from }, show) => (from === undefined ? undefined : showAddress(from, show.addresses)),
  ],
  'email.to.address': [['send'], ({ to }, show) => to && showAddresses(to, show.addresses)],
  'smtp.recipients.count': [['send', 'span'], ({ to }) => to?.length],
  'smtp.attempt': [['send', 'attempt', 'span'], ({ attempt, attempts }) => attempt ?? attempts?.length],
  // Of a single attempt the other fields say it all.
  'smtp.attempts': [['send'], ({ attempts = [] }) => (attempts.length > 1 ? attempts : undefined)],
  'error.type': [[...failures, 'metric'], ({ error }) => error?.reason],
  'smtp.error.kind': [failures, ({ error }) => error?.kind],
  'smtp.response.status_code': [
    told,
    ({ code, reply, error }) => code ?? (reply ?? error?.reply)?.code ?? error?.responseCode,
  ],
  'smtp.response.enhanced_code': [told, ({ reply, error }) => (reply ?? error?.reply)?.enhancedCode],
  'smtp.response.text': [records, textOf],
  'smtp.provider': [failures, ({ error }) => error?.provider],
  'exception.type': [['send'], ({ error }) => error?.name],
  'exception.message': [['send'], ({ error }, show) => error && messageOf(error, show)],
  'smtp.command': [['send', 'attempt', 'reply', 'span'], ({ command, error }) => command ?? error?.command],
  'smtp.phase': [
    ['send', 'attempt', 'session', 'failover', 'reply', 'span'],
    ({ phase, error }) => phase ?? error?.phase,
  ],
  'smtp.delivery': [['send', 'span'], ({ error }) => error?.delivery],
  'smtp.disposition': [['send', 'span'], ({ error }) => error?.disposition],
  'smtp.rule': [['send', 'span'], ({ error }) => error?.ruleId],
  'smtp.recipients.accepted': [['send', 'span'], ({ accepted }) => accepted],
  'smtp.recipients.rejected': [['send', 'span'], ({ rejected }) => rejected],
  'smtp.recipients.reasons': [['send'], ({ reasons = [] }) => (reasons.length > 0 ? reasons : undefined)],
  'smtp.retry.safe': [['send', 'span'], ({ error }) => error?.retry.safe],
  'smtp.retry.why': [['send'], ({ error }) => error?.retry.why],
  'smtp.retry.after_ms': [['send'], ({ error }) => error?.retry.afterMs],
  'smtp.retry.wait_ms': [['attempt'], ({ waitMs }) => waitMs],
  'smtp.remediation.summary': [['send', 'login', 'failover'], ({ error }) => error?.remediation.summary],
  'smtp.remediation.url': [['send', 'login', 'failover'], ({ error }) => error?.remediation.url],
} as const satisfies Readonly<Record<string, Field>>;

/** How a send ended that failed with this error, or with none. */
export function outcomeOf(error: AnySmtpError | undefined): Outcome {
  if (!error) return 'success';
  return error.delivery === 'unknown' ? 'unknown' : 'failure';
}

/** How many recipients of those that the server spoke of have the message, and how many have not. */
export function countsOf(
  recipients: readonly RecipientOutcome[] = [],
): Required<Pick<Facts, 'accepted' | 'rejected'>> {
  const accepted = recipients.filter(({ outcome }) => outcome === 'accepted').length;
  return { accepted, rejected: recipients.length - accepted };
}

/** The name of a field. */
export type FieldName = keyof typeof fields;

/** The fields that have a value. */
export type Fields = { readonly [name in FieldName]?: FieldValue };

/** Makes the function that reads the fields of one place. */
export function readerOf(place: Place): (facts: Facts, show: Disclosure) => Fields {
  const all: Readonly<Record<string, Field>> = fields;
  const seen = Object.entries(all).filter(([, [places]]) => places.includes(place));
  return (facts, show) => {
    const read: Record<string, FieldValue> = {};
    for (const [name, [, find]] of seen) {
      const value = find(facts, show);
      if (value !== undefined) read[name] = value;
    }
    return read;
  };
}

function dateOf(until: number): string {
  return new Date(Math.min(until, LAST_DATE)).toISOString();
}

function textOf(facts: Facts, { serverText, addresses }: Disclosure): string | undefined {
  const reply = facts.reply ?? facts.error?.reply;
  return serverText && reply ? showText(reply.text, addresses, mailboxesIn(facts)) : undefined;
}

function mailboxesIn({ error, mailboxes, from, to = [] }: Facts): readonly string[] {
  if (error) return mailboxesOf(error);
  return mailboxes ?? (from === undefined ? to : [...to, from]);
}

/** An error's message quotes the server, or what Nodemailer made of it: not where nobody asked for that. */
function messageOf(error: AnySmtpError, { serverText }: Disclosure): string {
  return serverText ? error.message : quietMessage(error);
}
