import type { Credential } from '../session/scrub.js';
import { isObject } from './recognise.js';
import type { Mail, Mailer, Transport } from './shapes.js';

/** Tokens and logins that were in use while the program ran, those of single messages too: the last few are remembered. */
const REMEMBERED = 50;

/** The fields of an `auth` object (and of an OAuth2 client) that nobody else may see. */
const secretFields = ['pass', 'accessToken', 'refreshToken', 'clientSecret', 'privateKey', 'passphrase'];

/** The secrets that a transport works with, read anew each time: credentials may be replaced at any moment. */
export interface KnownCredentials {
  list(): readonly Credential[];
  /** Remembers the login of one message. */
  addMail(mail: Mail): void;
  /** Remembers the tokens in use now: a pool forgets a connection before it reports its failure. */
  addLiveTokens(): void;
  /** Remembers tokens as the mailer announces them. */
  listen(mailer: Mailer): void;
}

export function knownCredentials(transport: Transport): KnownCredentials {
  const remembered: Credential[] = [];
  let proxy: readonly Credential[] = [];

  function remember(credentials: readonly Credential[]): void {
    for (const credential of credentials) {
      if (remembered.some(({ secret }) => secret === credential.secret)) continue;
      remembered.push(credential);
      if (remembered.length > REMEMBERED) remembered.shift();
    }
  }

  return {
    list() {
      const current = credentialsIn(transport.options?.['auth']);
      // A server may still answer, and repeat, what was replaced meanwhile.
      remember(current);
      return [...current, ...liveTokens(transport), ...proxy, ...remembered];
    },
    addLiveTokens: () => remember(liveTokens(transport)),
    addMail(mail) {
      if (isObject(mail) && isObject(mail.data)) remember(credentialsIn(mail.data.auth));
    },
    listen(mailer) {
      proxy = credentialsInUrl(mailer.options?.['proxy']);
      mailer.on?.('token', (token) => remember(credentialsIn(token)));
    },
  };
}

function credentialsIn(auth: unknown): readonly Credential[] {
  if (!isObject(auth)) return [];
  const user = typeof auth['user'] === 'string' ? auth['user'] : undefined;
  const secrets = secretFields.flatMap((field) => stringsIn(auth[field]));
  const custom = isObject(auth['customParams']) ? Object.values(auth['customParams']).flatMap(stringsIn) : [];
  return [...secrets, ...custom].map((secret) => ({ secret, ...(user === undefined ? {} : { user }) }));
}

/** A private key may stand in an object with its passphrase; a password may be a number. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string' && value !== '') return [value];
  if (typeof value === 'number') return [String(value)];
  if (isObject(value)) return Object.values(value).filter((inner) => typeof inner === 'string');
  return [];
}

/** A token that a provision callback handed out is only to be found where it is used. */
function liveTokens(transport: Transport): readonly Credential[] {
  const connections = Array.isArray(transport._connections) ? transport._connections : [];
  return [transport, ...connections].flatMap((owner) => {
    const auth = isObject(owner) && isObject(owner['auth']) ? owner['auth'] : undefined;
    const client = auth && isObject(auth['oauth2']) ? auth['oauth2'] : undefined;
    if (!client) return [];
    return credentialsIn({ user: auth?.['user'], accessToken: client['accessToken'] });
  });
}

function credentialsInUrl(url: unknown): readonly Credential[] {
  if (typeof url !== 'string' || !URL.canParse(url)) return [];
  const { username, password } = new URL(url);
  return password === '' ? [] : [{ user: username, secret: decodeURIComponent(password) }];
}
