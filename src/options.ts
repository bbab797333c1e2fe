import { checkRules } from './diagnosis/check-rules.js';
import type { Rule } from './diagnosis/rule.js';
import { type AddressOption, type AddressPolicy, addressMode, addressModes } from './errors/addresses.js';
import type { AnySmtpError, AuthenticationFailedError } from './errors/classes.js';
import { defaultCoolDown } from './guard/login-guard.js';
import type { CoolDown } from './guard/types.js';
import type { Logger, RecordLevel } from './log/styles.js';

/** How often and how fast a send that failed harmlessly is tried again. */
export interface RetryOptions {
  /** Tries after the first one; 0 for none. Default 2. */
  readonly retries?: number;
  /** The first wait, in milliseconds; each wait is a random share of what it may be. Default 1000. */
  readonly minTimeout?: number;
  /** The longest wait, in milliseconds; where the server asks for more, there is no further try. Default 30000. */
  readonly maxTimeout?: number;
  /** By how much each wait is longer than the one before, at least 1. Default 2. */
  readonly factor?: number;
  /** The most bytes of a message's streams to keep in memory for further attempts. Default 5 MiB. */
  readonly bufferLimit?: number;
}

/** What goes into log records, and at which level. */
export interface LogOptions {
  /** The level of a failed send's record. Default `'warn'`. */
  readonly failureLevel?: RecordLevel;
  /**
   * How much of sender and recipient addresses is seen: `'none'`, `'domain'` (`***@example.com`),
   * `'hash'` (the same stand-in for the same address) or `'full'`. Default `'none'`.
   */
  readonly addresses?: AddressOption;
  /** The key for `'hash'`. Default: a random one for each process. */
  readonly hashKey?: string | Uint8Array;
  /** Include the server's own words, scrubbed of secrets. Default false. */
  readonly serverText?: boolean;
  /** A record at trace for each reply of a server. Default false. */
  readonly replies?: boolean;
  /** Objects in place of dotted keys, as ECS loggers have it. Default false. */
  readonly nested?: boolean;
}

/**
 * How long nobody logs in after a refusal. Of several transports with the same server and credentials the
 * longer times hold for all: they share the guard.
 */
export interface LoginGuardOptions {
  /** After the first refusal, in milliseconds; each one after that doubles it. Default 60000. */
  readonly coolDown?: number;
  /** The longest it gets, in milliseconds. Default 900000, or `coolDown` where that is more. */
  readonly longestCoolDown?: number;
}

/**
 * The options of {@link wrapTransport}; everything has a default.
 *
 * @example
 * ```ts
 * wrapTransport(transporter, { logger: pino(), retry: { retries: 4 }, deadline: 60_000 });
 * ```
 */
export interface WrapOptions {
  /**
   * Where records go: pino, bunyan, winston, NestJS's `Logger`, anything else that takes an object
   * first, or `console`. Default: nowhere.
   */
  readonly logger?: Logger;
  /** What the records hold. Default: no addresses and none of the server's words. */
  readonly log?: LogOptions;
  /** Default: two more tries where that is safe. `false` for a single one. */
  readonly retry?: RetryOptions | false;
  /** Rules of your own, tried before the built-in ones. */
  readonly rules?: readonly Rule[];
  /**
   * The longest that a send may take, attempts and waits included, in milliseconds. Default five
   * minutes; `false` for no limit, and then some sends never end: Nodemailer 10.6 leaves them pending.
   */
  readonly deadline?: number | false;
  /** Asked what became of a message that may be out, so that it need not stay unknown. */
  readonly confirmDelivery?: ConfirmDelivery;
  /** Keeps wrong credentials from locking the account. Default true. */
  readonly loginGuard?: LoginGuardOptions | boolean;
  /**
   * Asked for other credentials when a login was refused, once for each refusal; the send is then
   * tried again once. What it resolves with is put over `transport.options.auth`.
   */
  readonly credentials?: Credentials;
}

/**
 * The option `credentials`: given the refusal, resolves with what is to be put over
 * `transport.options.auth` (`{ user, pass }`, `{ accessToken }` …), or undefined if there is nothing
 * newer. What it throws leaves the refusal as it is.
 *
 * @example
 * ```ts
 * wrapTransport(transporter, { credentials: async () => ({ pass: await vault.read('smtp-password') }) });
 * ```
 */
export type Credentials = (refused: AuthenticationFailedError) => Promise<object | undefined>;

