import type { MessageOptions } from '../options/options.js';
import { isObject } from './recognise.js';
import type { Mailer } from './shapes.js';

/** Reads what a message, or its mailer's defaults, say for one send; of any type, as it was given. */
export function messageOptions(data: unknown, { _defaults: defaults }: Mailer): MessageOptions {
  const given: MessageOptions = isObject(data) ? data : {};
  const others: MessageOptions = isObject(defaults) ? defaults : {};
  const { retry = others.retry, deadline = others.deadline } = given;
  return {
    ...(retry === undefined ? {} : { retry }),
    ...(deadline === undefined ? {} : { deadline }),
  };
}
