import { Buffer } from 'node:buffer';
import type { Credential } from '../session/scrub.js';
import { isObject } from './recognise.js';
import type { Mail, Mailer, Transport } from './shapes.js';

/** What was in use while the program ran, for what a server says of it later: the last few are remembered. */
const REMEMBERED = 50;

/** The fields of an `auth` object (and of an OAuth2 client) that nobody else may see. */
const secretFields = ['pass', 'accessToken', 'refreshToken', 'clientSecret', 'privateKey', 'passphrase'];

/** All that matters of an `auth` object. */
const authFields = ['user', 'customParams', ...secretFields];

const none: readonly Credential[] = [];

/** The secrets that a transport works with, read anew each time: credentials may be replaced at any moment. */
export interface KnownCredentials {
  list(): readonly Credential[];
  /** Knows the login of one message from now on. */
  addMail(mail: Mail): void;
  /** The message's send is over: its login is one of those that are remembered. */
  dropMail(mail: Mail): void;
  /** Remembers what is in use now: it may be replaced, and a pool forgets a connection before it reports its failure. */
  addCurrent(): void;
  /** Remembers tokens as the mailer announces them. */
  listen(mailer: Mailer): void;
}

export function knownCredentials(transport: Transport): KnownCredentials {
  const remembered: Credential[] = [];
  const underWay = new Map<Mail, readonly Credential[]>();
  const readAuth = authReader();
  let proxy: readonly Credential[] = [];
  let own = none;
  let all: readonly Credential[] | undefined;

  function remember(credentials: readonly Credential[]): void {
    for (const credential of credentials) {
      if (remembered.some(({ secret }) => secret === credential.secret)) continue;
      remembered.push(credential);
      if (remembered.length > REMEMBERED) remembered.shift();
      all = undefined;
    }
  }

  return {
    list() {
      const current = readAuth(transport.options?.['auth']);
      const tokens = liveTokens(transport);
      if (all && current === own && tokens.length === 0) return all;
      own = current;
      // A server may still answer, and repeat, what was replaced meanwhile.
      remember(current);
      const listed = [...current, ...tokens, ...proxy, ...[...underWay.values()].flat(), ...remembered];
      all = tokens.length === 0 ? listed : undefined;
      return listed;
    },
    addCurrent() {
      remember(readAuth(transport.options?.['auth']));
      remember(liveTokens(transport));
    },
    addMail(mail) {
      const own = isObject(mail) && isObject(mail.data) ? credentialsIn(mail.data.auth) : [];
      if (own.length === 0) return;
      underWay.set(mail, own);
      all = undefined;
    },
    dropMail(mail) {
      if (underWay.size === 0) return;
      remember(underWay.get(mail) ?? []);
      underWay.delete(mail);
      all = undefined;
    },
    listen(mailer) {
      proxy = credentialsInUrl(mailer.options?.['proxy']);
      all = undefined;
      mailer.on?.('token', (token) => remember(credentialsIn(token)));
    },
  };
}

/**
 * Reads what is asked for with each line of a dialogue: the list is the very same one as long as nothing
 * of the object was changed (a message takes 1.02 of the CPU without that, Node 20.20,
 * test/bench/throughput.js).
 */
function authReader(): (auth: unknown) => readonly Credential[] {
  let last: unknown;
  let values: readonly unknown[] = none;
  let list = none;
  return (auth) => {
    const isSame =
      auth === last && isObject(auth) && authFields.every((field, at) => auth[field] === values[at]);
    if (isSame) return list;
    list = credentialsIn(auth);
    values = isObject(auth) ? authFields.map((field) => auth[field]) : none;
    // What is in an object may change within it.
    last = values.some(isObject) ? undefined : auth;
    return list;
  };
}

function credentialsIn(auth: unknown): readonly Credential[] {
  if (!isObject(auth)) return [];
  const user = typeof auth['user'] === 'string' ? auth['user'] : undefined;
  const secrets = secretFields.flatMap((field) => stringsIn(auth[field]));
  const custom = isObject(auth['customParams']) ? Object.values(auth['customParams']).flatMap(stringsIn) : [];
  const own = [...secrets, ...custom.filter(mayBeSecret)];
  return own.map((secret) => ({ secret, ...(user === undefined ? {} : { user }) }));
}

/** Scopes and kinds of grants are addresses and names that everybody knows, and stand in every second reply. */
function mayBeSecret(parameter: string): boolean {
  return !/^(?:https?:|urn:)/i.test(parameter);
}

/** A private key may stand in an object with its passphrase; a password may be a number, or bytes. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string' && value !== '') return [value];
  if (typeof value === 'number') return [String(value)];
  if (Buffer.isBuffer(value)) return value.length === 0 ? [] : [value.toString('utf8')];
  if (isObject(value))
    return Object.values(value).flatMap((inner) => (isObject(inner) ? [] : stringsIn(inner)));
  return [];
}

/** A token that a provision callback handed out is only to be found where it is used. */
function liveTokens(transport: Transport): readonly Credential[] {
  let all = tokensIn(transport);
  const connections = Array.isArray(transport._connections) ? transport._connections : none;
  for (const connection of connections) {
    const own = tokensIn(connection);
    if (own.length > 0) all = [...all, ...own];
  }
  return all;
}

function tokensIn(owner: unknown): readonly Credential[] {
  const auth = isObject(owner) ? owner['auth'] : undefined;
  const client = isObject(auth) ? auth['oauth2'] : undefined;
  if (!isObject(auth) || !isObject(client)) return none;
  return credentialsIn({ user: auth['user'], accessToken: client['accessToken'] });
}

function credentialsInUrl(url: unknown): readonly Credential[] {
  if (typeof url !== 'string' || !URL.canParse(url)) return [];
  const { username, password } = new URL(url);
  return password === '' ? [] : [{ user: decoded(username), secret: decoded(password) }];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
