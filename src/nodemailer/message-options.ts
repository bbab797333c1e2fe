import type { MessageOptions } from '../options/options.js';
import { hasMessageId, type Identified, keyedMessageId } from './message-id.js';
import { isObject } from './recognise.js';
import type { Mailer } from './shapes.js';

/**
 * Reads what a message, or its mailer's defaults, say for one send; of any type, as it was given.
 *
 * @throws TypeError where the defaults have an `idempotencyKey`, which would make all messages the same one.
 */
export function messageOptions(data: unknown, { _defaults: defaults }: Mailer): MessageOptions {
  const given: MessageOptions = isObject(data) ? data : {};
  const others: MessageOptions = isObject(defaults) ? defaults : {};
  const { retry = others.retry, deadline = others.deadline, idempotencyKey } = given;
  if (others.idempotencyKey !== undefined)
    throw new TypeError(
      'Expected the defaults of createTransport to have no idempotencyKey: it is of one message alone.',
    );
  return {
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(retry === undefined ? {} : { retry }),
    ...(deadline === undefined ? {} : { deadline }),
  };
}

/**
 * A message as it is sent: with the Message-ID that its key stands for, unless it brings its own. The key is
 * taken out, so that no transport makes of it what it likes.
 */
export function withMessageIdOf(key: string, data: unknown, { _defaults: defaults }: Mailer): unknown {
  const { idempotencyKey: _, ...message }: Identified = Object(data);
  if (hasMessageId(message)) return message;
  const from = message.from ?? (isObject(defaults) ? defaults['from'] : undefined);
  return { ...message, messageId: keyedMessageId(key, from) };
}
