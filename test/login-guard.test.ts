import { once } from 'node:events';
import { createServer } from 'node:http';
import nodemailer from 'nodemailer';
import SMTPPool from 'nodemailer/lib/smtp-pool';
import SMTPTransport from 'nodemailer/lib/smtp-transport';
import { AuthenticationFailedError, isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import type { ScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const message = { from: 'a@example.com', to: 'b@example.com', subject: 'hello', text: 'hello' };

afterEach(() => {
  vi.useRealTimers();
});

function options(server: ScriptedServer, pass = 'wrong') {
  return { host: server.host, port: server.port, auth: { user: 'alice', pass } };
}

const transports = {
  'single connections': (server: ScriptedServer, pass?: string) => new SMTPTransport(options(server, pass)),
  'a pool of 5': (server: ScriptedServer, pass?: string) =>
    new SMTPPool({ ...options(server, pass), maxConnections: 5 }),
};

for (const [over, create] of Object.entries(transports)) {
  describe(`over ${over}`, () => {
    test('200 sends with a wrong password cost one login, and each gets its typed rejection', async () => {
      const server = await start({ accounts: { alice: 'right' } });
      const mailer = nodemailer.createTransport(wrapTransport(create(server)));
      const errors = await Promise.all(
        Array.from({ length: 200 }, () => rejection(mailer.sendMail(message))),
      );
      mailer.close();

      expect(server.logins).toHaveLength(1);
      expect(errors.every((error) => error instanceof AuthenticationFailedError)).toBe(true);
      const [first, ...others] = errors.filter(isSmtpError);
      expect(first).toMatchObject({ reason: 'auth.invalid-credentials', responseCode: 535 });
      for (const error of others) {
        expect(error).toMatchObject({
          reason: 'auth.suspended',
          delivery: 'not-sent',
          cause: first,
          remediation: first?.remediation,
          retry: { safe: false, afterMs: expect.any(Number) },
        });
        expect(error.retry.afterMs).toBeLessThanOrEqual(60_000);
      }
    });

    test('until a login has worked, one tries; when it is in, before its message is through, the others go', async () => {
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const server = await start({
        accounts: { alice: 'right' },
        script: {
          'auth-response': [
            async () => {
              await held;
              return 'ok';
            },
          ],
          'final-dot': [
            async () => {
              await server.until(({ messages }) => messages.length === 4);
              return 'ok';
            },
          ],
        },
      });
      const mailer = nodemailer.createTransport(wrapTransport(create(server, 'right')));
      const sent = Promise.all(Array.from({ length: 5 }, () => mailer.sendMail(message)));
      await server.until(
        ({ sessions }) => sessions[0]?.commands.some((line) => line.startsWith('AUTH')) ?? false,
      );
      expect(server.sessions).toHaveLength(1);
      release();
      await sent;
      mailer.close();
      expect(server.messages).toHaveLength(5);
    });

    test('a password that is revoked later turns away what is queued, without a login for each', async () => {
      const accounts: Record<string, string> = { alice: 'right' };
      const server = await start({ accounts });
      const transport = create(server, 'right');
      const mailer = nodemailer.createTransport(wrapTransport(transport));
      await mailer.sendMail(message);
      await server.until(({ sessions }) => sessions.every(({ state }) => state !== 'busy'));
      await server.sayGoodbye();
      accounts['alice'] = 'other';
      const before = server.logins.length;
      const errors = await Promise.all(
        Array.from({ length: 200 }, () => rejection(mailer.sendMail(message))),
      );
      mailer.close();
      expect(errors.every((error) => error instanceof AuthenticationFailedError)).toBe(true);
      expect(server.logins.length - before).toBeLessThanOrEqual(20);
    });

    test('new credentials in transport.options.auth end a suspension at once', async () => {
      const server = await start({ accounts: { alice: 'right' } });
      const transport = create(server);
      const mailer = nodemailer.createTransport(wrapTransport(transport));
      await rejection(mailer.sendMail(message));
      transport.options.auth = { user: 'alice', pass: 'right' };
      await mailer.sendMail(message);
      mailer.close();
      expect(server.messages).toHaveLength(1);
    });

    test('the option credentials is asked once, however many sends failed, and all of them go out', async () => {
      const server = await start({ accounts: { alice: 'right' } });
      const credentials = vi.fn(async () => ({ user: 'alice', pass: 'right' }));
      const mailer = nodemailer.createTransport(wrapTransport(create(server), { credentials }));
      await Promise.all(Array.from({ length: 50 }, () => mailer.sendMail(message)));
      mailer.close();
      expect(credentials).toHaveBeenCalledTimes(1);
      expect(credentials).toHaveBeenCalledWith(
        expect.objectContaining({ reason: 'auth.invalid-credentials' }),
      );
      expect(server.messages).toHaveLength(50);
      expect(server.logins.filter(({ accepted }) => !accepted)).toHaveLength(1);
    });

    test('credentials that do not help are asked for once, and the refusal stands', async () => {
      const server = await start({ accounts: { alice: 'right' } });
      const credentials = vi.fn(async () => ({ user: 'alice', pass: 'also wrong' }));
      const mailer = nodemailer.createTransport(wrapTransport(create(server), { credentials }));
      const error = await rejection(mailer.sendMail(message));
      mailer.close();
      expect(error).toMatchObject({ reason: 'auth.invalid-credentials' });
      expect(server.logins).toHaveLength(2);
    });

    test('an application that cannot answer changes nothing: it gets the refusal', async () => {
      const server = await start({ accounts: { alice: 'right' } });
      const credentials = async () => {
        throw new Error('vault is sealed');
      };
      const mailer = nodemailer.createTransport(wrapTransport(create(server), { credentials }));
      const error = await rejection(mailer.sendMail(message));
      mailer.close();
      expect(error).toMatchObject({ reason: 'auth.invalid-credentials' });
    });

    test('after the cool-down one tries, and if it works all are let in', async () => {
      vi.useFakeTimers({ toFake: ['Date', 'performance'] });
      const accounts: Record<string, string> = { alice: 'right' };
      const server = await start({ accounts });
      const mailer = nodemailer.createTransport(wrapTransport(create(server)));
      await rejection(mailer.sendMail(message));
      expect(await rejection(mailer.sendMail(message))).toMatchObject({ reason: 'auth.suspended' });
      accounts['alice'] = 'wrong';
      vi.advanceTimersByTime(60_000);
      await Promise.all([mailer.sendMail(message), mailer.sendMail(message)]);
      mailer.close();
      expect(server.messages).toHaveLength(2);
    });

    test('a server that cannot check logins at present trips nothing, nor does a 421', async () => {
      const server = await start({
        accounts: { alice: 'right' },
        script: {
          'auth-response': ['454 4.7.0 Temporary authentication failure', '421 4.3.2 Shutting down'],
        },
      });
      const mailer = nodemailer.createTransport(wrapTransport(create(server, 'right'), { retry: false }));
      const errors = [await rejection(mailer.sendMail(message)), await rejection(mailer.sendMail(message))];
      await mailer.sendMail(message);
      mailer.close();
      expect(errors).toMatchObject([{ responseCode: 454 }, { responseCode: 421 }]);
    });

    test('the cool-down is yours to choose: it doubles with each refusal, up to the longest', async () => {
      const server = await start({ accounts: { alice: 'right' } });
      const loginGuard = { coolDown: 1000, longestCoolDown: 3000 };
      const mailer = nodemailer.createTransport(wrapTransport(create(server), { loginGuard }));
      vi.useFakeTimers({ toFake: ['Date', 'performance'] });
      const suspended = [];
      for (let refusal = 0; refusal < 3; refusal++) {
        expect(await rejection(mailer.sendMail(message))).toMatchObject({ responseCode: 535 });
        const error = await rejection(mailer.sendMail(message));
        const afterMs = isSmtpError(error) ? error.retry.afterMs : undefined;
        suspended.push(afterMs);
        vi.advanceTimersByTime(afterMs ?? 0);
      }
      mailer.close();
      expect(suspended).toEqual([1000, 2000, 3000]);
      expect(server.logins).toHaveLength(3);
    });

    test.each([
      '501 5.5.4 No',
      '503 5.5.1 No',
      '525 5.7.13 Account disabled',
      '534 5.7.9 No',
      '550 5.7.1 Your IP is blocked',
      '553 No',
    ])('whatever AUTH is refused for, for good: nobody tries again (%s)', async (reply) => {
      const refuse = Array.from({ length: 4 }, () => reply);
      const server = await start({
        accounts: { alice: 'right' },
        script: { auth: refuse, 'auth-response': refuse },
      });
      const mailer = nodemailer.createTransport(wrapTransport(create(server), { retry: false }));
      await rejection(mailer.sendMail(message));
      expect(await rejection(mailer.sendMail(message))).toMatchObject({ reason: 'auth.suspended' });
      mailer.close();
      expect(server.sessions).toHaveLength(1);
    });

    test('while nobody tries, a rejection comes in a later turn than the call: what is awaited first may be there already', async () => {
      const server = await start({ accounts: { alice: 'right' } });
      const mailer = nodemailer.createTransport(wrapTransport(create(server)));
      await rejection(mailer.sendMail(message));
      for (const call of [() => mailer.sendMail(message), () => mailer.verify()]) {
        let isOver = false;
        const called = call();
        called.catch(() => {
          isOver = true;
        });
        for (let turns = 0; turns < 100; turns += 1) await Promise.resolve();
        await new Promise((resolve) => process.nextTick(resolve));
        expect(isOver).toBe(false);
        expect(await rejection(called)).toMatchObject({ reason: 'auth.suspended' });
      }
      mailer.close();
    });

    test('loginGuard: false lets everybody try', async () => {
      const server = await start({ accounts: { alice: 'right' } });
      const mailer = nodemailer.createTransport(wrapTransport(create(server), { loginGuard: false }));
      const errors = await Promise.all([1, 2, 3].map(() => rejection(mailer.sendMail(message))));
      mailer.close();
      expect(errors).toMatchObject(errors.map(() => ({ reason: 'auth.invalid-credentials' })));
      expect(server.logins).toHaveLength(3);
    });
  });
}

test('a verify() in a health check does not lock the account either', async () => {
  const server = await start({ accounts: { alice: 'right' } });
  const mailer = wrapTransport(nodemailer.createTransport(options(server)));
  expect(await rejection(mailer.verify())).toMatchObject({ reason: 'auth.invalid-credentials' });
  expect(await rejection(mailer.verify())).toMatchObject({ reason: 'auth.suspended' });
  expect(await rejection(mailer.sendMail(message))).toMatchObject({ reason: 'auth.suspended' });
  expect(server.logins).toHaveLength(1);
});

test('the login of one message does not stand in the way of another’s', async () => {
  const server = await start({ accounts: { alice: 'right', bob: 'right too' } });
  const mailer = wrapTransport(nodemailer.createTransport({ host: server.host, port: server.port }));
  await rejection(mailer.sendMail({ ...message, auth: { user: 'alice', pass: 'wrong' } }));
  await mailer.sendMail({ ...message, auth: { user: 'bob', pass: 'right too' } });
  await mailer.sendMail({ ...message, auth: { user: 'alice', pass: 'right' } });
  expect(server.messages).toHaveLength(2);
});

describe('OAuth2', () => {
  async function startTokenEndpoint(answers: object[]) {
    const endpoint = createServer((_request, response) =>
      response.end(JSON.stringify(answers.shift() ?? {})),
    );
    endpoint.listen(0, '127.0.0.1');
    await once(endpoint, 'listening');
    const address = endpoint.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return { url: `http://127.0.0.1:${port}/`, close: () => endpoint.close() };
  }

  function oauth2(server: ScriptedServer, accessUrl: string, pool: boolean) {
    return {
      host: server.host,
      port: server.port,
      pool,
      auth: {
        type: 'OAuth2' as const,
        user: 'alice',
        clientId: 'client',
        clientSecret: 'secret',
        refreshToken: 'refresh',
        accessToken: 'stale',
        accessUrl,
      },
    };
  }

  for (const pool of [false, true]) {
    const over = pool ? 'a pool' : 'single connections';

    test(`a token that is refused with a plain 535 is renewed once, and the message goes out, over ${over}`, async () => {
      const server = await start({
        accounts: { alice: 'fresh' },
        mechanisms: ['XOAUTH2'],
        script: { auth: ['535 5.7.8 Bad token'] },
      });
      const endpoint = await startTokenEndpoint([{ access_token: 'fresh', expires_in: 3600 }]);
      const mailer = wrapTransport(nodemailer.createTransport(oauth2(server, endpoint.url, pool)));
      await mailer.sendMail(message);
      mailer.close();
      endpoint.close();
      expect(server.messages).toHaveLength(1);
      expect(server.logins).toHaveLength(2);
    });

    test(`a refused refresh suspends: the token endpoint is not asked for each message, over ${over}`, async () => {
      const server = await start({ accounts: { alice: 'fresh' }, mechanisms: ['XOAUTH2'] });
      const answers = Array.from({ length: 10 }, () => ({ error: 'invalid_grant' }));
      const endpoint = await startTokenEndpoint(answers);
      const mailer = wrapTransport(nodemailer.createTransport(oauth2(server, endpoint.url, pool)));
      const first = await rejection(mailer.sendMail(message));
      const left = answers.length;
      const others = await Promise.all([1, 2, 3].map(() => rejection(mailer.sendMail(message))));
      mailer.close();
      endpoint.close();
      expect(first).toMatchObject({ reason: 'auth.token' });
      expect(others).toMatchObject(others.map(() => ({ reason: 'auth.suspended' })));
      expect(answers).toHaveLength(left);
    });
  }
});
