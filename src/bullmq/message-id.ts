import { randomUUID } from 'node:crypto';
import {
  hasMessageId,
  type Identified,
  isMessageId,
  keyedMessageId,
  messageIdAt,
  messageIdFrom,
} from '../nodemailer/message-id.js';
import { isIdempotencyKey } from '../options/message.js';

/** Gives a message a Message-ID, unless it brings its own: the same one for the same `idempotencyKey`. */
export function withMessageId<M extends Identified>(message: M): M | (M & { messageId: string }) {
  return identified(message, () => messageIdAt(randomUUID(), message.from));
}

/**
 * The same for a message of a job: the same Message-ID whenever that is asked for.
 *
 * @param job What identifies the job: its queue, id and time.
 */
export function withJobMessageId<M extends Identified>(
  message: M,
  job: readonly unknown[],
): M | (M & { messageId: string }) {
  return identified(message, () => messageIdFrom(job, message.from));
}

function identified<M extends Identified>(message: M, otherwise: () => string) {
  if (hasMessageId(message)) return message;
  const { idempotencyKey: key, from } = message;
  return { ...message, messageId: isIdempotencyKey(key) ? keyedMessageId(key, from) : otherwise() };
}

/** The message without what makes it the same as another one. */
export function withoutIdentity(message: Identified): object {
  const { messageId: _, idempotencyKey: __, headers, ...rest } = message;
  return headers === undefined ? rest : { ...rest, headers: withoutMessageId(headers) };
}

function withoutMessageId(headers: unknown): unknown {
  if (typeof headers !== 'object' || headers === null) return headers;
  if (Array.isArray(headers)) return headers.filter((header) => !isMessageId(Object(header).key));
  return Object.fromEntries(Object.entries(headers).filter(([key]) => !isMessageId(key)));
}