/** What the application found out about a message that may be out. */
export type Confirmation = 'delivered' | 'not-delivered' | 'unknown';

/** What the application is told of a message that may be out. */
export interface UnknownDelivery {
  readonly messageId: string | undefined;
  readonly envelope: { readonly from: string | undefined; readonly to: readonly string[] };
  /** The error that the send fails with unless the application knows better. */
  readonly error: AnySmtpError;
}

/**
 * The option `confirmDelivery`: given a message that may be out, resolves with what became of it.
 * `'delivered'` makes the send succeed, `'not-delivered'` lets it be tried again; what is thrown, and no
 * answer within thirty seconds, is `'unknown'`.
 *
 * @example
 * ```ts
 * wrapTransport(transporter, {
 *   confirmDelivery: async ({ messageId }) => ((await inbox.has(messageId)) ? 'delivered' : 'unknown'),
 * });
 * ```
 */
export type ConfirmDelivery = (context: UnknownDelivery) => Promise<Confirmation>;

/** The option `log` with every default filled in. */
export interface ResolvedLogOptions extends Required<Omit<LogOptions, 'addresses' | 'hashKey'>> {
  readonly addresses: AddressPolicy;
}

/** Options with every default filled in. */
export interface ResolvedOptions {
  readonly logger: Logger | undefined;
  readonly log: ResolvedLogOptions;
  readonly retry: Required<RetryOptions>;
  readonly rules: readonly Rule[];
  readonly deadline: number | false;
  readonly confirmDelivery: ConfirmDelivery | undefined;
  /** Absent where it is switched off. */
  readonly loginGuard: CoolDown | undefined;
  readonly credentials: Credentials | undefined;
}

const FIVE_MINUTES = 300_000;

/** 128 bits, if they are random. */
const SHORTEST_KEY = 16;

const optionNames: readonly (keyof WrapOptions)[] = [
  'logger',
  'log',
  'retry',
  'rules',
  'deadline',
  'confirmDelivery',
  'loginGuard',
  'credentials',
];

const defaultRetry: Required<RetryOptions> = {
  retries: 2,
  minTimeout: 1000,
  maxTimeout: 30_000,
  factor: 2,
  bufferLimit: 5 * 2 ** 20,
};

const defaultLog: ResolvedLogOptions = {
  failureLevel: 'warn',
  addresses: { mode: 'none' },
  serverText: false,
  replies: false,
  nested: false,
};

const levels: readonly string[] = ['trace', 'debug', 'info', 'warn', 'error'];

/**
 * Checks options and fills in the defaults.
 *
 * @param options What the user gave, of any type.
 * @throws TypeError with a sentence that says what was expected and what came.
 */
export function resolveOptions(options: WrapOptions = {}): ResolvedOptions {
  checkObject('options', options, optionNames);
  checkFunction('confirmDelivery', options.confirmDelivery);
  checkFunction('credentials', options.credentials);
  return {
    logger: checkLogger(options.logger),
    log: resolveLog(options.log),
    retry: resolveRetry(options.retry),
    rules: options.rules === undefined ? [] : checkRules(options.rules),
    deadline: resolveDeadline(options.deadline),
    confirmDelivery: options.confirmDelivery,
    loginGuard: resolveLoginGuard(options.loginGuard),
    credentials: options.credentials,
  };
}

function resolveDeadline(deadline: number | false | undefined): number | false {
  if (deadline === undefined) return FIVE_MINUTES;
  if (deadline === false) return false;
  checkNumber('deadline', deadline, 1, 'false or a number of milliseconds of at least 1');
  return deadline;
}

function resolveRetry(retry: RetryOptions | false | undefined): Required<RetryOptions> {
  if (retry === false) return { ...defaultRetry, retries: 0 };
  if (retry === undefined) return defaultRetry;
  checkObject('retry', retry, Object.keys(defaultRetry), 'an object or false');
  checkNumber('retry.retries', retry.retries, 0, 'a whole number of at least 0');
  checkNumber('retry.minTimeout', retry.minTimeout, 0, 'a number of milliseconds of at least 0');
  checkNumber('retry.maxTimeout', retry.maxTimeout, 0, 'a number of milliseconds of at least 0');
  checkNumber('retry.bufferLimit', retry.bufferLimit, 0, 'a number of bytes of at least 0');
  checkNumber('retry.factor', retry.factor, 1, 'a number of at least 1');
  if (retry.retries !== undefined && !Number.isInteger(retry.retries)) {
    throw expected('retry.retries', 'a whole number of at least 0', retry.retries);
  }
  return withDefaults(defaultRetry, retry);
}

