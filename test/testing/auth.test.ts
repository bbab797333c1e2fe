import nodemailer from 'nodemailer';
import { type Mechanism, mechanisms, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';
import { greetedClient } from './raw-client.js';

const mail = { from: 'alice@example.com', to: 'bob@example.com', text: 'Hello' };
const base64 = (text: string) => Buffer.from(text).toString('base64');

function credentials(mechanism: Mechanism, user: string, secret: string) {
  return mechanism === 'XOAUTH2'
    ? { type: 'OAuth2' as const, user, accessToken: secret }
    : { user, pass: secret };
}

test.each(mechanisms)('lets Nodemailer in with %s', async (mechanism) => {
  await using server = await startScriptedServer({
    accounts: { alice: 'secret' },
    mechanisms: [mechanism],
    requireAuth: true,
  });
  const auth = credentials(mechanism, 'alice', 'secret');
  await nodemailer.createTransport({ host: server.host, port: server.port, auth }).sendMail(mail);
  expect(server.logins).toEqual([{ sessionId: 1, mechanism, user: 'alice', accepted: true }]);
  expect(server.sessions[0]?.user).toBe('alice');
  expect(server.messages[0]?.user).toBe('alice');
});

test.each(mechanisms)('refuses a wrong secret with %s', async (mechanism) => {
  await using server = await startScriptedServer({
    accounts: { alice: 'secret' },
    mechanisms: [mechanism],
  });
  const auth = credentials(mechanism, 'alice', 'wrong');
  const sending = nodemailer.createTransport({ host: server.host, port: server.port, auth }).sendMail(mail);
  await expect(sending).rejects.toMatchObject({ code: 'EAUTH', responseCode: 535 });
  expect(server.logins[0]).toEqual({ sessionId: 1, mechanism, user: 'alice', accepted: false });
  expect(server.messages).toHaveLength(0);
});

test.each(['toString', '__proto__', 'bob'])('does not know %s', async (user) => {
  await using server = await startScriptedServer({ accounts: { alice: 'secret' } });
  const client = await greetedClient(server);
  expect(await client.say(`AUTH PLAIN ${base64(`\0${user}\0secret`)}`)).toMatch(/^535 5\.7\.8/);
});

test.each(['toString', '__proto__', 'bob'])('does not know %s with a digest either', async (user) => {
  await using server = await startScriptedServer({ accounts: { alice: 'secret' } });
  const client = await greetedClient(server);
  await client.say('AUTH CRAM-MD5');
  expect(await client.say(base64(`${user} ${'0'.repeat(32)}`))).toMatch(/^535 5\.7\.8/);
});

test('asks for the credentials where they did not come with AUTH PLAIN', async () => {
  await using server = await startScriptedServer({ accounts: { alice: 'secret' } });
  const client = await greetedClient(server);
  expect(await client.say('AUTH PLAIN')).toBe('334 ');
  expect(await client.say(base64('\0alice\0secret'))).toMatch(/^235/);
});

test('explains a wrong XOAUTH2 token in JSON before it refuses it', async () => {
  await using server = await startScriptedServer({ accounts: { alice: 'token' } });
  const client = await greetedClient(server);
  const token = base64('user=alice\u0001auth=Bearer stale\u0001\u0001');
  const [code, json = ''] = (await client.say(`AUTH XOAUTH2 ${token}`)).split(' ');
  expect(code).toBe('334');
  expect(JSON.parse(Buffer.from(json, 'base64').toString())).toMatchObject({ status: '401' });
  expect(await client.say('')).toMatch(/^535/);
});

test('lets a client cancel', async () => {
  await using server = await startScriptedServer({ accounts: { alice: 'secret' } });
  const client = await greetedClient(server);
  await client.say('AUTH LOGIN');
  expect(await client.say('*')).toMatch(/^501/);
  expect(await client.say('NOOP')).toMatch(/^250/);
  expect(server.logins).toEqual([{ sessionId: 1, mechanism: 'LOGIN', accepted: false }]);
});

test('does not offer AUTH where there is nothing to log in to', async () => {
  await using server = await startScriptedServer();
  const client = await greetedClient(server);
  expect(client.received).not.toContain('AUTH');
  expect(await client.say('AUTH PLAIN AA==')).toMatch(/^502/);
});

test('refuses a mechanism that it does not offer, a second login, and mail without one', async () => {
  await using server = await startScriptedServer({
    accounts: { alice: 'secret' },
    mechanisms: ['PLAIN'],
    requireAuth: true,
  });
  const client = await greetedClient(server);
  expect(client.received).toContain('AUTH PLAIN\r\n');
  expect(await client.say('AUTH LOGIN')).toMatch(/^504/);
  expect(await client.say('MAIL FROM:<alice@example.com>')).toMatch(/^530 5\.7\.0/);
  expect(await client.say(`AUTH PLAIN ${base64('\0alice\0secret')}`)).toMatch(/^235/);
  expect(await client.say(`AUTH PLAIN ${base64('\0alice\0secret')}`)).toMatch(/^503/);
  expect(await client.say('MAIL FROM:<alice@example.com>')).toMatch(/^250/);
});

test('sees a password that changes under way', async () => {
  const accounts = { alice: 'old' };
  await using server = await startScriptedServer({ accounts });
  const client = await greetedClient(server);
  expect(await client.say(`AUTH PLAIN ${base64('\0alice\0new')}`)).toMatch(/^535/);
  accounts.alice = 'new';
  expect(await client.say(`AUTH PLAIN ${base64('\0alice\0new')}`)).toMatch(/^235/);
});

test('offers AUTH for a script alone, and counts the logins that the script refused', async () => {
  await using server = await startScriptedServer({ script: { auth: '535 5.7.8 No' } });
  const auth = { user: 'alice', pass: 'secret' };
  const sending = nodemailer.createTransport({ host: server.host, port: server.port, auth }).sendMail(mail);
  await expect(sending).rejects.toMatchObject({ code: 'EAUTH', response: '535 5.7.8 No' });
  expect(server.logins).toEqual([{ sessionId: 1, mechanism: 'PLAIN', user: 'alice', accepted: false }]);
});

test('follows the script at the command, at each challenge and at the verdict', async () => {
  await using server = await startScriptedServer({
    accounts: { alice: 'secret' },
    script: {
      auth: ['454 4.7.0 Command', 'ok', 'ok', '504 5.5.4 Next command'],
      'auth-challenge': ['432 4.7.12 First challenge', 'ok', '421 4.7.0 Second challenge'],
      'auth-response': ['535 5.7.139 Verdict'],
    },
  });
  const client = await greetedClient(server);
  expect(await client.say('AUTH LOGIN')).toBe('454 4.7.0 Command');
  expect(await client.say('AUTH LOGIN')).toBe('432 4.7.12 First challenge');
  expect(await client.say('AUTH LOGIN')).toMatch(/^334/);
  expect(await client.say(base64('alice'))).toBe('421 4.7.0 Second challenge');
  expect(await client.say('AUTH LOGIN')).toBe('504 5.5.4 Next command');
  expect(await client.say(`AUTH PLAIN ${base64('\0alice\0secret')}`)).toBe('535 5.7.139 Verdict');
  expect(server.logins.map(({ accepted }) => accepted)).toEqual(Array(5).fill(false));
});

test('does not count 221 as a login, whatever the client makes of it', async () => {
  await using server = await startScriptedServer({
    accounts: { alice: 'secret' },
    script: { auth: '221 2.0.0 Bye' },
  });
  const client = await greetedClient(server);
  expect(await client.say(`AUTH PLAIN ${base64('\0alice\0secret')}`)).toBe('221 2.0.0 Bye');
  expect(server.logins[0]?.accepted).toBe(false);
});
