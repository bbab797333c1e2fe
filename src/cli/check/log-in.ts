import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import type { Reply } from '../../reply/reply.js';
import type { Dialogue } from './dialogue.js';

/** The mechanisms that we know, in the order in which Nodemailer takes them. */
export const mechanisms = ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'] as const;

/** One of {@link mechanisms}. */
export type Mechanism = (typeof mechanisms)[number];

/** Who logs in; for XOAUTH2 the secret is the access token. */
export interface Login {
  readonly user: string;
  readonly secret: string;
}

/** What is sent with the AUTH command, and what in answer to each challenge of the server's. */
interface Exchange {
  readonly initial?: string;
  readonly answers: readonly ((challenge: string) => string)[];
}

const exchanges: { readonly [mechanism in Mechanism]: (login: Login) => Exchange } = {
  // RFC 4616
  PLAIN: ({ user, secret }) => ({ initial: `\0${user}\0${secret}`, answers: [] }),
  LOGIN: ({ user, secret }) => ({ answers: [() => user, () => secret] }),
  // RFC 2195
  'CRAM-MD5': ({ user, secret }) => ({
    answers: [(challenge) => `${user} ${createHmac('md5', secret).update(challenge).digest('hex')}`],
  }),
  // A refused token is explained in a challenge, which wants an empty answer before the refusal comes.
  XOAUTH2: ({ user, secret }) => ({
    initial: `user=${user}\u0001auth=Bearer ${secret}\u0001\u0001`,
    answers: [() => ''],
  }),
};

/** Logs in, and returns the server's verdict. */
export async function logIn(dialogue: Dialogue, mechanism: Mechanism, login: Login): Promise<Reply> {
  const request = { phase: 'auth', command: `AUTH ${mechanism}` } as const;
  const { initial, answers } = exchanges[mechanism](login);
  const command = `AUTH ${mechanism}`;
  let reply =
    initial === undefined
      ? await dialogue.ask(command, request)
      : await dialogue.ask(`${command} ${encode(initial)}`, { ...request, shown: `${command} [redacted]` });
  for (const answer of answers) {
    if (reply.code !== 334) break;
    const challenge = Buffer.from(reply.text, 'base64').toString('utf8');
    reply = await dialogue.ask(encode(answer(challenge)), { ...request, shown: '[redacted]' });
  }
  return reply;
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
