import { type AddressPolicy, addressMode } from '../errors/addresses.js';
import { type Logger, recordLevels } from '../log/styles.js';
import { checkAddresses, checkHashKey } from './addresses.js';
import { checkObject, checkOneOf, expected } from './checks.js';
import type { LogOptions } from './options.js';
import { withDefaults } from './with-defaults.js';

/** The option `log` with every default filled in. */
export interface ResolvedLogOptions extends Required<Omit<LogOptions, 'addresses' | 'hashKey'>> {
  readonly addresses: AddressPolicy;
}

const byDefault: ResolvedLogOptions = {
  level: undefined,
  failureLevel: 'warn',
  partialLevel: 'warn',
  addresses: { mode: 'none' },
  serverText: false,
  replies: false,
  nested: false,
};

/** Checks the option `log`, and fills in the defaults. */
export function resolveLog(log: LogOptions | undefined): ResolvedLogOptions {
  if (log === undefined) return byDefault;
  checkObject('log', log, [...Object.keys(byDefault), 'hashKey']);
  const { addresses, hashKey, ...rest } = log;
  for (const name of ['level', 'failureLevel', 'partialLevel'] as const)
    checkOneOf(`log.${name}`, log[name], recordLevels);
  checkAddresses('log.addresses', addresses);
  checkHashKey('log.hashKey', hashKey);
  for (const name of ['serverText', 'replies', 'nested'] as const)
    checkOneOf(`log.${name}`, log[name], [true, false], 'true or false');
  return { ...withDefaults(byDefault, rest), addresses: { mode: addressMode(addresses), hashKey } };
}

/** Checks the option `logger`, by its shape. */
export function checkLogger(logger: Logger | undefined): Logger | undefined {
  if (logger === undefined) return undefined;
  const missing = ['debug', 'warn'].filter(
    (level) => typeof Reflect.get(Object(logger), level) !== 'function',
  );
  if (missing.length === 0) return logger;
  throw expected('logger', `console or a logger like pino's, with a method ${missing.join(' and ')}`, logger);
}
