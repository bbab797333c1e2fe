import { Buffer } from 'node:buffer';
import nodemailer from 'nodemailer';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { echo, type ScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { collectingLogger, everythingOf, rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const user = 'alice@example.com';
const pass = 'Tr0ub4dor&3 "quoted"';
const token = 'ya29.a0AfH6SMBx-very/secret+token';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** Every form in which a secret may come back. */
const secrets = [
  pass,
  base64(pass),
  base64(`\0${user}\0${pass}`),
  base64(`${user}\0${user}\0${pass}`),
  token,
  base64(token),
  base64(`user=${user}\x01auth=Bearer ${token}\x01\x01`),
].map((secret) => secret.replace(/=+$/, ''));

const message = { from: 'a@example.com', to: 'b@example.com', subject: 'hello', text: 'hello' };

/** Sends, and returns everything that came out anywhere: the error, our log, Nodemailer's log. */
async function outputOf(server: ScriptedServer, options: Record<string, unknown>) {
  const ours = collectingLogger();
  const theirs = collectingLogger();
  const mailer = wrapTransport(
    nodemailer.createTransport({
      host: server.host,
      port: server.port,
      logger: theirs.logger,
      transactionLog: true,
      ...options,
    }),
    { logger: ours.logger, log: { serverText: true, addresses: true }, retry: false },
  );
  const error = await rejection(mailer.sendMail(message));
  mailer.close();
  const transcript = isSmtpError(error) ? error.transcript : [];
  return { error, text: [error, transcript, ours.calls, theirs.calls].map(everythingOf).join('\n') };
}

function expectNoSecret(text: string) {
  for (const secret of secrets) {
    expect(text).not.toContain(secret);
    expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
  }
}

describe('a server that repeats the credentials it was sent', () => {
  const pools = [false, true];

  for (const pool of pools) {
    const over = pool ? 'a pool' : 'a single connection';

    test(`AUTH PLAIN: no form of the password leaves the process over ${over}`, async () => {
      const server = await start({
        mechanisms: ['PLAIN'],
        script: { auth: echo('500 5.5.1 unrecognized command') },
      });
      const { error, text } = await outputOf(server, { pool, auth: { user, pass } });
      expect(text).toContain('500 5.5.1 unrecognized command');
      expect(isSmtpError(error) && error.response).toBe(
        '500 5.5.1 unrecognized command AUTH PLAIN [redacted]',
      );
      expectNoSecret(text);
    });

    test(`AUTH LOGIN: no form of the password leaves the process over ${over}`, async () => {
      const server = await start({
        mechanisms: ['LOGIN'],
        script: { 'auth-response': echo('501 5.5.4 cannot decode') },
      });
      const { text } = await outputOf(server, { pool, auth: { user, pass } });
      expect(text).toContain('501 5.5.4 cannot decode');
      expectNoSecret(text);
    });

    test(`CRAM-MD5: the answer to the challenge stays in the process over ${over}`, async () => {
      const server = await start({
        mechanisms: ['CRAM-MD5'],
        script: { 'auth-response': echo('501 5.5.4 cannot decode') },
      });
      const { error, text } = await outputOf(server, {
        pool,
        auth: { user, pass },
        authMethod: 'CRAM-MD5',
      });
      expect(isSmtpError(error) && error.response).toBe('501 5.5.4 cannot decode [redacted]');
      const decoded = (text.match(/[A-Za-z0-9+/]{12,}/g) ?? []).map((run) =>
        Buffer.from(run, 'base64').toString(),
      );
      expect(decoded.filter((part) => /[0-9a-f]{32}/.test(part))).toEqual([]);
      expectNoSecret(text);
    });

    test(`XOAUTH2: no form of the token leaves the process over ${over}`, async () => {
      const server = await start({
        mechanisms: ['XOAUTH2'],
        script: { auth: echo('500 5.5.1 unrecognized command') },
      });
      const { text } = await outputOf(server, { pool, auth: { type: 'OAuth2', user, accessToken: token } });
      expect(text).toContain('unrecognized command');
      expectNoSecret(text);
    });

    test(`a token from a provision callback is found too, in clear, over ${over}`, async () => {
      const server = await start({
        mechanisms: ['XOAUTH2'],
        script: { auth: `535 5.7.8 token ${token} is not known here` },
      });
      const { text } = await outputOf(server, {
        pool,
        auth: {
          type: 'OAuth2',
          user,
          provisionCallback: (_user: string, _renew: boolean, done: (e: null, t: string) => void) =>
            done(null, token),
        },
      });
      expect(text).toContain('is not known here');
      expectNoSecret(text);
    });
  }

  test('a password in clear, in capitals, JSON-escaped and URL-encoded', async () => {
    const forms = [pass, pass.toUpperCase(), JSON.stringify(pass), encodeURIComponent(pass)];
    const server = await start({
      mechanisms: ['PLAIN'],
      script: { auth: `535-5.7.8 ${forms.join('\r\n535-5.7.8 ')}\r\n535 5.7.8 no` },
    });
    const { text } = await outputOf(server, { auth: { user, pass } });
    for (const form of forms) expect(text).not.toContain(form);
    expectNoSecret(text);
  });

  test('an echo cut short in the middle of the secret', async () => {
    const plain = base64(`\0${user}\0${pass}`).slice(0, -9);
    const login = base64(pass).slice(0, 12);
    const server = await start({
      mechanisms: ['PLAIN'],
      script: { auth: `500 5.5.2 bad line: ${plain}... and ${login}...` },
    });
    const { text } = await outputOf(server, { auth: { user, pass } });
    expect(text).toContain('bad line: [redacted]... and [redacted]...');
    expect(text).not.toContain(plain);
  });

  test('the login of a single message', async () => {
    const server = await start({ mechanisms: ['PLAIN'], script: { auth: echo('500 5.5.1 unrecognized') } });
    const ours = collectingLogger();
    const mailer = wrapTransport(nodemailer.createTransport({ host: server.host, port: server.port }), {
      logger: ours.logger,
    });
    const error = await rejection(mailer.sendMail({ ...message, auth: { user, pass } }));
    expect(isSmtpError(error) && error.reason).toMatch(/^auth\./);
    expectNoSecret([error, ours.calls].map(everythingOf).join('\n'));
  });

  test('words that only look like a login stay readable', async () => {
    const reply = '535 5.7.8 AUTH PLAIN authentication is disabled for alice@example.com, see RFC 4954';
    const server = await start({ mechanisms: ['PLAIN'], script: { auth: reply } });
    const { error } = await outputOf(server, { auth: { user, pass } });
    expect(isSmtpError(error) && error.response).toBe(reply);
  });
});

describe('hostile text in a reply', () => {
  test('terminal escapes, controls and text that reorders itself are shown, not passed on', async () => {
    const server = await start({
      mechanisms: ['PLAIN'],
      script: {
        auth: Buffer.from(
          '535 5.7.8 \x1b[31mred\x1b]0;title\x07 \x9b2J \u202egnp.exe\u2066 a\rb\0\r\n',
          'utf8',
        ).toString(),
      },
    });
    const { error, text } = await outputOf(server, { auth: { user, pass } });
    expect(isSmtpError(error) && error.response).toContain('\\x1b[31mred\\x1b]0;title\\x07');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
    expect(text).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
  });

  test('a reply of a megabyte stays out of errors and logs but for its beginning', async () => {
    // In long lines: an older Nodemailer takes seconds for a thousand of them.
    const line = `535-5.7.8 ${'x'.repeat(9000)}\r\n`;
    const server = await start({
      mechanisms: ['PLAIN'],
      script: { auth: `${line.repeat(100)}535 5.7.8 no` },
    });
    const { error, text } = await outputOf(server, { auth: { user, pass } });
    expect(isSmtpError(error) && error.reason).toBe('auth.invalid-credentials');
    expect(isSmtpError(error) && error.response?.length).toBeLessThan(10_000);
    expect(text.length).toBeLessThan(400_000);
  });

  test('a percent sign is data: no logger formats what a server says', async () => {
    const server = await start({ mechanisms: ['PLAIN'], script: { auth: '535 5.7.8 %s %d %o %j 100%' } });
    const { error, text } = await outputOf(server, { auth: { user, pass } });
    expect(isSmtpError(error) && error.message).toContain('%s %d %o %j 100%');
    expect(text).toContain('%s %d %o %j 100%');
  });
});

test.each([false, true])(
  'a password that was replaced is still one to keep, over a pool: %s',
  async (pool) => {
    const fresh = 'another correct horse';
    const server = await start({
      accounts: { [user]: fresh },
      mechanisms: ['PLAIN'],
      // The answer to a login that began before the password was replaced.
      script: { mail: `550 5.7.1 ${user} with ${pass}: go away`, rcpt: `550 5.7.1 ${fresh}` },
    });
    const ours = collectingLogger();
    const theirs = collectingLogger();
    const mailer = wrapTransport(
      nodemailer.createTransport({
        host: server.host,
        port: server.port,
        pool,
        auth: { user, pass },
        logger: theirs.logger,
        transactionLog: true,
      }),
      {
        logger: ours.logger,
        log: { serverText: true, addresses: true },
        retry: false,
        credentials: async () => ({ user, pass: fresh }),
      },
    );
    const error = await rejection(mailer.sendMail(message));
    mailer.close();
    expect(server.logins.map(({ accepted }) => accepted)).toEqual([false, true]);
    const text = [error, ours.calls, theirs.calls].map(everythingOf).join('\n');
    expect(text).toContain('[redacted]: go away');
    expect(text).not.toContain(fresh);
    expectNoSecret(text);
  },
);
