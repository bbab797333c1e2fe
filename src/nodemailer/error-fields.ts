import type { NodemailerFields } from '../errors/smtp-error.js';
import { isError } from './recognise.js';

/**
 * Reads the fields that Nodemailer puts on its errors, each only where it has the type it should.
 */
export function nodemailerFields(error: Error): NodemailerFields {
  const text = (key: string) => typed(error, key, isString);
  return {
    ...text('code'),
    ...text('command'),
    ...text('response'),
    ...text('originalCode'),
    ...text('timeoutType'),
    ...text('recipient'),
    ...typed(error, 'responseCode', (value) => typeof value === 'number'),
    ...typed(error, 'rejected', (value) => Array.isArray(value) && value.every(isString)),
    ...typed(error, 'rejectedErrors', (value) => Array.isArray(value) && value.every(isError)),
  };
}

function typed(error: Error, key: string, fits: (value: unknown) => boolean): Record<string, unknown> {
  const value: unknown = Reflect.get(error, key);
  return fits(value) ? { [key]: value } : {};
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}
