import { inspect } from 'node:util';

/** The error for an argument that cannot be used: what was expected, and what came. */
export function expected(name: string, what: string, value: unknown): TypeError {
  const got = inspect(value, {
    depth: 0,
    breakLength: Number.POSITIVE_INFINITY,
  });
  return new TypeError(`startScriptedServer: expected ${name} to be ${what}, got ${got}`);
}

/** Whether a value is one that an option takes. */
export type Check = readonly [what: string, holds: (value: unknown) => boolean];

export const aBoolean: Check = ['a boolean', (value) => typeof value === 'boolean'];
export const aCount: Check = [
  'a whole number from 0',
  (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0,
];
export const anObject: Check = [
  'an object',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
];
export const oneOf = (...values: readonly string[]): Check => [
  `one of ${values.join(', ')}`,
  (value) => typeof value === 'string' && values.includes(value),
];

/** Throws where an object has an unknown key, or a value that its check does not take. */
export function checkFields(name: string, object: unknown, checks: { readonly [key: string]: Check }): void {
  if (typeof object !== 'object' || object === null || Array.isArray(object))
    throw expected(name, 'an object', object);
  for (const [key, value] of Object.entries(object)) {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    if (check === undefined)
      throw expected(`each key of ${name}`, `one of ${Object.keys(checks).join(', ')}`, key);
    if (value !== undefined && !check[1](value)) throw expected(`${name}.${key}`, check[0], value);
  }
}

/** Throws where a value is no fault; `what` says what else it might have been. */
export function checkFault(name: string, what: string, fault: unknown): void {
  if (!anObject[1](fault)) throw expected(name, what, fault);
  checkFields(name, fault, {
    says: ['a string or bytes', (value) => typeof value === 'string' || value instanceof Uint8Array],
    echoes: aBoolean,
    times: aCount,
    pace: oneOf('whole', 'lines', 'bytes'),
    intervalMs: aCount,
    ending: oneOf('go-on', 'drop', 'reset', 'hang', 'stall'),
    takesEffect: aBoolean,
    afterBytes: aCount,
  });
}
