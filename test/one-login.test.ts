import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import nodemailer from 'nodemailer';
import SMTPPool from 'nodemailer/lib/smtp-pool';
import SMTPTransport from 'nodemailer/lib/smtp-transport';
import { type WrapOptions, wrapTransport } from 'nodemailer-smtp-errors';
import { hang, type ScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { collectingLogger, rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const message = { from: 'a@example.com', to: 'b@example.com', subject: 'hello', text: 'hello' };
const refusal = '535 5.7.8 Username and password not accepted';

afterEach(() => {
  vi.useRealTimers();
});

function options({ host, port }: ScriptedServer, pass = 'right') {
  return { host, port, auth: { user: 'alice', pass } };
}

function mailerFor(server: ScriptedServer, pass?: string, wrap?: WrapOptions) {
  return wrapTransport(nodemailer.createTransport(options(server, pass)), wrap);
}

const transports = {
  'single connections': (server: ScriptedServer) => new SMTPTransport(options(server)),
  'a pool': (server: ScriptedServer) => new SMTPPool({ ...options(server), maxConnections: 20 }),
};

for (const [over, create] of Object.entries(transports)) {
  describe(`a login that had worked, over ${over}`, () => {
    async function startProven(replies: readonly string[]) {
      const server = await start({
        accounts: { alice: 'right' },
        mechanisms: ['PLAIN'],
        script: { auth: ['ok', ...replies, 'ok'] },
      });
      const mailer = nodemailer.createTransport(wrapTransport(create(server), { retry: false }));
      await mailer.sendMail(message);
      // A pool would go on with the connection that is logged in.
      await server.until(({ sessions }) => sessions.every(({ state }) => state !== 'busy'));
      await server.sayGoodbye();
      return { server, mailer };
    }

    test('and is refused once, is tried again: nobody fails, and every message arrives', async () => {
      const { server, mailer } = await startProven([refusal]);
      await Promise.all(Array.from({ length: 10 }, () => mailer.sendMail(message)));
      mailer.close();
      expect(server.messages).toHaveLength(11);
      expect(server.logins.filter(({ accepted }) => !accepted)).toHaveLength(1);
    });

    test('and is refused again in its second try, is suspended', async () => {
      const { server, mailer } = await startProven([refusal, refusal]);
      expect(await rejection(mailer.sendMail(message))).toMatchObject({ reason: 'auth.invalid-credentials' });
      expect(await rejection(mailer.sendMail(message))).toMatchObject({ reason: 'auth.suspended' });
      mailer.close();
      expect(server.logins).toHaveLength(3);
    });

    test('and does not any more, costs 200 sends at the most 20 failed logins', async () => {
      const { server, mailer } = await startProven(Array.from({ length: 200 }, () => refusal));
      await Promise.all(Array.from({ length: 200 }, () => rejection(mailer.sendMail(message))));
      mailer.close();
      expect(server.logins.length - 1).toBeLessThanOrEqual(20);
    });
  });
}

test('verify() gets its second try as well', async () => {
  const server = await start({
    accounts: { alice: 'right' },
    mechanisms: ['PLAIN'],
    script: { auth: ['ok', refusal, 'ok'] },
  });
  const mailer = mailerFor(server);
  await mailer.sendMail(message);
  expect(await mailer.verify()).toBe(true);
});

test('a transport for each of 20 requests costs two failed logins at the most', async () => {
  const server = await start({ accounts: { alice: 'right' } });
  const errors = await Promise.all(
    Array.from({ length: 20 }, () => rejection(mailerFor(server, 'wrong').sendMail(message))),
  );
  expect(errors).toMatchObject(errors.map(() => ({ kind: 'AuthenticationFailed' })));
  expect(server.logins.length).toBeLessThanOrEqual(2);
});

test('each of two transports asks its own application for credentials, and each goes on', async () => {
  const server = await start({ accounts: { alice: 'right' } });
  const credentials = [1, 2].map(() => vi.fn(async () => ({ pass: 'right' })));
  await Promise.all(
    credentials.map((ask) => mailerFor(server, 'wrong', { credentials: ask }).sendMail(message)),
  );
  expect(credentials.map((ask) => ask.mock.calls.length)).toEqual([1, 1]);
  expect(server.logins.filter(({ accepted }) => !accepted)).toHaveLength(1);
});

test('of two transports with the same login the one with the longer cool-down decides', async () => {
  const server = await start({ accounts: { alice: 'right' } });
  const mailerWith = (coolDown: number) => mailerFor(server, 'wrong', { loginGuard: { coolDown } });
  await rejection(mailerWith(90_000).sendMail(message));
  const error = await rejection(mailerWith(1000).sendMail(message));
  expect(Object(error).retry.afterMs).toBeGreaterThan(1000);
});

test('a cool-down may be longer than there are dates', async () => {
  const server = await start({ accounts: { alice: 'right' } });
  const { logger, records } = collectingLogger();
  const mailer = mailerFor(server, 'wrong', { logger, loginGuard: { coolDown: 1e300 } });
  expect(await rejection(mailer.sendMail(message))).toMatchObject({ reason: 'auth.invalid-credentials' });
  expect(await rejection(mailer.sendMail(message))).toMatchObject({ reason: 'auth.suspended' });
  expect(records('smtp.login.suspended')).toMatchObject([
    { 'smtp.login.suspended_until': expect.stringContaining('Z') },
  ]);
});

test('a first login that hangs, of verify() as well, takes nobody with it', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const server = await start({ accounts: { alice: 'right' }, script: { auth: [hang(), 'ok'] } });
  const mailer = mailerFor(server);
  mailer.verify().catch(() => undefined);
  const sent = mailer.sendMail(message);
  await server.until(({ sessions }) => sessions.some(({ commands }) => commands.at(-1)?.startsWith('AUTH')));
  expect(server.sessions).toHaveLength(1);
  vi.advanceTimersByTime(5000);
  await Promise.all([sent, mailer.sendMail(message)]);
  expect(server.messages).toHaveLength(2);
});

test('a clock that is set back keeps nobody out', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  const accounts: Record<string, string> = { alice: 'other' };
  const server = await start({ accounts });
  const mailer = mailerFor(server);
  await rejection(mailer.sendMail(message));
  accounts['alice'] = 'right';
  vi.setSystemTime(Date.now() - 24 * 3_600_000);
  expect(await rejection(mailer.sendMail(message))).toMatchObject({ retry: { afterMs: 60_000 } });
  vi.advanceTimersByTime(60_000);
  await mailer.sendMail(message);
});

