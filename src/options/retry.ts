import { checkFunction, checkNumber, checkObject, expected } from './checks.js';
import type { RetryOptions } from './options.js';
import { withDefaults } from './with-defaults.js';

/** The option `retry` with every default filled in. */
export type ResolvedRetry = Required<RetryOptions>;

const byDefault: ResolvedRetry = {
  retries: 2,
  minTimeout: 1000,
  maxTimeout: 30_000,
  factor: 2,
  bufferLimit: 5 * 2 ** 20,
  shouldRetry: undefined,
  onRetry: undefined,
};

const WHOLE = 'a whole number of at least 0';

/**
 * The option `retry` with every default filled in.
 *
 * @param name What it is called where it was given.
 * @param defaults What holds where nothing was given.
 */
export function resolveRetry(
  retry: RetryOptions | false | undefined,
  name = 'retry',
  defaults = byDefault,
): ResolvedRetry {
  if (retry === false) return { ...defaults, retries: 0 };
  if (retry === undefined) return defaults;
  checkObject(name, retry, Object.keys(byDefault), 'an object or false');
  const milliseconds = 'a number of milliseconds of at least 0';
  checkNumber(`${name}.retries`, retry.retries, WHOLE, { least: 0 });
  checkNumber(`${name}.minTimeout`, retry.minTimeout, milliseconds, { least: 0 });
  checkNumber(`${name}.maxTimeout`, retry.maxTimeout, milliseconds, { least: 0 });
  checkNumber(`${name}.bufferLimit`, retry.bufferLimit, 'a number of bytes of at least 0', { least: 0 });
  checkNumber(`${name}.factor`, retry.factor, 'a number of at least 1', { least: 1 });
  checkFunction(`${name}.shouldRetry`, retry.shouldRetry);
  checkFunction(`${name}.onRetry`, retry.onRetry);
  if (retry.retries !== undefined && !Number.isInteger(retry.retries))
    throw expected(`${name}.retries`, WHOLE, retry.retries);
  return withDefaults(defaults, retry);
}
