import { createHash, randomUUID } from 'node:crypto';

/** What a message is recognised by: enough of Nodemailer's options. */
interface Message {
  readonly messageId?: unknown;
  readonly headers?: unknown;
  readonly from?: unknown;
  readonly raw?: unknown;
}

/** Gives a message a Message-ID, unless it brings its own. */
export function withMessageId<M extends Message>(message: M): M | (M & { messageId: string }) {
  return hasOwn(message) ? message : { ...message, messageId: `<${randomUUID()}@${domainOf(message.from)}>` };
}

/**
 * The same for a message of a job: the same Message-ID whenever that is asked for.
 *
 * @param job What identifies the job: its queue, id and time.
 */
export function withJobMessageId<M extends Message>(
  message: M,
  job: readonly unknown[],
): M | (M & { messageId: string }) {
  if (hasOwn(message)) return message;
  const id = createHash('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 32);
  return { ...message, messageId: `<${id}@${domainOf(message.from)}>` };
}

/** The Message-ID that a message was given, where it is not written into `raw`. */
export function messageIdOf({ messageId, headers }: Message): string | undefined {
  const value = messageId ?? headerOf(headers);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A `raw` message is sent as it is. */
function hasOwn(message: Message): boolean {
  return Boolean(message.raw) || messageIdOf(message) !== undefined;
}

/** Nodemailer takes headers as an object, or as a list of keys and values. */
function headerOf(headers: unknown): unknown {
  if (typeof headers !== 'object' || headers === null) return undefined;
  const entries: readonly unknown[][] = Array.isArray(headers)
    ? headers.map((header) => [Object(header).key, Object(header).value])
    : Object.entries(headers);
  return entries.find(([key]) => String(key).toLowerCase() === 'message-id')?.[1];
}

function domainOf(from: unknown): string {
  const address: unknown = typeof from === 'object' && from !== null ? Reflect.get(from, 'address') : from;
  return /@([\w.-]+)>?\s*$/.exec(String(address))?.[1] ?? 'localhost';
}
