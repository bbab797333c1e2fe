import { Buffer } from 'node:buffer';
import { tracingChannel } from 'node:diagnostics_channel';
import nodemailer from 'nodemailer';
import { channelNames, isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import type { Script } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { collectingLogger, everythingOf, rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const user = 'alice';
const message = { from: 'a@example.com', to: 'b@example.com', subject: 'hello', text: 'hello' };
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

/** Sends a message that the server refuses, and returns the error and all that was told of it. */
async function refused(pass: unknown, script: Script, pool = false) {
  const server = await start({ mechanisms: ['PLAIN'], script });
  const ours = collectingLogger();
  const theirs = collectingLogger();
  const mailer = wrapTransport(
    nodemailer.createTransport({
      host: server.host,
      port: server.port,
      pool,
      logger: theirs.logger,
      transactionLog: true,
      ...{ auth: { user, pass } },
    }),
    { logger: ours.logger, log: { serverText: true, addresses: true, replies: true }, retry: false },
  );
  const error = await rejection(mailer.sendMail(message));
  mailer.close();
  if (!isSmtpError(error)) throw error;
  return { error, text: [error, error.transcript, ours.calls, theirs.calls].map(everythingOf).join('\n') };
}

/** No eight characters in a row of a secret. */
function expectNothingOf(secret: string, text: string) {
  for (let at = 0; at + 8 <= secret.length; at += 1) expect(text).not.toContain(secret.slice(at, at + 8));
}

describe('no cut halves a secret', () => {
  const pass = 'correct-horse-battery-staple';
  const lengths = [1012, 1016, 1020, 1021, 1024, 1030, 4090, 8180];

  test.each(lengths)('at %i characters', async (length) => {
    const reply = `535 ${'x'.repeat(length - pass.length - 4)} ${pass} no`;
    const { error, text } = await refused(pass, { auth: reply });
    expect(error.reason).toMatch(/^auth\./);
    expectNothingOf(pass, text);
  });

  test('where many secrets before it make room for it', async () => {
    const long = pass.repeat(3);
    const line = `${long} `.repeat(10);
    const { text } = await refused(long, {
      auth: `535-${line}\r\n${`535-${line}\r\n`.repeat(20)}535 no`,
    });
    expectNothingOf(pass, text);
  });
});

describe('a secret as a server has it', () => {
  test.each<[name: string, pass: unknown, reply: string, secret: string]>([
    ['a line break in the option', 'sekret-pw-12\n', 'bad (sekret-pw-12)', 'sekret-pw-12'],
    ['quotes in the option', '"sekret-pw-12"', 'bad (sekret-pw-12)', 'sekret-pw-12'],
    ['bytes in the option', Buffer.from('sekret-pw-12'), 'bad (sekret-pw-12)', 'sekret-pw-12'],
    ['NFD', 'pässwörd', `bad ${'pässwörd'.normalize('NFD')}`, 'pässwörd'.normalize('NFD')],
    ['Latin-1 of its UTF-8', 'pässwörd', `bad ${latin1('pässwörd')}`, latin1('pässwörd')],
    ['a short one in quotes', 'ab1', 'bad password "ab1"', '"ab1"'],
    ['cut short', 'correct-horse-battery', 'bad correct-horse-batt', 'correct-horse'],
    ['every sign percent-encoded', "pa!s(s)'wrd", 'bad pa%21s%28s%29%27wrd', 'pa%21s'],
    ['in two lines', 'first-half+second-half', 'first-half+\r\n535-second-half', 'second-half'],
  ])('%s', async (_name, pass, words, secret) => {
    const { error, text } = await refused(pass, { auth: `535-${words}\r\n535 no` });
    expect(error.responseCode).toBe(535);
    expect(error.response).toContain('[redacted]');
    expect(text).not.toContain(secret);
  });

  const pass = 'correct-horse-battery-staple';
  const plain = base64(`\0${user}\0${pass}`);
  test.each([
    ['behind a hyphen', `535 PLAIN-${plain}`],
    ['behind a slash', `535 /${plain}`],
    ['over two lines', `535-${plain.slice(0, 24)}\r\n535 ${plain.slice(24)}`],
    ['alone over two lines', `535-${base64(pass).slice(0, 20)}\r\n535 ${base64(pass).slice(20)}`],
  ])('the answer of PLAIN %s', async (_name, reply) => {
    const { error, text } = await refused(pass, { auth: reply }, true);
    expect(error.responseCode).toBe(535);
    // The name before it is no secret, and Nodemailer logs it.
    expectNothingOf(plain.slice(8), text);
    expectNothingOf(base64(pass), text);
  });

  test('mechanisms that a server names stay readable', async () => {
    const hello = '250-smtp.example.com\r\n250 AUTH LOGIN XOAUTH2 PLAIN';
    const { error } = await refused(pass, { ehlo: hello, auth: '535 5.7.8 no' });
    expect(error.transcript).toContain('S: 250 AUTH LOGIN XOAUTH2 PLAIN');
  });
});

test('the id that a server gives a delivery is clean', async () => {
  const pass = 'correct-horse-battery';
  const server = await start({
    mechanisms: ['PLAIN'],
    accounts: { [user]: pass },
    script: { 'final-dot': `250 2.0.0 OK <${pass}\u001b[31m@x.prod.outlook.com>` },
  });
  const mailer = wrapTransport(
    nodemailer.createTransport({ host: server.host, port: server.port, auth: { user, pass } }),
  );
  const info = await mailer.sendMail(message);
  expect(everythingOf(info)).not.toContain(pass);
  expect(String(Object(info).serverMessageId)).not.toContain('\u001b');
});

test('what a server says of a delivery is clean in the info, in records and on channels', async () => {
  const pass = 'correct-horse-battery';
  const server = await start({
    mechanisms: ['PLAIN'],
    accounts: { [user]: pass },
    script: { 'final-dot': `250 2.0.0 ok ${pass} \u001b[31m \u202e \u2028 forged` },
  });
  const ours = collectingLogger();
  const told: unknown[] = [];
  const listener = { asyncEnd: (event: object) => told.push({ ...event }) };
  const channel = tracingChannel<unknown, object>(channelNames.send);
  channel.subscribe(Object(listener));
  const mailer = wrapTransport(
    nodemailer.createTransport({ host: server.host, port: server.port, auth: { user, pass } }),
    { logger: ours.logger, log: { serverText: true } },
  );
  const info = await mailer.sendMail(message);
  channel.unsubscribe(Object(listener));
  expect(info.response).toMatch(/^250 2\.0\.0 ok \[redacted\] \\x1b\[31m/);
  const [record] = ours.records('smtp.client.send');
  const shown = String(record?.['smtp.response.text']);
  expect(shown).toContain('ok [redacted] \\x1b[31m');
  expect(told).toHaveLength(1);
  const all = [info, ours.calls, told].map(everythingOf).join('\n');
  expect(all).not.toContain(pass);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
  expect(shown).not.toMatch(/[\x00-\x1f\u202e\u2028]/);
});

test('the login of a single message is known as long as its send lives, however many there are', async () => {
  const count = 60;
  const server = await start({ mechanisms: ['PLAIN'] });
  const secretOf = (index: number) => `tenant-secret-${index}-x`;
  let open: (() => void)[] = [];
  const mailer = wrapTransport(
    {
      name: 'Held',
      version: '1',
      send(mail: { data: { auth: { pass: string } } }, callback: (error: Error) => void) {
        open.push(() => callback(new Error(`535 5.7.8 wrong: ${mail.data.auth.pass}`)));
        if (open.length < count) return;
        for (const fail of open) fail();
        open = [];
      },
    },
    // All of them are to be under way at once.
    { retry: false, pace: false },
  );
  const transporter = nodemailer.createTransport(Object(mailer));
  const errors = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      rejection(transporter.sendMail(Object({ ...message, auth: { user, pass: secretOf(index) } }))),
    ),
  );
  expect(server.logins).toEqual([]);
  errors.forEach((error, index) => {
    expect(everythingOf(error)).not.toContain(secretOf(index));
  });
});

describe('objects in foreign errors', () => {
  const secret = 'PrxPassw0rd77';

  test.each([false, true])(
    "the password of a SOCKS proxy stays out of the client's error, pool: %s",
    async (pool) => {
      const ours = collectingLogger();
      const theirs = collectingLogger();
      const given = { proxy: { userId: 'user', password: secret }, command: 'connect' };
      const transport = nodemailer.createTransport({
        host: 'mx.example',
        port: 25,
        ...Object({ pool, logger: theirs.logger, proxy: `socks5://user:${secret}@127.0.0.1:1` }),
      });
      transport.set(
        'proxy_socks_module',
        Object({
          createConnection: (_options: object, done: (error: Error) => void) =>
            setImmediate(done, Object.assign(new Error('Socks5 Authentication failed'), { options: given })),
        }),
      );
      const mailer = wrapTransport(transport, { logger: ours.logger, retry: false });
      const error = await rejection(mailer.sendMail(message));
      mailer.close();
      expect(everythingOf(error)).toContain('Socks5 Authentication failed');
      expect(everythingOf([error, ours.calls, theirs.calls])).not.toContain(secret);
      // What the client itself works with is as it was.
      expect(given.proxy.password).toBe(secret);
    },
  );

  test('a session token stays out of the lines that Nodemailer logs of Amazon SES', async () => {
    const token = 'IQoJb3JpZ2luX2VjEXAMPLESESSIONTOKEN1234567890abcdef';
    const theirs = collectingLogger();
    const sesClient = {
      send: () => Promise.reject(new Error(`should have been 'POST\nx-amz-security-token:${token}\n'`)),
      config: { region: async () => 'eu-west-1' },
    };
    class SendEmailCommand {}
    const mailer = wrapTransport(
      nodemailer.createTransport(Object({ SES: { sesClient, SendEmailCommand }, logger: theirs.logger })),
    );
    const error = await rejection(mailer.sendMail(message));
    expect(everythingOf([error, theirs.calls])).toContain('x-amz-security-token:[redacted]');
    expect(everythingOf([error, theirs.calls])).not.toContain(token);
  });

  test('session tokens of the AWS SDK stay out, in words and in objects, also where they go in circles', async () => {
    const token = 'IQoJb3JpZ2luX2VjEXAMPLESESSIONTOKEN1234567890abcdef';
    const words = `The Canonical String should have been 'POST\nx-amz-security-token:${token}\n'`;
    const error: Error = Object.assign(new Error(words), {
      name: 'InvalidSignatureException',
      $metadata: { httpStatusCode: 403 },
      config: { credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: token, sessionToken: token } },
      body: Buffer.from(words),
    });
    Object.assign(error, { self: error });
    const ours = collectingLogger();
    const mailer = nodemailer.createTransport(
      Object(
        wrapTransport(
          {
            name: 'SES',
            version: '1',
            send: (_mail: unknown, callback: (error: Error) => void) => callback(error),
          },
          { logger: ours.logger, log: { serverText: true }, retry: false },
        ),
      ),
    );
    const failure: unknown = await rejection(mailer.sendMail(message));
    expect(isSmtpError(failure) && failure.message).toContain('x-amz-security-token:[redacted]');
    expect(everythingOf([failure, ours.calls])).not.toContain(token);
    expect(everythingOf([failure])).not.toContain(Buffer.from(token).toString('hex').match(/../g)?.join(' '));
  });
});
