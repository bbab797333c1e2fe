import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import nodemailer, { type Transporter } from 'nodemailer';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { type FailoverOptions, failover } from 'nodemailer-smtp-errors/failover';
import { certificate, type Script, type ScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { collectingLogger, rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const message = { from: 'a@example.com', to: 'b@example.com', subject: 'Hi', text: 'Hello' };
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const dkim = (domainName: string) => ({ domainName, keySelector: 'key', privateKey });

function to({ host, port }: ScriptedServer, options: object = {}): Transporter {
  return wrapTransport(nodemailer.createTransport({ host, port, ...options }), { retry: false });
}

const through = (transporters: readonly Transporter[], options?: FailoverOptions) =>
  nodemailer.createTransport(failover(transporters, options));

/** The last message that a server took, as text. */
const lastOf = ({ messages }: ScriptedServer): string => messages.at(-1)?.raw.toString() ?? '';

/** The value of a header. */
const header = (raw: string, name: string): string | undefined =>
  new RegExp(`^${name}: *(.*)$`, 'im').exec(raw)?.[1]?.trim();

/** Takes the whole message, and then has no room for it. */
const lost: Script = { 'final-dot': '451 4.3.0 Try later' };
const content = 'x'.repeat(100_000);

describe('the next transporter has the whole message, with the same Message-ID', () => {
  test.each<[string, object]>([
    ['pools', { pool: true }],
    ['TLS from the first byte', { secure: true, tls: { ca: certificate } }],
    ['STARTTLS', { requireTLS: true, tls: { ca: certificate } }],
    ['LMTP', { lmtp: true }],
  ])('over %s, from streams', async (_how, options) => {
    const settings = {
      secure: 'secure' in options,
      lmtp: 'lmtp' in options,
      extensions: { starttls: 'requireTLS' in options },
    };
    const first = await start({ ...settings, script: lost });
    const second = await start(settings);
    const { logger, records } = collectingLogger();
    const mailer = through([to(first, options), to(second, options)], { logger });
    const info = await mailer.sendMail({
      ...message,
      html: Readable.from(['<p>', 'Hello', '</p>']),
      attachments: [{ filename: 'a.txt', content: Readable.from([content]) }],
    });
    mailer.close();
    const raw = lastOf(second);
    expect(raw).toContain('<p>Hello</p>');
    expect(raw.replace(/\s/g, '')).toContain(Buffer.from(content).toString('base64'));
    expect(header(raw, 'Message-ID')).toBe(info.messageId);
    expect(records('smtp.failover.switched')).toMatchObject([{ 'email.message_id': info.messageId }]);
    expect(first.sessions.at(-1)?.commands).toContain('.');
  });

  test('made of a whole message that somebody else has made', async () => {
    const [first, second] = [await start({ script: lost }), await start()];
    const raw = `Message-ID: <own@example.com>\r\nSubject: Own\r\n\r\n${content}\r\n`;
    const envelope = { from: 'a@example.com', to: ['c@example.com', 'd@example.com'] };
    const info = await through([to(first), to(second)]).sendMail({ raw: Readable.from([raw]), envelope });
    expect(lastOf(second)).toBe(raw);
    expect(second.messages[0]).toMatchObject(envelope);
    expect(info).toMatchObject({ envelope, transport: expect.any(String) });
  });

  test('or nobody has it: what is larger than bufferLimit is sent once, by whoever reads it first', async () => {
    const [refusing, first, second] = [
      await start({ script: { greeting: '421 4.3.2 Busy' } }),
      await start({ script: lost }),
      await start(),
    ];
    const text = () => ({ ...message, text: Readable.from([content, content]) });
    const error = await rejection(
      through([to(refusing), to(first), to(second)], { bufferLimit: 1000 }).sendMail(text()),
    );
    expect(error).toMatchObject({ reason: 'server.busy', failures: [{ reason: 'server.busy' }] });
    expect(isSmtpError(error) && error.retry.why).toContain('bufferLimit (1000 bytes)');
    expect(second.sessions).toEqual([]);
    await through([to(refusing), to(second)], { bufferLimit: 1000 }).sendMail(text());
    expect(lastOf(second).replace(/[=\s]/g, '')).toContain(content + content);
  });

  test('also where it was shared with other messages, and where an attachment is embedded by attachDataUrls', async () => {
    const [first, second] = [await start({ script: lost }), await start()];
    const mailer = through([first, second].map((server) => to(server, { attachDataUrls: true })));
    const html = '<img src="data:image/png;base64,AAAA">';
    await mailer.sendMail({ ...message, html, attachments: [{ content: 'one' }] });
    expect(lastOf(second).match(/^Content-Disposition/gm)).toHaveLength(2);
    const shared = Readable.from([content]);
    await Promise.all(
      ['1', '2', '3'].map((subject) => mailer.sendMail({ ...message, subject, text: shared })),
    );
    for (const { raw } of second.messages.slice(1))
      expect(raw.toString().replace(/[=\s]/g, '')).toContain(content);
    expect(second.messages).toHaveLength(4);
  });
});

describe('each transporter makes the message in its own way', () => {
  test('with its own DKIM key, once, and the message’s own where it brings one', async () => {
    const [first, second] = [
      await start({ script: { 'final-dot': ['451 4.3.0 Try later'] } }),
      await start(),
    ];
    const mailer = through([
      to(first, { dkim: dkim('first.example') }),
      to(second, { dkim: dkim('second.example') }),
    ]);
    await mailer.sendMail(message);
    expect(lastOf(second).match(/^DKIM-Signature:.*(?:\r\n[ \t].*)*/gm)).toEqual([
      expect.stringContaining('d=second.example'),
    ]);
    await mailer.sendMail(message);
    expect(lastOf(first).match(/ d=\S+/g)).toEqual([' d=first.example;']);
    await mailer.sendMail({ ...message, dkim: dkim('own.example') });
    expect(lastOf(first).match(/ d=\S+/g)).toEqual([' d=own.example;']);
  });

  test('with its defaults and plugins, after those of the failover, which run before those of each', async () => {
    const [first, second] = [await start({ script: lost }), await start()];
    const last = wrapTransport(nodemailer.createTransport(second, { headers: { 'X-Default': 'second' } }), {
      retry: false,
    });
    last.use('stream', ({ message: made }, done) => {
      made.addHeader('X-Order', 'then its own');
      done();
    });
    const mailer = through([to(first), through([last])]);
    mailer.use('compile', ({ data }, done) => {
      data.subject = 'From a plugin';
      done();
    });
    mailer.use('stream', ({ message: made }, done) => {
      made.addHeader('X-Order', 'first of all');
      made.transform(
        () =>
          new Transform({
            transform: (chunk, _encoding, next) => next(null, String(chunk).replace('Hello', 'Sealed')),
          }),
      );
      done();
    });
    await mailer.sendMail(message);
    const raw = lastOf(second);
    expect(header(raw, 'Subject')).toBe('From a plugin');
    expect(header(raw, 'X-Default')).toBe('second');
    expect(raw.match(/^X-Order: .*$/gm)).toEqual(['X-Order: first of all', 'X-Order: then its own']);
    expect(raw).toContain('Sealed');
    expect(raw).not.toContain('Hello');
    expect(mailer.transporter).not.toHaveProperty('options');
  });
});

describe('transporters of any kind go together', () => {
  /** A client of Amazon SES that answers as it is told. */
  function ses(send: () => Promise<{ MessageId: string }>) {
    const requests: { Content: { Raw: { Data: Buffer } } }[] = [];
    class SendEmailCommand {
      constructor(request: { Content: { Raw: { Data: Buffer } } }) {
        requests.push(request);
      }
    }
    const sesClient = { send, config: { region: async () => 'eu-west-1' } };
    const SES = { sesClient, SendEmailCommand };
    return { mailer: wrapTransport(nodemailer.createTransport({ SES }), { retry: false }), requests };
  }
  const failing = (name: string) =>
    ses(() =>
      Promise.reject(
        Object.assign(new Error('What Amazon says'), name === 'ENOTFOUND' ? { code: name } : { name }),
      ),
    );

  test.each([
    ['TooManyRequestsException', 'second'],
    ['AccountSuspendedException', 'second'],
    ['SignatureDoesNotMatch', 'second'],
    ['ENOTFOUND', 'second'],
    ['MessageRejected', 'message.rejected'],
    ['MailFromDomainNotVerifiedException', 'sender.rejected'],
    ['InternalFailure', 'delivery.unknown'],
  ])('Amazon SES first, which fails with %s: %s', async (name, outcome) => {
    const second = await start();
    const { mailer } = failing(name);
    const sent = through([mailer, to(second)], { names: ['ses', 'second'] }).sendMail({
      ...message,
      attachments: [{ content: Readable.from([content]) }],
    });
    const told = await sent.then(
      (info) => info.transport,
      (error: unknown) => isSmtpError(error) && error.reason,
    );
    expect(told).toBe(outcome);
    expect(second.messages).toHaveLength(outcome === 'second' ? 1 : 0);
  });

  test('Amazon SES after a server', async () => {
    const { mailer, requests } = ses(async () => ({ MessageId: '0102' }));
    const first = await start({ script: lost });
    const info = await through([to(first), mailer]).sendMail({ ...message, text: Readable.from([content]) });
    expect(info).toMatchObject({ transport: 'SESTransport', messageId: /^<0102@/, response: '0102' });
    expect(requests[0]?.Content.Raw.Data.toString().replace(/[=\s]/g, '')).toContain(content);
  });

  test.each<[string, object, (info: object) => string]>([
    ['json', { jsonTransport: true }, (info) => String(Reflect.get(info, 'message'))],
    ['stream', { streamTransport: true, buffer: true }, (info) => String(Reflect.get(info, 'message'))],
  ])('a %s transport after a server', async (_kind, options, written) => {
    const first = await start({ script: lost });
    const last = wrapTransport(nodemailer.createTransport(options));
    const info = await through([to(first), last]).sendMail({
      ...message,
      text: Readable.from(['from a stream']),
    });
    expect(written(info)).toContain('from a stream');
    expect(written(info)).toContain(info.messageId);
  });

  test.runIf(process.platform !== 'win32')('sendmail before and after a server', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'failover-'));
    const command = (name: string, script: string) => {
      writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(folder, name), 0o755);
      const path = join(folder, name);
      return wrapTransport(nodemailer.createTransport({ sendmail: true, path }), { retry: false });
    };
    try {
      const [down, up] = [await start({ script: lost }), await start()];
      const writing = command('write', `cat > ${join(folder, 'out')}`);
      await through([to(down), writing]).sendMail({ ...message, text: Readable.from(['from a stream']) });
      expect(readFileSync(join(folder, 'out'), 'utf8')).toContain('from a stream');
      const missing = nodemailer.createTransport({ sendmail: true, path: join(folder, 'none') });
      expect(
        await through([wrapTransport(missing, { retry: false }), to(up)]).sendMail(message),
      ).toMatchObject({
        accepted: ['b@example.com'],
      });
      // Sendmail 8 has queued what it exits with 75 for.
      const queueing = command('queue', 'cat > /dev/null; exit 75');
      expect(await rejection(through([queueing, to(up)]).sendMail(message))).toMatchObject({
        delivery: 'unknown',
      });
      expect(up.messages).toHaveLength(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
