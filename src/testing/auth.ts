import { createHmac, randomUUID } from 'node:crypto';

/** The SASL mechanisms that a scripted server knows. */
export const mechanisms = ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'] as const;

/** One of {@link mechanisms}. */
export type Mechanism = (typeof mechanisms)[number];

/** User names and their passwords; for XOAUTH2, their tokens. */
export type Accounts = { readonly [user: string]: string };

/** What the client said about itself, and whether it is true. */
export interface Credentials {
  readonly user: string | undefined;
  readonly valid: boolean;
}

/** Yields challenges, is given the answers, returns the credentials; all of it without base64. */
export type Exchange = Generator<string, Credentials, string>;

/** Begins to authenticate a client; `initial` is the answer that came with the AUTH command, if any. */
export function authenticate(
  mechanism: Mechanism,
  accounts: Accounts,
  initial: string | undefined,
): Exchange {
  const knows = (user: string | undefined, secret: string | undefined): Credentials => ({
    user,
    valid: secret !== undefined && secretOf(accounts, user) === secret,
  });
  return exchanges[mechanism](knows, initial, accounts);
}

type Knows = (user: string | undefined, secret: string | undefined) => Credentials;

const exchanges: {
  readonly [mechanism in Mechanism]: (
    knows: Knows,
    initial: string | undefined,
    accounts: Accounts,
  ) => Exchange;
} = {
  // RFC 4616: authorization identity, user and password, a NUL between them.
  *PLAIN(knows, initial) {
    const [, user, password] = (initial ?? (yield '')).split('\0');
    return knows(user, password);
  },

  *LOGIN(knows, initial) {
    const user = initial ?? (yield 'Username:');
    const password = yield 'Password:';
    return knows(user, password);
  },

  // RFC 2195: the user and a digest of the challenge, keyed with the password.
  *'CRAM-MD5'(_knows, _initial, accounts) {
    const challenge = `<${randomUUID()}@localhost>`;
    const [, user = '', digest] = /^(.*) ([0-9a-f]{32})$/.exec(yield challenge) ?? [];
    const password = secretOf(accounts, user);
    if (password === undefined) return { user, valid: false };
    return {
      user,
      valid: createHmac('md5', password).update(challenge).digest('hex') === digest,
    };
  },

  // Google's: "user=…^Aauth=Bearer …^A^A". A wrong token is explained by a challenge in JSON, which the
  // client answers with an empty line.
  *XOAUTH2(knows, initial) {
    const fields = (initial ?? (yield '')).split('\u0001');
    const field = (name: string) => fields.find((text) => text.startsWith(name))?.slice(name.length);
    const credentials = knows(field('user='), field('auth=Bearer '));
    if (!credentials.valid) yield '{"status":"401","schemes":"bearer","scope":"https://mail.example/"}';
    return credentials;
  },
};

// A client may well call itself "constructor".
const secretOf = (accounts: Accounts, user = ''): string | undefined =>
  Object.hasOwn(accounts, user) ? accounts[user] : undefined;
