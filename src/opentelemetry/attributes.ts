import type { Attributes, AttributeValue } from '@opentelemetry/api';
import type { AttemptMessage, SendMessage } from '../channels/channels.js';
import type { AnySmtpError } from '../errors/classes.js';
import type { ServerAddress } from '../errors/outcome.js';

/** Attributes of a thing, and where in it each is found. */
type Table<T> = Readonly<Record<string, (source: T) => AttributeValue | undefined>>;

/** What is known of a server. */
export const serverTable: Table<{ readonly server?: ServerAddress }> = {
  'server.address': ({ server }) => server?.host,
  'server.port': ({ server }) => server?.port,
};

/** What is known of a send, or of the send that an attempt belongs to, when it begins. */
export const sendTable: Table<SendMessage> = {
  ...serverTable,
  'network.protocol.name': ({ protocol }) => protocol,
  'network.transport': ({ protocol }) => (protocol === undefined ? undefined : 'tcp'),
  'email.message_id': ({ messageId }) => messageId,
};

/** What only the send's own span says, and only when it ends. */
export const endTable: Table<SendMessage> = {
  'event.outcome': ({ error }) => outcomeOf(error),
  'smtp.attempt': ({ attempts }) => attempts?.length,
  'smtp.recipients.count': ({ to }) => to.length,
  'smtp.recipients.accepted': ({ recipients }) =>
    recipients?.filter(({ outcome }) => outcome === 'accepted').length,
  'smtp.recipients.rejected': ({ recipients }) =>
    recipients?.filter(({ outcome }) => outcome !== 'accepted').length,
};

/** What only an attempt's span says. */
export const attemptTable: Table<AttemptMessage> = {
  'smtp.attempt': ({ attempt }) => attempt,
};

/** What is told of a failure, by attempts and by sends. */
export const failureTable: Table<AnySmtpError> = {
  'error.type': ({ reason }) => reason,
  'smtp.error.kind': ({ kind }) => kind,
  'smtp.response.status_code': ({ reply, responseCode }) => reply?.code ?? responseCode,
  'smtp.response.enhanced_code': ({ reply }) => reply?.enhancedCode,
  'smtp.command': ({ command }) => command,
  'smtp.phase': ({ phase }) => phase,
  'smtp.delivery': ({ delivery }) => delivery,
  'smtp.disposition': ({ disposition }) => disposition,
  'smtp.provider': ({ provider }) => provider,
  'smtp.rule': ({ ruleId }) => ruleId,
  'smtp.retry.safe': ({ retry }) => retry.safe,
};

/** How a send or an attempt ended, as metrics are told apart by it. */
export const outcomeTable: Table<{ readonly error?: AnySmtpError }> = {
  'event.outcome': ({ error }) => outcomeOf(error),
  'error.type': ({ error }) => error?.reason,
};

/** Reads the attributes of a table that have a value. */
export function attributesOf<T>(table: Table<T>, source: T): Attributes {
  const attributes: Attributes = {};
  for (const [name, read] of Object.entries(table)) {
    const value = read(source);
    if (value !== undefined) attributes[name] = value;
  }
  return attributes;
}

function outcomeOf(error: AnySmtpError | undefined): string {
  if (!error) return 'success';
  return error.delivery === 'unknown' ? 'unknown' : 'failure';
}