test.each([
  '525 5.7.13 User Account Disabled',
  '534 5.7.9 Authentication mechanism is too weak',
  '535 5.7.8 Error: authentication failed',
  '550 5.7.8 Authentication failed',
  '554 5.7.8 Authentication failed',
])('%s suspends', async (reply) => {
  const server = await start({
    accounts: { alice: 'right' },
    mechanisms: ['PLAIN'],
    script: { auth: reply },
  });
  const mailer = mailerFor(server);
  expect(await rejection(mailer.sendMail(message))).toMatchObject({ kind: 'AuthenticationFailed' });
  expect(await rejection(mailer.sendMail(message))).toMatchObject({ reason: 'auth.suspended' });
});

test.each([['mail'], ['rcpt']])('what is refused at %s after a good login suspends nobody', async (phase) => {
  const server = await start({
    accounts: { alice: 'right' },
    script: { [phase]: ['535 5.7.8 Authentication failed', '530 5.7.0 Authentication required', 'ok'] },
  });
  const credentials = vi.fn(async () => undefined);
  const mailer = mailerFor(server, 'right', { credentials, retry: false });
  for (const responseCode of [535, 530]) {
    expect(await rejection(mailer.sendMail(message))).toMatchObject({ responseCode });
  }
  await mailer.sendMail(message);
  expect(credentials).not.toHaveBeenCalled();
});

test('another private key ends a suspension, be it text or a key object', async () => {
  const server = await start({ accounts: { alice: 'token' }, mechanisms: ['XOAUTH2'] });
  const answers: object[] = [];
  const endpoint = createServer((_request, response) => response.end(JSON.stringify(answers.shift() ?? {})));
  endpoint.listen(0, '127.0.0.1');
  await once(endpoint, 'listening');
  const address = Object(endpoint.address());
  const keys = [1, 2, 3].map(() => generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey);
  const [first, second, third] = keys;
  const auth = (privateKey: unknown) =>
    Object({
      type: 'OAuth2',
      user: 'alice',
      serviceClient: 'service',
      privateKey,
      accessUrl: `http://127.0.0.1:${address.port}/`,
    });
  const send = async (privateKey: unknown) => {
    const { host, port } = server;
    const transporter = nodemailer.createTransport({ host, port, auth: auth(privateKey) });
    return wrapTransport(transporter, { retry: false }).sendMail(message);
  };
  answers.push({ error: 'invalid_grant' });
  expect(await rejection(send(first))).toMatchObject({ reason: 'auth.token' });
  expect(await rejection(send(first))).toMatchObject({ reason: 'auth.suspended' });
  answers.push({ error: 'invalid_grant' });
  expect(await rejection(send(second))).toMatchObject({ reason: 'auth.token' });
  answers.push({ access_token: 'token', expires_in: 3600 });
  await send(third?.export({ format: 'pem', type: 'pkcs8' }));
  endpoint.close();
});
