import { checkNumber, checkObject, expected } from './checks.js';
import type { RetryOptions } from './options.js';
import { withDefaults } from './with-defaults.js';

const byDefault: Required<RetryOptions> = {
  retries: 2,
  minTimeout: 1000,
  maxTimeout: 30_000,
  factor: 2,
  bufferLimit: 5 * 2 ** 20,
};

const WHOLE = 'a whole number of at least 0';

/** The option `retry` with every default filled in. */
export function resolveRetry(retry: RetryOptions | false | undefined): Required<RetryOptions> {
  if (retry === false) return { ...byDefault, retries: 0 };
  if (retry === undefined) return byDefault;
  checkObject('retry', retry, Object.keys(byDefault), 'an object or false');
  checkNumber('retry.retries', retry.retries, WHOLE, { least: 0 });
  checkNumber('retry.minTimeout', retry.minTimeout, 'a number of milliseconds of at least 0', { least: 0 });
  checkNumber('retry.maxTimeout', retry.maxTimeout, 'a number of milliseconds of at least 0', { least: 0 });
  checkNumber('retry.bufferLimit', retry.bufferLimit, 'a number of bytes of at least 0', { least: 0 });
  checkNumber('retry.factor', retry.factor, 'a number of at least 1', { least: 1 });
  if (retry.retries !== undefined && !Number.isInteger(retry.retries))
    throw expected('retry.retries', WHOLE, retry.retries);
  return withDefaults(byDefault, retry);
}
