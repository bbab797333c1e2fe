import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import nodemailer from 'nodemailer';
import { DeliveryUnknownError, isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import {
  accepting,
  drop,
  garbage,
  hang,
  type ScriptedServer,
  type StepContext,
} from 'nodemailer-smtp-errors/testing';
import { describe, expect, test, vi } from 'vitest';
import { collectingLogger, rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const message = { from: 'a@example.com', to: 'b@example.com', subject: 'hello', text: 'hello' };
const quick = { minTimeout: 1, maxTimeout: 50 };

function connect(server: ScriptedServer, wrap: Parameters<typeof wrapTransport>[1], smtp: object = {}) {
  return wrapTransport(nodemailer.createTransport({ host: server.host, port: server.port, ...smtp }), wrap);
}

describe('every send settles', () => {
  const phases = {
    greeting: { phase: 'greeting', delivery: 'not-sent' },
    ehlo: { phase: 'ehlo', delivery: 'not-sent' },
    mail: { phase: 'mail', delivery: 'not-sent' },
    data: { phase: 'data', delivery: 'not-sent' },
    'final-dot': { phase: 'final-dot', delivery: 'unknown' },
  } as const;

  for (const pool of [false, true]) {
    for (const [where, expected] of Object.entries(phases)) {
      test(`a server that says nothing at ${where} is given up at the deadline (pool: ${pool})`, async () => {
        const server = await start({ script: { [where]: hang() } });
        const mailer = connect(server, { deadline: 600, retry: false }, { pool });
        const error = await rejection(mailer.sendMail(message));
        mailer.close();
        expect(error).toMatchObject({ ...expected, retry: { safe: expected.delivery === 'not-sent' } });
        await server.until(({ sessions }) => sessions.every(({ state }) => state === 'closed'));
      });
    }

    test(`an OAuth2 token that never comes (pool: ${pool})`, async () => {
      const endpoint = createServer(() => undefined);
      endpoint.listen(0, '127.0.0.1');
      await once(endpoint, 'listening');
      const address = endpoint.address();
      const accessUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
      const server = await start({ accounts: { alice: 'token' }, mechanisms: ['XOAUTH2'] });
      const auth = {
        type: 'OAuth2',
        user: 'alice',
        clientId: 'c',
        clientSecret: 's',
        refreshToken: 'r',
        accessUrl,
      };
      const mailer = connect(server, { deadline: 150, retry: false }, { pool, auth });
      const error = await rejection(mailer.sendMail(message));
      mailer.close();
      endpoint.closeAllConnections();
      endpoint.close();
      expect(error).toMatchObject({ reason: 'connection.timeout', delivery: 'not-sent' });
    });
  }

  test('a custom transport that never calls back', async () => {
    const silent = { name: 'silent', version: '1', send: () => undefined };
    const mailer = wrapTransport(nodemailer.createTransport(silent), { deadline: 50, retry: false });
    const error = await rejection(mailer.sendMail(message));
    expect(isSmtpError(error)).toBe(true);
  });

  test('waits count: the next attempt is not begun where the deadline leaves no time for it', async () => {
    const server = await start({ script: { rcpt: '450 4.7.1 Greylisted, try again in 20 seconds' } });
    const error = await rejection(connect(server, { deadline: 10_000 }).sendMail(message));
    expect(server.sessions).toHaveLength(1);
    expect(error).toMatchObject({
      attempts: { length: 1 },
      retry: { safe: true, afterMs: 20_000, why: expect.stringContaining('deadline') },
    });
  });

  test('close() leaves no timer and no socket that keeps the process alive', async () => {
    const server = await start({ accounts: { alice: 'secret' } });
    const program = `
      import nodemailer from 'nodemailer';
      import { wrapTransport } from 'nodemailer-smtp-errors';
      for (const pool of [false, true]) {
        const mailer = wrapTransport(nodemailer.createTransport({ url: process.env.SMTP_URL, pool }));
        await Promise.all([1, 2, 3].map(() => mailer.sendMail({ from: 'a@example.com', to: 'b@example.com', text: 'x' })));
        await mailer.verify();
        mailer.close();
      }
      console.log('closed');`;
    const env = { ...process.env, SMTP_URL: `smtp://alice:secret@${server.host}:${server.port}` };
    const cwd = fileURLToPath(new URL('..', import.meta.url));
    const child = execFile(process.execPath, ['--input-type=module', '-e', program], {
      cwd,
      env,
      timeout: 15_000,
    });
    const [code, signal] = await once(child, 'exit');
    expect({ code, signal }).toEqual({ code: 0, signal: null });
  });
});

describe('confirmDelivery settles what nobody else knows', () => {
  test('delivered: the send resolves', async () => {
    const server = await start({ script: { 'final-dot': accepting(drop()) } });
    const confirmDelivery = vi.fn(async () => 'delivered' as const);
    const info = await connect(server, { confirmDelivery, retry: quick }).sendMail(message);
    expect(server.messages).toHaveLength(1);
    expect(info).toMatchObject({ accepted: ['b@example.com'], rejected: [], messageId: expect.any(String) });
    expect(confirmDelivery).toHaveBeenCalledWith({
      messageId: info.messageId,
      envelope: { from: 'a@example.com', to: ['b@example.com'] },
      error: expect.any(DeliveryUnknownError),
    });
  });

  test('delivered: not to whom the server had refused, and whom it deferred is tried again alone', async () => {
    const replies: Record<string, string> = {
      'carol@example.com': '550 5.1.1 No such user',
      'dave@example.com': '450 4.2.1 Busy',
    };
    const server = await start({
      script: (connection) =>
        connection === 1
          ? { rcpt: ({ recipient = '' }) => replies[recipient], 'final-dot': accepting(drop()) }
          : {},
    });
    const confirmDelivery = async () => 'delivered' as const;
    const to = ['b@example.com', 'carol@example.com', 'dave@example.com', 'erin@example.com'];
    const info = await connect(server, { confirmDelivery, retry: quick }).sendMail({ ...message, to });
    expect(server.messages.map(({ to: taken }) => taken)).toEqual([[to[0], to[3]], [to[2]]]);
    expect(info).toMatchObject({ accepted: [to[0], to[3], to[2]], rejected: [to[1]] });
  });

  test('delivered over LMTP: not to whom the server refused after the final dot', async () => {
    const script = {
      rcpt: ({ recipient }: StepContext) => (recipient === 'b@example.com' ? '550 5.1.1 No' : undefined),
      'final-dot': ({ recipient }: StepContext) =>
        recipient === 'c@example.com' ? '552 5.2.2 Mailbox full' : drop(),
    };
    const server = await start({ lmtp: true, script });
    const confirmDelivery = async () => 'delivered' as const;
    const to = ['b@example.com', 'c@example.com', 'd@example.com'];
    const mailer = connect(server, { confirmDelivery, retry: quick }, { lmtp: true });
    expect(await mailer.sendMail({ ...message, to })).toMatchObject({
      accepted: ['d@example.com'],
      rejected: ['b@example.com', 'c@example.com'],
    });
  });

  test('not delivered: it is safe to try again, and tried', async () => {
    const server = await start({ script: { 'final-dot': [drop()] } });
    const mailer = connect(server, { confirmDelivery: async () => 'not-delivered', retry: quick });
    await mailer.sendMail(message);
    expect(server.messages).toHaveLength(1);
    expect(server.sessions).toHaveLength(2);
  });

  const noAnswers = {
    'no idea': async () => 'unknown' as const,
    'an error': async () => {
      throw new Error('index is down');
    },
  };
  for (const [what, confirmDelivery] of Object.entries(noAnswers)) {
    test(`${what}: it stays unknown, and is not sent again`, async () => {
      const server = await start({ script: { 'final-dot': drop() } });
      const error = await rejection(connect(server, { confirmDelivery, retry: quick }).sendMail(message));
      expect(error).toMatchObject({ delivery: 'unknown', retry: { safe: false } });
      expect(server.sessions).toHaveLength(1);
    });
  }
});

describe('several recipients', () => {
  test('of a message that may be out, none is called rejected for words that refuse nothing (LMTP)', async () => {
    const server = await start({
      lmtp: true,
      script: { 'final-dot': garbage(Buffer.from('HTTP/1.1 400 Bad Request\r\n')) },
    });
    const error = await rejection(connect(server, { retry: false }, { lmtp: true }).sendMail(message));
    expect(error).toMatchObject({ delivery: 'unknown', recipients: [] });
  });

  const to = ['good@example.com', 'later@example.com', 'never@example.com'];

  /** Defers one recipient so many times, refuses another for good. */
  function answer(times: number) {
    let left = times;
    return ({ recipient = '' }: StepContext) => {
      if (recipient.startsWith('never')) return '550 5.1.1 No such user';
      if (recipient.startsWith('later') && left > 0) {
        left -= 1;
        return '451 4.7.1 Greylisted';
      }
      return 'ok';
    };
  }

  const kinds = { SMTP: {}, 'a pool': { pool: true }, LMTP: { lmtp: true } };
  for (const [over, smtp] of Object.entries(kinds)) {
    test(`who was deferred is tried again alone, with the same Message-ID, and one info tells of all, over ${over}`, async () => {
      const lmtp = 'lmtp' in smtp;
      const server = await start({ lmtp, script: { [lmtp ? 'final-dot' : 'rcpt']: answer(1) } });
      const log = collectingLogger();
      const mailer = connect(server, { retry: quick, logger: log.logger }, smtp);
      const info = await mailer.sendMail({ ...message, to });
      mailer.close();

      const received = server.messages.flatMap((received) => received.to);
      expect(received.toSorted()).toEqual(['good@example.com', 'later@example.com']);
      expect(
        new Set(server.messages.map(({ raw }) => /^Message-ID: .*$/m.exec(raw.toString())?.[0])).size,
      ).toBe(1);
      expect(info).toMatchObject({
        accepted: ['good@example.com', 'later@example.com'],
        rejected: ['never@example.com'],
        rejectedErrors: [
          {
            kind: 'RecipientRejected',
            reason: 'recipient.unknown',
            recipient: 'never@example.com',
            delivery: 'partial',
          },
        ],
        envelope: { from: 'a@example.com', to },
      });
      expect(info['recipients']).toMatchObject([
        { address: 'good@example.com', outcome: 'accepted' },
        { address: 'later@example.com', outcome: 'accepted' },
        { address: 'never@example.com', outcome: 'rejected', reason: 'recipient.unknown' },
      ]);
      expect(log.records('smtp.client.send')).toMatchObject([
        { 'smtp.attempt': 2, 'smtp.recipients.accepted': 2, 'smtp.recipients.rejected': 1 },
      ]);
    });
  }

  test.each(['452 4.5.3 Too many recipients', '552 5.5.3 Too many recipients', '550 5.5.3 No more'])(
    'recipients that are too many for one message get it with the next one: %s',
    async (reply) => {
      const server = await start({ script: { rcpt: ['ok', reply] } });
      const info = await connect(server, { retry: quick }).sendMail({ ...message, to });
      expect(server.messages.map((received) => received.to.length)).toEqual([2, 1]);
      expect(info.accepted.toSorted()).toEqual(to.toSorted());
      expect(info.rejected).toEqual([]);
    },
  );

  test('who stays deferred is told of in info: the send resolves, as Nodemailer does', async () => {
    const server = await start({ script: { rcpt: answer(99) } });
    const info = await connect(server, { retry: quick }).sendMail({ ...message, to });
    expect(server.sessions).toHaveLength(3);
    expect(info.accepted).toEqual(['good@example.com']);
    expect(info['recipients']).toMatchObject([
      { address: 'good@example.com', outcome: 'accepted' },
      { address: 'later@example.com', outcome: 'deferred', reason: 'rate.greylisted' },
      { address: 'never@example.com', outcome: 'rejected' },
    ]);
  });

  test('who is deferred first and refused for good later is told of as refused', async () => {
    let asked = 0;
    const server = await start({
      script: {
        rcpt: ({ recipient = '' }) => {
          if (!recipient.startsWith('later')) return 'ok';
          asked += 1;
          return asked === 1 ? '451 4.7.1 Greylisted' : '550 5.1.1 No such user';
        },
      },
    });
    const info = await connect(server, { retry: quick }).sendMail({ ...message, to: to.slice(0, 2) });
    expect(server.sessions).toHaveLength(2);
    expect(info).toMatchObject({
      accepted: ['good@example.com'],
      rejected: ['later@example.com'],
      rejectedErrors: [{ reason: 'recipient.unknown', responseCode: 550, delivery: 'partial' }],
    });
    expect(info['recipients']).toMatchObject([
      { address: 'good@example.com', outcome: 'accepted' },
      { address: 'later@example.com', outcome: 'rejected', reason: 'recipient.unknown' },
    ]);
  });

  test('an attempt for the deferred that fails takes nothing back from the others', async () => {
    let connections = 0;
    const server = await start({
      script: (connection) => {
        connections = connection;
        return connection === 1 ? { rcpt: answer(1) } : { greeting: drop() };
      },
    });
    const info = await connect(server, { retry: { ...quick, retries: 1 } }).sendMail({ ...message, to });
    expect(connections).toBe(2);
    expect(info.accepted).toEqual(['good@example.com']);
    expect(info.rejected).toEqual(['later@example.com', 'never@example.com']);
  });

  test('an attempt for the deferred whose end nobody knows is said out loud, with who has it for sure', async () => {
    const server = await start({
      script: (connection) => (connection === 1 ? { rcpt: answer(1) } : { 'final-dot': accepting(drop()) }),
    });
    const error = await rejection(connect(server, { retry: quick }).sendMail({ ...message, to }));
    expect(error).toMatchObject({
      kind: 'DeliveryUnknown',
      delivery: 'unknown',
      recipients: [{ address: 'good@example.com', outcome: 'accepted' }],
    });
    expect(server.messages.flatMap((received) => received.to)).toEqual([
      'good@example.com',
      'later@example.com',
    ]);
  });
});

describe('retries', () => {
  test('each attempt is on the error and in the record: when, how long, why, and the wait after it', async () => {
    const server = await start({
      script: { mail: ['451 4.3.0 busy', drop()], data: '221 2.0.0 Bye' },
    });
    const log = collectingLogger();
    const error = await rejection(connect(server, { retry: quick, logger: log.logger }).sendMail(message));
    const attempts = [
      { reason: 'server.busy', phase: 'mail', delay: expect.any(Number) },
      { reason: 'connection.lost', phase: 'mail', delay: expect.any(Number) },
      { reason: 'server.closing', phase: 'data' },
    ];
    expect(error).toMatchObject({ attempts });
    expect(isSmtpError(error) && error.attempts.every(({ duration }) => duration >= 0)).toBe(true);
    expect(isSmtpError(error) && Math.abs(Date.now() - (error.attempts[0]?.startedAt ?? 0))).toBeLessThan(
      10_000,
    );
    expect(log.records('smtp.client.send')).toMatchObject([{ 'smtp.attempt': 3, 'smtp.attempts': attempts }]);
  });

  test('a wait that the server names is kept to', async () => {
    const server = await start({ script: { rcpt: ['450 4.7.1 Greylisted, try again in 1 second'] } });
    const before = performance.now();
    await connect(server, { retry: { minTimeout: 1, maxTimeout: 5000 } }).sendMail(message);
    expect(performance.now() - before).toBeGreaterThanOrEqual(990);
  });

  test('a server that is down gets a hundred retries from one transport, then one attempt a send', async () => {
    const server = await start({ script: { mail: '451 4.3.0 busy' } });
    const mailer = connect(server, { retry: { retries: 1, minTimeout: 0, maxTimeout: 1 } }, { pool: true });
    const errors = await Promise.all(Array.from({ length: 120 }, () => rejection(mailer.sendMail(message))));
    mailer.close();
    const tried = errors.filter(isSmtpError).map(({ attempts }) => attempts.length);
    expect(tried.filter((times) => times === 2)).toHaveLength(100);
    expect(errors.at(-1)).toMatchObject({ retry: { safe: true, why: expect.stringContaining('budget') } });
  });
});

describe('a source that fails is MessageUnreadable, whatever else is wrong', () => {
  const sources = {
    'a missing file': { attachments: [{ path: '/no/such/file' }] },
    'a dead URL': { attachments: [{ href: 'http://127.0.0.1:1/x' }] },
  };
  for (const pool of [false, true]) {
    for (const [what, part] of Object.entries(sources)) {
      test(`${what} (pool: ${pool})`, async () => {
        const server = await start();
        const mailer = connect(server, { retry: quick }, { pool });
        const error = await rejection(mailer.sendMail({ ...message, ...part }));
        mailer.close();
        expect(error).toMatchObject({
          kind: 'MessageUnreadable',
          delivery: 'not-sent',
          retry: { safe: false },
        });
        expect(server.messages).toEqual([]);
      });
    }

    test(`a stream that was read already (pool: ${pool})`, async () => {
      const server = await start();
      const { Readable } = await import('node:stream');
      const content = Readable.from(['abc']);
      for await (const _ of content);
      const mailer = connect(server, { retry: quick }, { pool });
      const error = await rejection(mailer.sendMail({ ...message, attachments: [{ content }] }));
      mailer.close();
      expect(error).toMatchObject({ kind: 'MessageUnreadable', delivery: 'not-sent' });
      expect(server.messages).toEqual([]);
    });
  }
});