function resolveLoginGuard(guard: LoginGuardOptions | boolean | undefined): CoolDown | undefined {
  if (guard === false) return undefined;
  if (guard === undefined || guard === true) return defaultCoolDown;
  checkObject('loginGuard', guard, ['coolDown', 'longestCoolDown'], 'true, false or an object');
  const { coolDown: firstMs = defaultCoolDown.firstMs } = guard;
  checkNumber('loginGuard.coolDown', firstMs, 1, 'a number of milliseconds of at least 1');
  const { longestCoolDown: longestMs = Math.max(firstMs, defaultCoolDown.longestMs) } = guard;
  const what = `a number of milliseconds of at least coolDown (${firstMs})`;
  checkNumber('loginGuard.longestCoolDown', longestMs, firstMs, what);
  return { firstMs, longestMs };
}

function resolveLog(log: LogOptions | undefined): ResolvedLogOptions {
  if (log === undefined) return defaultLog;
  checkObject('log', log, [...Object.keys(defaultLog), 'hashKey']);
  const { addresses, hashKey, ...rest } = log;
  if (log.failureLevel !== undefined && !levels.includes(log.failureLevel)) {
    throw expected('log.failureLevel', `one of ${levels.join(', ')}`, log.failureLevel);
  }
  checkAddresses('log.addresses', addresses);
  checkHashKey('log.hashKey', hashKey);
  for (const name of ['serverText', 'replies', 'nested'] as const) checkBoolean(`log.${name}`, log[name]);
  return { ...withDefaults(defaultLog, rest), addresses: { mode: addressMode(addresses), hashKey } };
}

export function checkAddresses(name: string, addresses: unknown): void {
  const known: readonly unknown[] = [undefined, true, false, ...addressModes];
  if (!known.includes(addresses)) {
    throw expected(name, `one of ${addressModes.join(', ')}, or true or false`, addresses);
  }
}

/** Who could guess the key could guess the addresses. */
export function checkHashKey(name: string, key: unknown): void {
  if (key === undefined) return;
  const isKey = typeof key === 'string' || key instanceof Uint8Array;
  if (!isKey || key.length < SHORTEST_KEY) {
    const what = `a string or bytes, ${SHORTEST_KEY} or more of them`;
    // Not expected(): a key is a secret.
    throw new TypeError(`Expected ${name} to be ${what}; got ${isKey ? 'fewer' : `a ${typeof key}`}.`);
  }
}

function checkLogger(logger: Logger | undefined): Logger | undefined {
  if (logger === undefined) return undefined;
  const missing = ['debug', 'warn'].filter(
    (level) => typeof Reflect.get(Object(logger), level) !== 'function',
  );
  if (missing.length > 0) {
    throw expected(
      'logger',
      `console or a logger like pino's, with a method ${missing.join(' and ')}`,
      logger,
    );
  }
  return logger;
}

export function checkObject(
  name: string,
  value: unknown,
  known: readonly string[],
  what = 'an object',
): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw expected(name, what, value);
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    throw new TypeError(`Expected ${name} to have only ${known.join(', ')}; it has ${unknown.join(', ')}.`);
  }
}

function checkNumber(name: string, value: unknown, least: number, what: string): void {
  if (value === undefined) return;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least)
    throw expected(name, what, value);
}

export function checkFunction(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function') throw expected(name, 'a function', value);
}

function checkBoolean(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'boolean') throw expected(name, 'true or false', value);
}

/** A {@link TypeError} in the words that every bad option gets. */
export function expected(name: string, what: string, came: unknown): TypeError {
  return new TypeError(`Expected ${name} to be ${what}; got ${describe(came)}.`);
}

/** Names a value without showing what might be a password. */
function describe(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value === 'string') {
    if (URL.canParse(value)) return 'a URL';
    return value.length <= 20 ? JSON.stringify(value) : 'a long string';
  }
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'function') return 'a function';
  const keys = Object.keys(value).slice(0, 5);
  return keys.length === 0 ? 'an empty object' : `an object with ${keys.join(', ')}`;
}

function withDefaults<T extends object>(defaults: T, given: Partial<T>): T {
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(set) };
}
