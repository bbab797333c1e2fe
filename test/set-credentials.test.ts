import { once } from 'node:events';
import { createServer } from 'node:http';
import nodemailer from 'nodemailer';
import {
  AuthenticationFailedError,
  mailerState,
  setCredentials,
  type WrapOptions,
  wrapTransport,
} from 'nodemailer-smtp-errors';
import { failover } from 'nodemailer-smtp-errors/failover';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const message = { from: 'a@example.com', to: 'b@example.com', text: 'hello' };

describe.each([{ pool: false }, { pool: true }])('setCredentials ($pool: a pool)', ({ pool }) => {
  async function refused(options?: WrapOptions) {
    const server = await start({ accounts: { alice: 'right' } });
    const { host, port } = server;
    const auth = { user: 'alice', pass: 'wrong' };
    const mailer = wrapTransport(
      pool
        ? nodemailer.createTransport({ pool: true, host, port, auth })
        : nodemailer.createTransport({ host, port, auth }),
      options,
    );
    return { server, mailer };
  }

  test('ends a suspension at once, and keeps what it does not name', async () => {
    const { server, mailer } = await refused();
    expect(await rejection(mailer.sendMail(message))).toBeInstanceOf(AuthenticationFailedError);
    expect(await rejection(mailer.sendMail(message))).toMatchObject({ reason: 'auth.suspended' });
    setCredentials(mailer, { pass: 'right', user: undefined });
    await mailer.sendMail(message);
    expect(await mailer.verify()).toBe(true);
    mailer.close();
    expect(server.messages).toHaveLength(1);
  });

  test('what waits for its login goes out with the new ones', async () => {
    const { server, mailer } = await refused();
    const sent = Array.from({ length: 20 }, () => mailer.sendMail(message));
    setCredentials(mailer, { user: 'alice', pass: 'right' });
    await Promise.all(sent);
    mailer.close();
    expect(server.messages).toHaveLength(20);
  });

  test('what waits for the answer to a login with those before goes out before that comes', async () => {
    let release = () => {};
    const held = new Promise<string>((resolve) => {
      release = () => resolve('535 5.7.8 No');
    });
    const server = await start({
      accounts: { alice: 'right' },
      script: { 'auth-response': [() => held] },
    });
    const { host, port } = server;
    const single = { host, port, auth: { user: 'alice', pass: 'wrong' } };
    const mailer = wrapTransport(nodemailer.createTransport(pool ? { ...single, pool: true } : single));
    const first = mailer.sendMail(message);
    await server.until(
      ({ sessions }) => sessions[0]?.commands.some((line) => line.startsWith('AUTH')) ?? false,
    );
    const others = [mailer.sendMail(message), mailer.sendMail(message), mailer.verify()];
    await vi.waitUntil(() => mailerState(mailer).waiting.login === 3);
    setCredentials(mailer, { pass: 'right' });
    await Promise.all(others);
    expect(mailerState(mailer)).toMatchObject({ sends: 1, waiting: { login: 0 } });
    release();
    await first;
    mailer.close();
    expect(server.messages).toHaveLength(3);
  });

  test('an access token stays in place when Nodemailer gets another one that it asked for before', async () => {
    const answers: (() => void)[] = [];
    const tokens = createServer((_, response) => {
      answers.push(() => response.end('{"access_token":"of before","expires_in":3600}'));
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void tokens.close());
    await once(tokens, 'listening');
    const server = await start({ accounts: { alice: 'set' }, mechanisms: ['XOAUTH2'] });
    const { host, port } = server;
    const accessUrl = `http://127.0.0.1:${Object(tokens.address()).port}/`;
    const client = { clientId: 'id', clientSecret: 'secret', refreshToken: 'refresh', accessUrl };
    const single = { host, port, auth: { type: 'OAuth2' as const, user: 'alice', ...client } };
    const mailer = wrapTransport(nodemailer.createTransport(pool ? { ...single, pool: true } : single));
    const asking = mailer.sendMail(message);
    await vi.waitUntil(() => answers.length > 0);
    setCredentials(mailer, { accessToken: 'set', expires: Date.now() + 3_600_000 });
    await mailer.verify();
    const answering = setInterval(() => answers.splice(0).forEach((answer) => void answer()), 5);
    onTestFinished(() => clearInterval(answering));
    await asking;
    await mailer.sendMail(message);
    expect(await mailer.verify()).toBe(true);
    mailer.close();
    expect(server.messages).toHaveLength(2);
  });

  test('what waits for the option credentials goes out with them, whether that ever answers or not', async () => {
    const credentials = vi.fn(() => new Promise<undefined>(() => {}));
    const { server, mailer } = await refused({ credentials });
    const sent = [1, 2, 3].map(() => mailer.sendMail(message));
    await vi.waitUntil(() => credentials.mock.calls.length > 0);
    setCredentials(mailer, { pass: 'right' });
    await Promise.all(sent);
    mailer.close();
    expect(server.messages).toHaveLength(3);
  });

  test('they stay in place when the option credentials answers later', async () => {
    let answer = (_: { pass: string }) => {};
    const credentials = vi.fn(
      () =>
        new Promise<{ pass: string }>((resolve) => {
          answer = resolve;
        }),
    );
    const { server, mailer } = await refused({ credentials });
    const sent = mailer.sendMail(message);
    await vi.waitUntil(() => credentials.mock.calls.length > 0);
    setCredentials(mailer, { pass: 'right' });
    answer({ pass: 'of yesterday' });
    await sent;
    expect(await mailer.verify()).toBe(true);
    await mailer.sendMail(message);
    mailer.close();
    expect(server.messages).toHaveLength(2);
  });
});

describe('setCredentials says what it cannot do', () => {
  const transporter = () => nodemailer.createTransport({ host: 'localhost' });

  test.each([
    ['a transporter that is not wrapped', transporter()],
    ['a failover', nodemailer.createTransport(failover([wrapTransport(transporter())]))],
    ['a transport that knows no login', wrapTransport(nodemailer.createTransport({ jsonTransport: true }))],
  ])('%s', (_, target) => {
    expect(() => setCredentials(target, { pass: 'new' })).toThrow(
      /^Expected the first argument of setCredentials to /,
    );
  });

  test.each<[string, unknown, string]>([
    ['a string', 'secret', 'to be an object, such as { user, pass }; got a string.'],
    ['nothing', null, 'to be an object, such as { user, pass }; got null.'],
    ['an array', ['new'], 'to be an object, such as { user, pass }; got an array.'],
    ['a Map', new Map([['pass', 'new']]), 'to be an object, such as { user, pass }; got a Map.'],
    [
      'a promise',
      Promise.resolve({ pass: 'new' }),
      'to be an object, such as { user, pass }; got a promise (did you forget await?).',
    ],
    [
      'a name that nobody reads',
      { password: 'new' },
      'to have only type, user, pass, accessToken, refreshToken, clientId, clientSecret, serviceClient, expires, privateKey; it has password.',
    ],
  ])('%s for credentials', (_, credentials, sentence) => {
    const mailer = wrapTransport(transporter());
    expect(() => Reflect.apply(setCredentials, undefined, [mailer, credentials])).toThrow(
      new TypeError(`Expected the second argument of setCredentials ${sentence}`),
    );
  });

  test.each<[string, unknown, string]>([
    ['pass', 5, 'a string; got a number'],
    ['pass', null, 'a string; got null'],
    ['pass', {}, 'a string; got an empty object'],
    ['pass', Promise.resolve('new'), 'a string; got a promise (did you forget await?)'],
    ['type', 'bogus', `'login', 'OAuth2' or 'custom'; got "bogus"`],
    ['expires', 'tomorrow', 'a time in milliseconds since 1970; got "tomorrow"'],
    ['privateKey', 7, 'a string; got a number'],
  ])('%s: %o changes nothing', (field, value, what) => {
    const mailer = wrapTransport(transporter());
    const set = () => Reflect.apply(setCredentials, undefined, [mailer, { user: 'bob', [field]: value }]);
    expect(set).toThrow(
      new TypeError(`Expected ${field} in the second argument of setCredentials to be ${what}.`),
    );
    expect(mailer.transporter).not.toHaveProperty('options.auth');
  });

  test('all kinds of credentials that there are', () => {
    const mailer = wrapTransport(transporter());
    const auth = { type: 'OAUTH2', user: 'alice', expires: 1, privateKey: { key: 'PEM', passphrase: 'p' } };
    setCredentials(mailer, auth);
    expect(mailer.transporter).toMatchObject({ options: { auth } });
  });

  test('a mock stays as it is', () => {
    const mailer = wrapTransport({ sendMail: vi.fn() });
    setCredentials(mailer, { pass: 'new' });
    expect(Object.keys(mailer)).toEqual([]);
  });
});
