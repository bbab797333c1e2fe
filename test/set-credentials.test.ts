import nodemailer from 'nodemailer';
import { AuthenticationFailedError, setCredentials, wrapTransport } from 'nodemailer-smtp-errors';
import { failover } from 'nodemailer-smtp-errors/failover';
import { describe, expect, test, vi } from 'vitest';
import { rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const message = { from: 'a@example.com', to: 'b@example.com', text: 'hello' };

describe.each([{ pool: false }, { pool: true }])('setCredentials ($pool: a pool)', ({ pool }) => {
  async function refused() {
    const server = await start({ accounts: { alice: 'right' } });
    const { host, port } = server;
    const auth = { user: 'alice', pass: 'wrong' };
    const mailer = wrapTransport(
      pool
        ? nodemailer.createTransport({ pool: true, host, port, auth })
        : nodemailer.createTransport({ host, port, auth }),
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

  test('credentials that are none', () => {
    const mailer = wrapTransport(transporter());
    expect(() => Reflect.apply(setCredentials, undefined, [mailer, 'secret'])).toThrow(
      'Expected the second argument of setCredentials to be an object, such as { user, pass }; got string.',
    );
  });

  test('a mock stays as it is', () => {
    const mailer = wrapTransport({ sendMail: vi.fn() });
    setCredentials(mailer, { pass: 'new' });
    expect(Object.keys(mailer)).toEqual([]);
  });
});
