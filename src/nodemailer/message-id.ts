import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';

/** What a message is recognised by: enough of Nodemailer's options. */
export interface Identified {
  readonly messageId?: unknown;
  readonly headers?: unknown;
  readonly from?: unknown;
  readonly raw?: unknown;
  readonly idempotencyKey?: unknown;
}

/**
 * Makes a Message-ID, the same one for the same parts and the same sender's domain.
 *
 * @param from As Nodemailer's option of that name.
 */
export function messageIdFrom(parts: readonly unknown[], from: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
  return messageIdAt(digest, from);
}

/** A Message-ID with this on its left side. */
export function messageIdAt(left: string, from: unknown): string {
  return `<${left}@${domainOf(from)}>`;
}

/** The Message-ID of whatever message has this `idempotencyKey`. */
export function keyedMessageId(key: string, from: unknown): string {
  return messageIdFrom(['idempotencyKey', key], from);
}

/** The Message-ID that a message was given, where it is not written into `raw`. */
export function messageIdOf({ messageId, headers }: Identified): string | undefined {
  const value = messageId ?? headerOf(headers);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Whether a message brings a Message-ID of its own; a `raw` one is sent as it is. */
export function hasMessageId(message: Identified): boolean {
  return Boolean(message.raw) || messageIdOf(message) !== undefined;
}

/** Whether this is how a header is called that has the Message-ID. */
export function isMessageId(key: unknown): boolean {
  return String(key).toLowerCase() === 'message-id';
}

/** Nodemailer takes headers as an object, or as a list of keys and values. */
function headerOf(headers: unknown): unknown {
  if (typeof headers !== 'object' || headers === null) return undefined;
  const entries: readonly unknown[][] = Array.isArray(headers)
    ? headers.map((header) => [Object(header).key, Object(header).value])
    : Object.entries(headers);
  return entries.find(([key]) => isMessageId(key))?.[1];
}

/** As Nodemailer takes it for an id of its own: of the first address, in the form that goes over the wire. */
function domainOf(from: unknown): string {
  const first: unknown = Array.isArray(from) ? from[0] : from;
  const address: unknown =
    typeof first === 'object' && first !== null ? Reflect.get(first, 'address') : first;
  const text = String(address);
  const found = /<[^<>@\s]*@([^<>\s]+)>/.exec(text) ?? /@([^\s<>,;"()]+)/.exec(text);
  return domainToASCII(found?.[1] ?? '') || 'localhost';
}
