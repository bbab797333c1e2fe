import { createHash, randomUUID } from 'node:crypto';

/** What a message is recognised by: enough of Nodemailer's options. */
interface Message {
  readonly messageId?: unknown;
  readonly headers?: unknown;
  readonly from?: unknown;
  readonly raw?: unknown;
  readonly idempotencyKey?: unknown;
}

/** Gives a message a Message-ID, unless it brings its own: the same one for the same `idempotencyKey`. */
export function withMessageId<M extends Message>(message: M): M | (M & { messageId: string }) {
  if (hasOwn(message)) return message;
  const { idempotencyKey: key } = message;
  const id = typeof key === 'string' ? digest(['idempotencyKey', key]) : randomUUID();
  return { ...message, messageId: `<${id}@${domainOf(message.from)}>` };
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
  if (message.idempotencyKey !== undefined) return withMessageId(message);
  return { ...message, messageId: `<${digest(job)}@${domainOf(message.from)}>` };
}

/** The message without what makes it the same as another one. */
export function withoutIdentity(message: Message): object {
  const { messageId: _, idempotencyKey: __, headers, ...rest } = message;
  return headers === undefined ? rest : { ...rest, headers: withoutMessageId(headers) };
}

function withoutMessageId(headers: unknown): unknown {
  if (typeof headers !== 'object' || headers === null) return headers;
  if (Array.isArray(headers)) return headers.filter((header) => !isMessageId(Object(header).key));
  return Object.fromEntries(Object.entries(headers).filter(([key]) => !isMessageId(key)));
}

function isMessageId(key: unknown): boolean {
  return String(key).toLowerCase() === 'message-id';
}

function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
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
  return entries.find(([key]) => isMessageId(key))?.[1];
}

function domainOf(from: unknown): string {
  const address: unknown = typeof from === 'object' && from !== null ? Reflect.get(from, 'address') : from;
  return /@([\w.-]+)>?\s*$/.exec(String(address))?.[1] ?? 'localhost';
}
