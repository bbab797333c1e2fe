import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import nodemailer from 'nodemailer';
import SMTPPool from 'nodemailer/lib/smtp-pool';
import { isSmtpError, SendAbortedError, wrapTransport } from 'nodemailer-smtp-errors';
import { closing, drop, type ScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { collectingLogger, rejection } from './helpers/collect.js';
import { nodemailerHas } from './helpers/nodemailer-version.js';
import { start } from './helpers/start.js';

const message = { from: 'a@example.com', to: 'b@example.com', subject: 'hello', text: 'hello' };
const quick = { minTimeout: 1, maxTimeout: 50 };

function connect(server: ScriptedServer, wrap: Parameters<typeof wrapTransport>[1], smtp: object = {}) {
  return wrapTransport(nodemailer.createTransport({ host: server.host, port: server.port, ...smtp }), wrap);
}

describe('a failure that is harmless and passes by itself is tried again', () => {
  for (const pool of [false, true]) {
    const over = pool ? 'a pool' : 'single connections';

    test(`greylisted once, delivered once over ${over}`, async () => {
      const server = await start({ script: { rcpt: ['451 4.7.1 Greylisted, please try again'] } });
      const log = collectingLogger();
      const mailer = connect(server, { retry: quick, logger: log.logger }, { pool });
      const info = await mailer.sendMail(message);
      mailer.close();

      expect(info.response).toMatch(/^250/);
      expect(server.messages).toHaveLength(1);
      expect(log.records('smtp.client.send')).toMatchObject([
        { 'event.outcome': 'success', 'smtp.attempt': 2 },
      ]);
    });

    test(`the Message-ID stays the same over all attempts over ${over}`, async () => {
      const server = await start({ script: { 'final-dot': ['451 4.3.0 try again', '451 4.3.0 try again'] } });
      const mailer = connect(server, { retry: quick }, { pool });
      const info = await mailer.sendMail(message);
      mailer.close();
      expect(server.messages).toHaveLength(1);
      expect(server.messages[0]?.raw.toString()).toContain(`Message-ID: ${info.messageId}`);
    });
  }

  test('a connection that is dropped before the final dot', async () => {
    const server = await start({ script: { mail: [drop()], data: [closing('421 4.3.2 restarting')] } });
    await connect(server, { retry: quick }).sendMail(message);
    expect(server.messages).toHaveLength(1);
  });

  test('a whole message again, attachment from a path included', async () => {
    const path = fileURLToPath(import.meta.url);
    const server = await start({ script: { 'final-dot': ['451 4.3.0 try again'] } });
    await connect(server, { retry: quick }).sendMail({
      ...message,
      attachments: [{ path }, { content: 'text' }],
    });
    expect(server.messages).toHaveLength(1);
    expect(server.messages[0]?.raw.toString()).toContain('filename=retry.test.ts');
  });

  test('only so often as asked for, and attempts counts them', async () => {
    const server = await start({ script: { mail: '451 4.3.0 try again' } });
    const log = collectingLogger();
    const error = await rejection(
      connect(server, { retry: { ...quick, retries: 3 }, logger: log.logger }).sendMail(message),
    );
    expect(server.sessions).toHaveLength(4);
    expect(error).toMatchObject({ attempts: { length: 4 }, retry: { safe: true } });
    expect(log.records('smtp.client.send')).toMatchObject([{ 'smtp.attempt': 4 }]);
  });

  test('retry: false switches it off', async () => {
    const server = await start({ script: { mail: '451 4.3.0 try again' } });
    const error = await rejection(connect(server, { retry: false }).sendMail(message));
    expect(server.sessions).toHaveLength(1);
    expect(error).toMatchObject({ attempts: { length: 1 }, retry: { safe: true } });
  });
});

describe('what must not be tried again is not', () => {
  const cases = {
    'a wrong password': { accounts: { alice: 'other' } },
    'a permanent refusal': { script: { mail: '550 5.1.8 Sender rejected' } },
    'a 221 in answer to the final dot': { script: { 'final-dot': '221 2.0.0 Bye' } },
    'a connection lost after the final dot': { script: { 'final-dot': drop() } },
  } as const;

  for (const [what, options] of Object.entries(cases)) {
    test(what, async () => {
      const server = await start(options);
      const auth = 'accounts' in options ? { auth: { user: 'alice', pass: 'wrong' } } : {};
      const error = await rejection(connect(server, { retry: quick }, auth).sendMail(message));
      expect(server.sessions).toHaveLength(1);
      expect(error).toMatchObject({ attempts: { length: 1 }, retry: { safe: false } });
    });
  }

  test('a wait that the server asks for and that is longer than maxTimeout', async () => {
    const server = await start({ script: { rcpt: '450 4.7.1 Greylisted, try again in 5 minutes' } });
    const error = await rejection(connect(server, { retry: quick }).sendMail(message));
    expect(server.sessions).toHaveLength(1);
    expect(error).toMatchObject({ attempts: { length: 1 }, retry: { safe: true, afterMs: 300_000 } });
  });

  const oneShot = {
    'a stream as attachment': () => ({
      attachments: [{ filename: 'a.txt', content: Readable.from(['abc']) }],
    }),
    'a file stream as attachment': () => ({
      attachments: [{ filename: 'a.txt', content: createReadStream(fileURLToPath(import.meta.url)) }],
    }),
    'a stream as text': () => ({ text: Readable.from(['abc']) }),
    'a stream in an object as html': () => ({ html: { content: Readable.from(['<p>abc</p>']) } }),
    'a stream as an alternative': () => ({ alternatives: [{ content: Readable.from(['abc']) }] }),
    'a stream as icalEvent': () => ({
      icalEvent: { content: Readable.from([Buffer.from('BEGIN:VCALENDAR')]) },
    }),
    'a stream as raw': () => ({ raw: Readable.from(['Subject: raw\r\n\r\nabc']) }),
    'a stream as raw of an attachment': () => ({
      attachments: [{ raw: Readable.from(['A: b\r\n\r\nabc']) }],
    }),
  };

  for (const [what, part] of Object.entries(oneShot)) {
    test(`${what}: kept in memory, and whole in the second attempt`, async () => {
      const server = await start({ script: { 'final-dot': ['451 4.3.0 try again'] } });
      await connect(server, { retry: quick }).sendMail({ ...message, ...part() });
      const once = await start();
      await nodemailer
        .createTransport({ host: once.host, port: once.port })
        .sendMail({ ...message, ...part() });
      expect(withoutIds(server.messages[0]?.raw)).toBe(withoutIds(once.messages[0]?.raw));
    });

    test(`${what} over the limit: never a second time, and retry.why says so`, async () => {
      const server = await start({ script: { 'final-dot': ['451 4.3.0 try again'] } });
      const mailer = connect(server, { retry: { ...quick, bufferLimit: 2 } });
      const error = await rejection(mailer.sendMail({ ...message, ...part() }));
      expect(server.sessions).toHaveLength(1);
      expect(server.messages).toEqual([]);
      expect(error).toMatchObject({
        attempts: { length: 1 },
        delivery: 'not-sent',
        retry: { safe: false, why: expect.stringContaining('can be read only once') },
      });
    });

    test(`${what} over the limit is delivered whole all the same`, async () => {
      const server = await start();
      await connect(server, { retry: { ...quick, bufferLimit: 2 } }).sendMail({ ...message, ...part() });
      const once = await start();
      await nodemailer
        .createTransport({ host: once.host, port: once.port })
        .sendMail({ ...message, ...part() });
      expect(withoutIds(server.messages[0]?.raw)).toBe(withoutIds(once.messages[0]?.raw));
    });
  }
});

/** A message without what differs from one to the next. */
function withoutIds(raw: Buffer | undefined): string {
  return (raw?.toString() ?? 'none').replace(/^(Message-ID|Date): .*$/gm, '').replace(/-*_NmP-[^\s"]+/g, '');
}

describe('a signal', () => {
  test('ends a wait at once: the error says aborted, not sent, and holds the last failure', async () => {
    const server = await start({ script: { mail: '451 4.3.0 try again' } });
    const controller = new AbortController();
    const mailer = connect(server, { retry: { retries: 5, minTimeout: 60_000, maxTimeout: 60_000 } });
    const sent = rejection(mailer.sendMail({ ...message, signal: controller.signal }));
    // The wait has begun by then: it starts in the turn in which the client closes the connection.
    await server.until(({ sessions }) => sessions[0]?.state === 'closed');
    controller.abort();
    const error = await sent;
    expect(error).toBeInstanceOf(SendAbortedError);
    expect(error).toMatchObject({
      reason: 'send.aborted',
      delivery: 'not-sent',
      code: 'EABORT',
      attempts: { length: 1 },
    });
    expect(server.sessions).toHaveLength(1);
    const cause = isSmtpError(error) && error.cause instanceof Error ? error.cause.cause : undefined;
    expect(cause).toMatchObject({ responseCode: 451 });
  });

  test('that comes after the delivery changes nothing', async () => {
    const controller = new AbortController();
    const server = await start();
    const mailer = wrapTransport(
      nodemailer.createTransport({
        name: 'custom',
        version: '1',
        send(mail, callback) {
          mail.message
            .createReadStream()
            .resume()
            .on('end', () => {
              controller.abort();
              callback(null, { envelope: mail.message.getEnvelope(), messageId: mail.message.messageId() });
            });
        },
      }),
    );
    await expect(mailer.sendMail({ ...message, signal: controller.signal })).resolves.toMatchObject({
      messageId: expect.any(String),
    });
    expect(server.sessions).toEqual([]);
  });
});

test.runIf(nodemailerHas('pendingCount'))(
  'closing the transport ends a wait with the failure that it waited for, and until then it is pending (Nodemailer 10.2)',
  async () => {
    const server = await start({ script: { mail: '451 4.3.0 try again' } });
    const pool = new SMTPPool({ host: server.host, port: server.port });
    const mailer = nodemailer.createTransport(
      wrapTransport(pool, { retry: { minTimeout: 60_000, maxTimeout: 60_000 } }),
    );
    const sent = rejection(mailer.sendMail(message));
    await server.until(({ sessions }) => sessions[0]?.commands.includes('RSET') ?? false);
    expect(pool.pendingCount()).toBe(1);
    mailer.close();
    expect(await sent).toMatchObject({ responseCode: 451, retry: { safe: true } });
    expect(pool.pendingCount()).toBe(0);
  },
);
