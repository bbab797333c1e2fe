import { PassThrough, Readable, Stream } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import type MailMessage from 'nodemailer/lib/mailer/mail-message';
import { type WrapOptions, wrapTransport } from 'nodemailer-smtp-errors';
import type { ScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { mail } from './helpers/both-ways.js';
import { rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const CONTENT = 'Invoice-4711,-all-of-it.';

/** Whether a text has the content, plain or in base64. */
const has = (whole: string): boolean =>
  whole.includes(CONTENT) || whole.replace(/\s/g, '').includes(Buffer.from(CONTENT).toString('base64'));

/** A stream that takes its time. */
const slow = (): Readable =>
  Readable.from(
    (async function* () {
      for (const word of CONTENT.match(/.{1,6}/g) ?? []) {
        await new Promise((resolve) => setImmediate(resolve));
        yield word;
      }
    })(),
  );

function connect({ host, port }: ScriptedServer, options: WrapOptions = {}, smtp: object = {}) {
  return wrapTransport(nodemailer.createTransport({ host, port, ...smtp }), options);
}

/** As streams were before Node 0.10. */
function ancient(): NodeJS.ReadableStream {
  const stream = Object.assign(new Stream(), { readable: true });
  setImmediate(() => {
    for (const word of CONTENT.match(/.{1,6}/g) ?? []) stream.emit('data', word);
    for (const event of ['end', 'close']) stream.emit(event);
  });
  return Object(stream);
}

/** A transport of somebody else's that has the message read, and gives what was read. */
function reading(read: (mail: MailMessage<string>) => Promise<unknown>, refusals = 0) {
  let left = refusals;
  const refusal = Object.assign(new Error('451 4.3.0 Later'), {
    response: '451 4.3.0 Later',
    responseCode: 451,
  });
  return nodemailer.createTransport<string>({
    name: 'reading',
    version: '1',
    send(message, done) {
      read(message).then(
        (whole) => (left-- > 0 ? done(refusal, '') : done(null, JSON.stringify(whole))),
        (error: Error) => done(error, ''),
      );
    },
  });
}

/** Everything that a stream in the message's data gives, and the rest of it as it is. */
async function drained(data: unknown): Promise<unknown> {
  if (data instanceof Readable) return text(data);
  if (Buffer.isBuffer(data)) return data.toString();
  if (Array.isArray(data)) return Promise.all(data.map(drained));
  if (Object.getPrototypeOf(Object(data)) !== Object.prototype) return data;
  const entries = Object.entries(Object(data)).map(async ([key, value]) => [key, await drained(value)]);
  return Object.fromEntries(await Promise.all(entries));
}

const readers: Record<string, (mail: MailMessage<string>) => Promise<unknown>> = {
  'createReadStream()': ({ message }) => text(message.createReadStream()),
  'normalize()': (message) =>
    new Promise((resolve, reject) => {
      message.normalize((error, data) => (error ? reject(error) : resolve(data)));
    }),
  'resolveAll()': (message) =>
    new Promise((resolve, reject) => {
      message.resolveAll((error, data) => (error ? reject(error) : resolve(drained(data))));
    }),
  'mail.data': ({ data: { attachments, alternatives, html, text: plain, icalEvent, raw } }) =>
    drained({ attachments, alternatives, html, plain, icalEvent, raw }),
};

const places: Record<string, (content: Readable) => SendMailOptions> = {
  'an attachment': (content) => ({ attachments: [{ filename: 'a.txt', content }] }),
  'an alternative': (content) => ({ alternatives: [{ content }] }),
  'the text': (content) => ({ text: content }),
  'the HTML, in an object': (content) => ({ html: { content } }),
  'an event': (content) => ({ icalEvent: { content } }),
};

describe.each(Object.entries(readers))('a transport that reads %s has each stream whole', (by, read) => {
  // Nodemailer resolves neither of these.
  const also: typeof places = {
    'the raw message': (raw) => ({ raw }),
    'an attachment without a list': (content) => Object({ attachments: { filename: 'a.txt', content } }),
  };
  const all = by.startsWith('create') || by === 'mail.data' ? { ...places, ...also } : places;

  test.each(Object.entries(all))('%s: in the second attempt, and without any', async (_in, part) => {
    const again = wrapTransport(reading(read, 1), { retry: { minTimeout: 1 } });
    expect(await again.sendMail({ ...mail, ...part(slow()) })).toSatisfy(has);
    const once = wrapTransport(reading(read), { retry: false });
    expect(await once.sendMail({ ...mail, ...part(slow()) })).toSatisfy(has);
  });

  test('in two messages at the same time, and in a third one afterwards', async () => {
    const mailer = wrapTransport(reading(read));
    const letter = { ...mail, ...places['an attachment']?.(slow()) };
    const both = await Promise.all([mailer.sendMail(letter), mailer.sendMail({ ...letter })]);
    expect([...both, await mailer.sendMail(letter)].filter(has)).toHaveLength(3);
  });
});

test("Nodemailer's own JSON transport has it", async () => {
  const mailer = wrapTransport(nodemailer.createTransport({ jsonTransport: true }));
  const attachments = [{ filename: 'a.txt', content: slow() }];
  for (let left = 2; left > 0; left -= 1) {
    expect((await mailer.sendMail({ ...mail, attachments })).message).toSatisfy(has);
  }
});

describe.each([{}, { pool: true }])('over SMTP (%j)', (smtp) => {
  test('two messages that share a stream, or its whole attachment, are whole', async () => {
    const server = await start({ script: { 'final-dot': ['451 4.3.0 Later'] } });
    const mailer = connect(server, { retry: { minTimeout: 1 } }, smtp);
    const letter = { ...mail, attachments: [{ filename: 'a.txt', content: slow() }] };
    await Promise.all([mailer.sendMail(letter), mailer.sendMail({ ...letter, to: 'carol@example.com' })]);
    expect(server.messages.filter(({ raw }) => has(raw.toString()))).toHaveLength(2);
    mailer.close();
  });

  test.each([
    ['larger than is kept', { retry: { bufferLimit: 4, minTimeout: 1 } }],
    ['with retries switched off', { retry: false }],
  ] as const)(
    'what cannot be read by two goes out with one, and is MessageUnreadable for the other: %s',
    async (_why, options) => {
      const server = await start();
      const mailer = connect(server, options, smtp);
      const letter = { ...mail, attachments: [{ filename: 'a.txt', content: slow() }] };
      const sent = await Promise.allSettled([mailer.sendMail(letter), mailer.sendMail(letter)]);
      const failures = sent.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
      expect(failures).toMatchObject([{ kind: 'MessageUnreadable', delivery: 'not-sent' }]);
      expect(await rejection(mailer.sendMail(letter))).toMatchObject({ kind: 'MessageUnreadable' });
      expect(server.messages.map(({ raw }) => has(raw.toString()))).toEqual([true]);
      mailer.close();
    },
  );

  test('an HTML that attachDataUrls and a file that a plugin have read before are in the message', async () => {
    const server = await start();
    const mailer = connect(server, {}, smtp);
    mailer.use('stream', (message, done) => {
      message.resolveContent(Object(message.data.attachments), '0', (error) => done(error));
    });
    const letter = {
      ...mail,
      html: slow(),
      attachDataUrls: true,
      attachments: [{ filename: 'a.txt', content: slow() }],
    };
    await Promise.all([mailer.sendMail(letter), mailer.sendMail(letter)]);
    const raws = server.messages.map(({ raw }) => raw.toString());
    expect(raws.map((raw) => [raw.includes(CONTENT), has(raw.replaceAll(CONTENT, ''))])).toEqual([
      [true, true],
      [true, true],
    ]);
    mailer.close();
  });

  test('a stream that gives text in another encoding arrives as without wrapping', async () => {
    const server = await start();
    const attachments = () => [
      { filename: 'a.txt', content: Readable.from([Buffer.from('é')]).setEncoding('latin1') },
    ];
    await nodemailer
      .createTransport({ host: server.host, port: server.port })
      .sendMail({ ...mail, attachments: attachments() });
    const mailer = connect(server, {}, smtp);
    await mailer.sendMail({ ...mail, attachments: attachments() });
    const [bare, wrapped] = server.messages.map(
      ({ raw }) =>
        raw
          .toString()
          .split('base64')
          .at(-1)
          ?.match(/^\S+={0,2}$/m)?.[0],
    );
    expect(wrapped).toBe(bare);
    mailer.close();
  });
});

test('a stream of a kind of its own, one that is empty and one that stands in two places are whole', async () => {
  const server = await start();
  const [empty, twice] = [Readable.from([]), slow()];
  const attachments = [ancient(), empty, twice, twice].map((content) => Object({ content }));
  const mailer = connect(server);
  await Promise.all([mailer.sendMail({ ...mail, attachments }), mailer.sendMail({ ...mail, attachments })]);
  const encoded = Buffer.from(CONTENT).toString('base64');
  expect(server.messages.map(({ raw }) => raw.toString().split(encoded).length - 1)).toEqual([3, 3]);
});

test('a stream that a plugin adds is whole in every attempt, and so is one of the defaults in every message', async () => {
  const server = await start({ script: { 'final-dot': ['451 4.3.0 Later'] } });
  const defaults = { attachments: [{ content: slow() }] };
  const { host, port } = server;
  const mailer = wrapTransport(nodemailer.createTransport({ host, port }, defaults), {
    retry: { minTimeout: 1 },
  });
  mailer.use('stream', ({ message }, done) => {
    message.createChild('text/plain').setContent(slow()).setHeader('Content-Transfer-Encoding', '7bit');
    done();
  });
  for (const html of ['<p>1</p>', '<p>2</p>']) await mailer.sendMail({ ...mail, html });
  const raws = server.messages.map(({ raw }) => raw.toString());
  expect(raws.map((raw) => [raw.includes(CONTENT), has(raw.replaceAll(CONTENT, ''))])).toEqual([
    [true, true],
    [true, true],
  ]);
});

describe('a stream that fails', () => {
  const quiet = (stream: Readable) => stream.on('error', () => undefined);
  const failing = () =>
    Readable.from(
      (async function* () {
        yield CONTENT;
        await wait(5);
        throw new Error('The disk is gone');
      })(),
    );
  const broken: Record<string, () => Readable> = {
    'in the middle': failing,
    'before it is read': () => quiet(new Readable()).destroy(new Error('The disk is gone')),
    'for it was destroyed': () => new Readable().destroy(),
  };

  test.each(Object.entries(broken))(
    '%s: MessageUnreadable for all who share it, whoever reads it',
    async (_when, make) => {
      const server = await start();
      const attachments = [{ content: make() }];
      const html = make();
      const raw = make();
      for (const retry of [{ minTimeout: 1 }, false] as const) {
        const mailers = [
          connect(server, { retry }),
          wrapTransport(nodemailer.createTransport({ jsonTransport: true }), { retry }),
        ];
        for (const mailer of mailers) {
          for (const part of [{ attachments }, { raw }, { html, attachDataUrls: true }]) {
            expect.soft(await rejection(mailer.sendMail({ ...mail, ...part }))).toMatchObject({
              kind: 'MessageUnreadable',
              delivery: 'not-sent',
            });
          }
        }
      }
      expect(server.messages).toEqual([]);
    },
  );
});

test('an abort while a stream is read is heeded at once, and takes nothing from who shares it', async () => {
  const server = await start();
  const mailer = connect(server);
  const content = new PassThrough();
  const letter = { ...mail, attachments: [{ filename: 'a.txt', content }] };
  const controller = new AbortController();
  const aborted = rejection(mailer.sendMail({ ...letter, signal: controller.signal }));
  const other = mailer.sendMail(letter);
  content.write(CONTENT.slice(0, 5));
  setImmediate(() => controller.abort());
  expect(await aborted).toMatchObject({ kind: 'SendAborted', delivery: 'not-sent' });
  content.end(CONTENT.slice(5));
  await other;
  expect(server.messages.map(({ raw }) => has(raw.toString()))).toEqual([true]);
});
