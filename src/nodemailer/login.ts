import { createHmac, KeyObject, randomBytes } from 'node:crypto';
import { isObject } from './recognise.js';
import type { Mail, Transport } from './shapes.js';

/** Of this process only: what is remembered of a password is of no use to anybody else. */
const key = randomBytes(32);

/**
 * Stands for the credentials that a send logs in with, and tells nothing about them.
 *
 * @param mail The message, which may bring a login of its own; none for `verify()`.
 * @returns A keyed hash, or `undefined` where nobody logs in.
 */
export function loginKey(transport: Transport, mail?: Mail): string | undefined {
  const values = loginValues(transport, mail, setTokens.get(transport));
  if (!values) return undefined;
  const last = latest.get(transport);
  if (last && values.every((value, index) => value === last.values[index])) return last.key;
  const hash = hashOf(values, key).toString('base64');
  latest.set(transport, { values, key: hash });
  return hash;
}

/**
 * Tells the credentials of one process from those of another: the same mark for the same ones, and another
 * for all but one in 65,536 others. So short a hash confirms no guess of a password.
 *
 * @param salt The same for all who compare.
 */
export function loginMark(transport: Transport, salt: string): string {
  const { host, port, service } = transport.options ?? {};
  return hashOf(loginValues(transport) ?? [host, port, service], salt).toString('hex', 0, 2);
}

function hashOf(values: readonly unknown[], secret: string | Buffer): Buffer {
  return createHmac('sha256', secret)
    .update(JSON.stringify(values.map(spelled)))
    .digest();
}

/** @param setToken What stands for an access token that can be renewed: such a one comes and goes. */
function loginValues(transport: Transport, mail?: Mail, setToken?: unknown): readonly unknown[] | undefined {
  const { host, port, service, auth } = transport.options ?? {};
  const own: unknown = isPool(transport) ? undefined : mail?.data.auth;
  if (!isObject(auth) && !isObject(own)) return undefined;
  const login = isObject(own) ? { ...Object(auth), ...own } : Object(auth);
  const renewable = Boolean(login.refreshToken || login.serviceClient || login.provisionCallback);
  return [
    host,
    port,
    service,
    login.type,
    login.user,
    login.pass,
    login.refreshToken,
    login.clientId,
    login.clientSecret,
    login.serviceClient,
    login.privateKey,
    login.options,
    login.method,
    renewable ? setToken : login.accessToken,
  ];
}

/** What cannot be spelled out, as what has itself in it, stands for itself. */
function spelled(value: unknown): string {
  try {
    return JSON.stringify(value, spellOut) ?? '';
  } catch {
    return isObject(value) ? standInFor(value) : String(value);
  }
}

const standIns = new WeakMap<object, string>();
let standInCount = 0;

function standInFor(value: object): string {
  const known = standIns.get(value);
  if (known !== undefined) return known;
  standInCount += 1;
  const standIn = `#${standInCount}`;
  standIns.set(value, standIn);
  return standIn;
}

/** A key object has nothing to show for itself, and would be as good as any other. */
function spellOut(_name: string, value: unknown): unknown {
  if (!(value instanceof KeyObject)) return value;
  return value.type === 'secret' ? value.export({ format: 'jwk' }) : pemOf(value);
}

function pemOf(key: KeyObject): unknown {
  return key.export({ format: 'pem', type: key.type === 'private' ? 'pkcs8' : 'spki' });
}

/** What each transport logged in with last: nearly always the same as now, and hashing takes its time. */
const latest = new WeakMap<Transport, { readonly values: readonly unknown[]; readonly key: string }>();

/** The login that each transport's own state was made from. */
const applied = new WeakMap<Transport, string | undefined>();

/** The access token that the application put in place last. */
const setTokens = new WeakMap<Transport, unknown>();

/** Notes which login a transport is set up with. */
export function noteAuth(transport: Transport): void {
  applied.set(transport, loginKey(transport));
}

/**
 * Has a transport log in with what `transport.options.auth` says now. A pool reads that for each
 * new connection; the single transport works it out once, in its constructor.
 */
export function applyAuthIfChanged(transport: Transport): void {
  if (isPool(transport)) return;
  const current = loginKey(transport);
  if (applied.get(transport) === current) return;
  applied.set(transport, current);
  if (transport.getAuth) transport.auth = transport.getAuth({});
}

/** Puts other credentials in place; what they do not name stays. */
export function replaceAuth(transport: Transport, fresh: object): void {
  if (transport.options) transport.options['auth'] = { ...Object(transport.options['auth']), ...fresh };
  if ('accessToken' in fresh) setTokens.set(transport, fresh.accessToken);
  applyAuthIfChanged(transport);
}

/**
 * Has the next login get a new OAuth2 access token.
 *
 * @returns False where there is nothing to get one with.
 */
export function dropAccessToken(transport: Transport): boolean {
  const auth = transport.options?.['auth'];
  if (!isObject(auth) || String(auth['type']).toUpperCase() !== 'OAUTH2') return false;
  const provisioned = auth['provisionCallback'] ?? transport.mailer?.get?.('oauth2_provision_cb');
  if (!auth['refreshToken'] && !auth['serviceClient'] && !provisioned) return false;
  const { accessToken: _, expires: __, timeout: ___, ...rest } = auth;
  if (isPool(transport)) {
    if (transport.options) transport.options['auth'] = rest;
    return true;
  }
  const client = isObject(transport.auth) ? transport.auth['oauth2'] : undefined;
  if (!isObject(client)) return false;
  client['accessToken'] = false;
  return true;
}

/** A pool reads its options for each new connection. */
export function isPool(transport: Transport): boolean {
  return Array.isArray(transport._connections);
}
