import { authenticate } from './auth.js';
import * as replies from './replies.js';
import type { LoginRecord } from './reports.js';
import type { Answer, Speaker } from './speaker.js';

/** Carries out an AUTH command (RFC 4954); true when the client is in. */
export async function logIn(speaker: Speaker, argument: string): Promise<boolean> {
  const { settings, session, ledger } = speaker;
  const [name = '', initial] = argument.split(' ');
  const login: LoginRecord = { sessionId: session.id, mechanism: name.toUpperCase(), accepted: false };
  ledger.logins.push(login);

  const conclude = async (answer: Answer): Promise<boolean> => {
    login.accepted = answer.takesEffect;
    if (login.accepted && login.user !== undefined) session.user = login.user;
    ledger.changed();
    await answer.send();
    return login.accepted;
  };

  const mechanism = settings.mechanisms.find((offered) => offered === login.mechanism);
  if (settings.requireTls && !session.secure)
    return conclude(await speaker.decide('auth', replies.tlsRequired));
  if (mechanism === undefined)
    return conclude(
      await speaker.decide('auth', settings.mechanisms.length > 0 ? replies.noMechanism : replies.noAuth),
    );

  const exchange = authenticate(
    mechanism,
    settings.accounts,
    initial === undefined ? undefined : decode(initial),
  );
  // The answer to the command itself is the first challenge, or at once the verdict.
  let first = true;
  const decide = (phase: 'auth-challenge' | 'auth-response', normal: string) =>
    first ? speaker.decideEither('auth', phase, normal) : speaker.decide(phase, normal);

  let move = exchange.next();
  while (!move.done) {
    const answer = await decide('auth-challenge', replies.challenge(move.value));
    first = false;
    if (answer.code !== 334) return conclude(answer);
    await answer.send();
    const line = await speaker.hear();
    if (line === '*') return speaker.refuse(replies.cancelled).then(() => false);
    move = exchange.next(decode(line));
  }
  const { user, valid } = move.value;
  if (user !== undefined) login.user = user;
  return conclude(await decide('auth-response', valid ? replies.loggedIn : replies.badCredentials));
}

// "=" is an initial response without content, and comes out as one.
const decode = (text: string) => Buffer.from(text, 'base64').toString();
