import { isError, isObject } from './recognise.js';

/** What is read of an error here, besides what it has of its own. */
const names = [
  'name',
  'message',
  'stack',
  'cause',
  'code',
  'command',
  'response',
  'responseCode',
  'originalCode',
  'timeoutType',
  'recipient',
  'permanent',
  'rejected',
  'rejectedErrors',
] as const;

/**
 * What a transport failed with as an error that can be read and changed: third-party transports fail with
 * strings, with objects that only look like errors, with frozen ones, and with what throws when it is
 * looked at.
 */
export function asError(value: unknown): Error {
  try {
    if (isError(value)) return isSound(value) ? value : likenessOf(value);
    return isObject(value) ? likenessOf(value) : new Error(String(value));
  } catch {
    return new Error('The transport failed with something that cannot be read');
  }
}

function isSound(error: Error): boolean {
  if (Object.isFrozen(error)) return false;
  try {
    for (const key of keysOf(error)) Reflect.get(error, key);
    return true;
  } catch {
    return false;
  }
}

function likenessOf(value: object): Error {
  const fields: Record<string, unknown> = {};
  for (const key of keysOf(value)) {
    try {
      const field: unknown = Reflect.get(value, key);
      if (field !== undefined) fields[key] = field;
    } catch {
      // What cannot be read says nothing.
    }
  }
  const { message, stack, ...others } = fields;
  const likeness = new Error(typeof message === 'string' ? message : 'The transport failed');
  if (typeof stack === 'string') likeness.stack = stack;
  return Object.assign(likeness, others);
}

function keysOf(value: object): ReadonlySet<string> {
  return new Set([...names, ...Object.getOwnPropertyNames(value)]);
}
