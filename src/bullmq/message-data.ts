import { Buffer } from 'node:buffer';
import { expected } from '../options/checks.js';

/**
 * Makes a message into what a queue can keep: Buffers become Base64.
 *
 * @throws TypeError for what no queue can keep: streams and functions.
 */
export function packMessage(message: object): object {
  if (Array.isArray(message))
    throw expected('message', "a message, as Nodemailer's sendMail takes it", message);
  return packFields(message, 'message');
}

/** Makes the message again, also of a job that was added as it was. */
export function unpackMessage(data: object): object {
  // Copied by whoever does not expect it, it would bring fields that nobody has looked at.
  const fields = Object.entries(data).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(fields.map(([key, value]) => [key, unpack(value)]));
}

function packFields(fields: object, path: string): object {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, pack(value, `${path}.${key}`)]),
  );
}

function pack(value: unknown, path: string): unknown {
  if (value instanceof Uint8Array) return { type: 'Buffer', data: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map((item, index) => pack(item, `${path}[${index}]`));
  if (typeof value === 'function' || typeof value === 'bigint' || isStream(value)) {
    throw expected(path, 'something that a queue can keep: text, a Buffer, a path, a URL', value);
  }
  if (typeof value !== 'object' || value === null) return value;
  // Dates and URLs.
  return 'toJSON' in value ? value : packFields(value, path);
}

function unpack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpack);
  if (typeof value !== 'object' || value === null) return value;
  const { type, data } = Object(value);
  if (type === 'Buffer' && typeof data === 'string') return Buffer.from(data, 'base64');
  if (type === 'Buffer' && Array.isArray(data)) return Buffer.from(data);
  return unpackMessage(value);
}

function isStream(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'pipe' in value && typeof value.pipe === 'function';
}
