import nodemailer from 'nodemailer';
import { type MessageOptions, wrapTransport } from 'nodemailer-smtp-errors';
import { mailJob } from 'nodemailer-smtp-errors/bullmq';
import { failover } from 'nodemailer-smtp-errors/failover';
import { expect, test } from 'vitest';
import { keyedMessageId } from '../src/nodemailer/message-id.js';
import { rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const letter = { from: 'Shop <shop@example.com>', to: 'user@example.org', text: 'Hello' };
const keyed = (idempotencyKey: string, more: object = {}): typeof letter & MessageOptions => ({
  ...letter,
  idempotencyKey,
  ...more,
});

async function connect(defaults: object = {}) {
  const server = await start();
  const mailer = wrapTransport(
    nodemailer.createTransport({ host: server.host, port: server.port }, defaults),
  );
  /** The Message-IDs that the server was given. */
  const ids = () => server.messages.map(({ raw }) => /^Message-ID: (.*)\r$/m.exec(raw.toString())?.[1]);
  return { server, mailer, ids };
}

test('messages with the same key have the same Message-ID, in a queue as well, and others another', async () => {
  const { mailer, ids } = await connect();
  await mailer.sendMail(keyed('invoice 4711'));
  await mailer.sendMail(keyed('invoice 4711', { text: 'Hello again' }));
  await mailer.sendMail(keyed('invoice 4712'));
  const [first, second, third] = ids();
  expect(first).toMatch(/^<[\da-f]{32}@example\.com>$/);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
  expect(mailJob(keyed('invoice 4711')).data).toMatchObject({ messageId: first });
});

test('a Message-ID of its own stays, also as a header', async () => {
  const { mailer, ids } = await connect();
  await mailer.sendMail(keyed('a', { messageId: '<own@example.com>' }));
  await mailer.sendMail(keyed('a', { headers: { 'message-id': '<header@example.com>' } }));
  expect(ids()).toEqual(['<own@example.com>', '<header@example.com>']);
});

test('a raw message is sent as it is', async () => {
  const { server, mailer } = await connect();
  const envelope = { from: 'shop@example.com', to: 'user@example.org' };
  await mailer.sendMail(Object({ envelope, raw: 'Subject: Hi\r\n\r\nHello', idempotencyKey: 'a' }));
  expect(server.messages[0]?.raw.toString()).toBe('Subject: Hi\r\n\r\nHello\r\n');
});

test('the sender of the defaults gives it its domain', async () => {
  const { mailer, ids } = await connect({ from: 'shop@defaults.example' });
  await mailer.sendMail(keyed('a', { from: undefined }));
  expect(ids()).toEqual([expect.stringMatching(/@defaults\.example>$/)]);
});

test('the key does not leave the process, and no transport sees it', async () => {
  const { server, mailer } = await connect();
  await mailer.sendMail(keyed('invoice-4711'));
  expect(server.messages[0]?.raw.toString()).not.toMatch(/4711|idempotency/i);

  const seen: object[] = [];
  const api = () => ({
    name: 'api',
    version: '1',
    send({ data }: { data: object }, done: (error: null, info: object) => void) {
      seen.push(data);
      done(null, { messageId: Reflect.get(data, 'messageId') });
    },
  });
  await wrapTransport(nodemailer.createTransport(Object(api()))).sendMail(keyed('invoice-4711'));
  await nodemailer
    .createTransport(failover([wrapTransport(nodemailer.createTransport(Object(api())))]))
    .sendMail(keyed('invoice-4711'));
  const { messageId } = Object(mailJob(keyed('invoice-4711')).data);
  expect(seen).toMatchObject([{ messageId }, { messageId }]);
  for (const data of seen) expect(data).not.toHaveProperty('idempotencyKey');
});

const halves = 'text that is not empty, without half a surrogate pair';
test.each([
  ['', `Expected message.idempotencyKey to be ${halves}; got "".`],
  [42, `Expected message.idempotencyKey to be ${halves}; got 42.`],
  ['order \ud83d', `Expected message.idempotencyKey to be ${halves}; got "order \\ud83d".`],
])('%j is no key: the send fails and says so, and so does the queue', async (key, sentence) => {
  const { server, mailer } = await connect();
  const error = await rejection(mailer.sendMail(Object({ ...letter, idempotencyKey: key })));
  expect(error).toMatchObject({ kind: 'Misconfigured', message: expect.stringContaining(sentence) });
  expect(server.messages).toEqual([]);
  expect(() => mailJob({ ...letter, idempotencyKey: key })).toThrow(new TypeError(sentence));
});

test('a key for all messages is refused: they would all be one', async () => {
  const { mailer } = await connect({ idempotencyKey: 'a' });
  expect(await rejection(mailer.sendMail(letter))).toMatchObject({
    kind: 'Misconfigured',
    message: expect.stringContaining('it is of one message alone'),
  });
});

test.each([
  ['a list', ['Shop <shop@example.com>', 'other@example.org'], 'example.com'],
  ['an object', { name: 'Shop', address: 'shop@Example.com' }, 'example.com'],
  ['two addresses', 'shop@example.com, other@example.org', 'example.com'],
  ['a name with an at sign', '"shop@work" <shop@example.com>', 'example.com'],
  ['a domain with an umlaut', 'laden@bücher.example', 'xn--bcher-kva.example'],
])('the Message-ID of a key is of the domain of the first sender (%s)', (_what, from, domain) => {
  expect(keyedMessageId('order 17', from)).toMatch(new RegExp(`^<[0-9a-f]{32}@${domain}>$`));
});
