import { isObject } from '../recognise.js';

type Exchange = (stream: NodeJS.ReadableStream) => NodeJS.ReadableStream;

/** Deep enough for alternatives within related within mixed, with room for plugins. */
const MAX_DEPTH = 20;

const contents = ['text', 'html', 'watchHtml', 'amp', 'icalEvent', 'raw', 'attachments', 'alternatives'];

/**
 * Puts other streams in the place of those that a message's data has: as content, as `raw`, in a list, in
 * an object around them. Strings, Buffers, paths and URLs can be read any number of times and stay.
 *
 * @returns What is changed, if anything. Lists and objects in it are copies: the message's own are the application's,
 *   and may be part of other messages.
 */
export function exchangedIn(
  data: Record<string, unknown>,
  exchange: Exchange,
): Record<string, unknown> | undefined {
  let changed: Record<string, unknown> | undefined;
  for (const key of contents) {
    const value = data[key];
    if (!isObject(value)) continue;
    const other = Array.isArray(value) ? inList(value, exchange) : inContent(value, exchange);
    if (other !== value) changed = { ...changed, [key]: other };
  }
  return changed;
}

/** Does the same in a compiled message, where the parts are Nodemailer's own and are changed in place. */
export function exchangeInParts(node: unknown, exchange: Exchange, depth = 0): void {
  if (!isObject(node) || depth > MAX_DEPTH) return;
  for (const key of ['content', '_raw']) {
    const stream = node[key];
    if (!isStream(stream)) continue;
    const other = exchange(stream);
    if (other !== stream) node[key] = other;
  }
  const children = node['childNodes'];
  if (!Array.isArray(children)) return;
  for (const child of children) exchangeInParts(child, exchange, depth + 1);
}

export function isStream(value: unknown): value is NodeJS.ReadableStream {
  return isObject(value) && typeof value['pipe'] === 'function';
}

function inList(list: readonly unknown[], exchange: Exchange): readonly unknown[] {
  let others: unknown[] | undefined;
  list.forEach((value, index) => {
    const other = inContent(value, exchange);
    if (other === value) return;
    others ??= [...list];
    others[index] = other;
  });
  return others ?? list;
}

function inContent(value: unknown, exchange: Exchange): unknown {
  if (isStream(value)) return exchange(value);
  if (!isObject(value)) return value;
  const changes: PropertyDescriptorMap = {};
  for (const key of ['content', 'raw']) {
    const stream = value[key];
    if (!isStream(stream)) continue;
    const other = exchange(stream);
    if (other !== stream)
      changes[key] = { value: other, writable: true, enumerable: true, configurable: true };
  }
  if (Object.keys(changes).length === 0) return value;
  const properties = { ...Object.getOwnPropertyDescriptors(value), ...changes };
  return Object.defineProperties(Object.create(Object.getPrototypeOf(value)), properties);
}
