import nodemailer from 'nodemailer';
import { isSmtpError, MisconfiguredError, type WrapOptions, wrapTransport } from 'nodemailer-smtp-errors';
import { hang } from 'nodemailer-smtp-errors/testing';
import { expect, test, vi } from 'vitest';
import { rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const letter = { from: 'a@example.com', to: 'b@example.org', text: 'Hello' };
const greylisted = '451 4.7.1 Greylisted';

/** A server that says these to RCPT TO, one after the other. */
async function mailerFor(
  rcpt: Parameters<typeof start>[0],
  options: WrapOptions = {},
  defaults: object = {},
) {
  const server = await start(rcpt);
  const { host, port } = server;
  const transporter = nodemailer.createTransport({ host, port }, defaults);
  return { server, mailer: wrapTransport(transporter, { retry: { minTimeout: 1 }, ...options }) };
}

const greylisting = (times: number) => ({
  script: { rcpt: Array.from({ length: times }, () => greylisted) },
});

/** What a message says besides Nodemailer's own options. */
const letterWith = (options: object) => ({ ...letter, ...options });

test('a message may have more attempts than its transport gives, with the waits of its transport', async () => {
  const { server, mailer } = await mailerFor(greylisting(2), { retry: { retries: 0, maxTimeout: 1 } });
  const waits: number[] = [];
  const onRetry = (_: Error, { waitMs }: { waitMs: number }) => waits.push(waitMs);
  await mailer.sendMail(letterWith({ retry: { retries: 2, onRetry } }));
  expect(server.messages).toHaveLength(1);
  expect(waits).toHaveLength(2);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1);
});

test('a message with retry: false is tried once', async () => {
  const { mailer } = await mailerFor(greylisting(1));
  const error = await rejection(mailer.sendMail(letterWith({ retry: false })));
  expect(isSmtpError(error) && error.attempts).toHaveLength(1);
});

test('what the second argument of createTransport says holds for messages that say nothing', async () => {
  const { mailer } = await mailerFor(greylisting(2), {}, { retry: false });
  const error = await rejection(mailer.sendMail(letter));
  expect(isSmtpError(error) && error.attempts).toHaveLength(1);
  await mailer.sendMail(letterWith({ retry: { retries: 1 } }));
});

test('so does its deadline, unless a message has its own', async () => {
  const { server, mailer } = await mailerFor({ script: { mail: [hang(), hang()] } }, {}, { deadline: 50 });
  const late = { timeoutType: 'SEND_DEADLINE', delivery: 'not-sent' };
  expect(await rejection(mailer.sendMail(letter))).toMatchObject(late);
  const other = rejection(mailer.sendMail(letterWith({ deadline: false })));
  await server.until(({ sessions }) => sessions.length === 2);
  await server.close();
  expect(await other).not.toMatchObject(late);
});

test("a message's deadline ends it, whatever was begun before, and ends no other one", async () => {
  const { server, mailer } = await mailerFor(
    { script: { rcpt: [hang(), hang(), hang()] } },
    { deadline: 20_000 },
  );
  let isOver = false;
  const other = rejection(mailer.sendMail(letterWith({ deadline: false }))).finally(() => {
    isOver = true;
  });
  await server.until(({ sessions }) => sessions.length === 1);
  expect(await rejection(mailer.sendMail(letterWith({ deadline: 50 })))).toMatchObject({
    timeoutType: 'SEND_DEADLINE',
    delivery: 'not-sent',
  });
  expect(isOver).toBe(false);
  await server.close();
  await other;
});

test.each([
  [{ retry: { retries: -1 } }, 'Expected message.retry.retries to be a whole number of at least 0; got -1.'],
  [{ retry: true }, 'Expected message.retry to be an object or false; got true.'],
  [
    { deadline: 0 },
    'Expected message.deadline to be false or a number of milliseconds of at least 1; got 0.',
  ],
])('a message that says %j is not sent, and the error says what was expected', async (options, sentence) => {
  const { server, mailer } = await mailerFor({});
  const error = await rejection(mailer.sendMail(letterWith(options)));
  expect(error).toBeInstanceOf(MisconfiguredError);
  expect(error).toMatchObject({
    reason: 'config.invalid',
    delivery: 'not-sent',
    permanent: true,
    message: expect.stringContaining(sentence),
  });
  expect(server.sessions).toHaveLength(0);
  await mailer.sendMail(letter);
});

test('retry.shouldRetry forbids a further attempt, and the error says so', async () => {
  const shouldRetry = vi.fn(() => false);
  const { server, mailer } = await mailerFor(greylisting(1), { retry: { minTimeout: 1, shouldRetry } });
  const error = await rejection(mailer.sendMail(letter));
  expect(isSmtpError(error) && error.retry.why).toContain('retry.shouldRetry');
  expect(shouldRetry).toHaveBeenCalledExactlyOnceWith(error, {
    attempt: 1,
    waitMs: expect.any(Number),
    messageId: isSmtpError(error) && error.messageId,
  });
  expect(server.messages).toHaveLength(0);
});

test('retry.shouldRetry allows nothing that is not safe: it is not asked', async () => {
  const shouldRetry = vi.fn(() => true);
  const { server, mailer } = await mailerFor({ script: { 'final-dot': [hang()] } }, { deadline: 200 });
  const error = await rejection(mailer.sendMail(letterWith({ retry: { shouldRetry } })));
  expect(error).toMatchObject({ delivery: 'unknown' });
  expect(shouldRetry).not.toHaveBeenCalled();
  expect(server.sessions).toHaveLength(1);
});

test('retry.onRetry is told of each further attempt', async () => {
  const told: unknown[] = [];
  const { mailer } = await mailerFor(greylisting(2));
  await mailer.sendMail(
    letterWith({
      retry: {
        onRetry: (error: Error, { attempt }: { attempt: number }) => told.push([error.name, attempt]),
      },
    }),
  );
  expect(told).toEqual([
    ['RateLimitedError', 1],
    ['RateLimitedError', 2],
  ]);
});

test('what these throw is a process warning, and harms no send', async () => {
  const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const oops = () => {
    throw new Error('oops');
  };
  const { mailer } = await mailerFor(greylisting(2), {
    retry: { minTimeout: 1, shouldRetry: oops, onRetry: () => Promise.reject(new Error('oops')) },
  });
  await mailer.sendMail(letter);
  const warned = warning.mock.calls.map(([text]) => String(text).replace(/: Error.*/s, ''));
  warning.mockRestore();
  expect(warned.toSorted()).toEqual([
    'retry.onRetry threw',
    'retry.onRetry threw',
    'retry.shouldRetry threw',
    'retry.shouldRetry threw',
  ]);
});
