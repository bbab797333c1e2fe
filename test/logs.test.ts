import { AsyncLocalStorage } from 'node:async_hooks';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import type { ScriptedServer } from 'nodemailer-smtp-errors/testing';
import pino from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { collectingLogger, rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const message = {
  from: 'sender@example.com',
  to: ['bob@example.org', 'carol@example.org'],
  subject: 'Quarterly figures',
  text: 'hello',
};
const refusal = '550 5.1.1 <bob@example.org> User unknown\x1b[31m';

function connect(server: ScriptedServer, options: Parameters<typeof wrapTransport>[1]) {
  return wrapTransport(nodemailer.createTransport({ host: server.host, port: server.port }), options);
}

describe('the record of a send', () => {
  test('a delivery is one debug record with everything needed to find it again', async () => {
    const server = await start();
    const log = collectingLogger();
    const info = await connect(server, { logger: log.logger }).sendMail(message);

    expect(log.records('smtp.client.send')).toEqual([
      {
        level: 'debug',
        'event.name': 'smtp.client.send',
        'event.outcome': 'success',
        'event.duration': expect.any(Number),
        'server.address': server.host,
        'server.port': server.port,
        'email.message_id': info.messageId,
        'smtp.response.status_code': 250,
        'smtp.response.enhanced_code': '2.0.0',
        'smtp.recipients.count': 2,
        'smtp.recipients.accepted': 2,
        'smtp.recipients.rejected': 0,
        'smtp.attempt': 1,
      },
    ]);
  });

  test('a failure is one warning that says what happened, where, and what to do', async () => {
    const server = await start({ script: { rcpt: refusal } });
    const log = collectingLogger();
    await rejection(connect(server, { logger: log.logger }).sendMail(message));

    expect(log.calls.filter(({ level }) => level !== 'debug')).toHaveLength(1);
    expect(log.records('smtp.client.send')).toEqual([
      {
        level: 'warn',
        'event.name': 'smtp.client.send',
        'event.outcome': 'failure',
        'event.duration': expect.any(Number),
        'error.type': 'recipient.unknown',
        'smtp.error.kind': 'RecipientRejected',
        'exception.type': 'RecipientRejectedError',
        'exception.message': expect.stringMatching(/^The recipient .* \[550 5\.1\.1 in answer to RCPT TO\]$/),
        'server.address': server.host,
        'server.port': server.port,
        'email.message_id': expect.stringMatching(/^<.*@example\.com>$/),
        'smtp.response.status_code': 550,
        'smtp.response.enhanced_code': '5.1.1',
        'smtp.command': 'RCPT TO',
        'smtp.phase': 'rcpt',
        'smtp.delivery': 'not-sent',
        'smtp.disposition': 'permanent',
        'smtp.rule': expect.any(String),
        'smtp.recipients.count': 2,
        'smtp.recipients.accepted': 0,
        'smtp.recipients.rejected': 2,
        'smtp.attempt': 1,
        'smtp.retry.safe': false,
        'smtp.retry.why': expect.any(String),
        'smtp.remediation.summary': expect.any(String),
      },
    ]);
  });

  test.each([
    ['SMTP', { rcpt: ['ok', refusal] }, {}],
    ['LMTP, after the final dot', { 'final-dot': ['ok', refusal] }, { lmtp: true }],
  ] as const)('some recipients refused, %s: a success that warns, with counts', async (_, script, lmtp) => {
    const server = await start({ script, ...lmtp });
    const log = collectingLogger();
    const { host, port } = server;
    const to = nodemailer.createTransport({ host, port, ...lmtp });
    await wrapTransport(to, { logger: log.logger }).sendMail(message);

    expect(log.calls.filter(({ level }) => level !== 'debug').map(({ args }) => args[1])).toEqual([
      'Mail not sent to 1 of 2 recipients',
    ]);
    expect(log.records('smtp.client.send')).toMatchObject([
      {
        level: 'warn',
        'event.outcome': 'success',
        'smtp.recipients.count': 2,
        'smtp.recipients.accepted': 1,
        'smtp.recipients.rejected': 1,
        'smtp.recipients.reasons': ['recipient.unknown'],
      },
    ]);
    expect(JSON.stringify(log.calls)).not.toMatch(/bob|carol|User unknown/);
  });

  test('some recipients refused, at the level that is asked for', async () => {
    const server = await start({ script: { rcpt: ['ok', refusal] } });
    const log = collectingLogger();
    await connect(server, { logger: log.logger, log: { partialLevel: 'error' } }).sendMail(message);
    expect(log.records('smtp.client.send')).toMatchObject([{ level: 'error', 'event.outcome': 'success' }]);
  });

  test('the duration is in nanoseconds and covers the send', async () => {
    const server = await start();
    const log = collectingLogger();
    const before = process.hrtime.bigint();
    await connect(server, { logger: log.logger }).sendMail(message);
    const took = Number(process.hrtime.bigint() - before);
    const duration = log.records('smtp.client.send')[0]?.['event.duration'];
    expect(duration).toBeGreaterThan(10_000);
    expect(duration).toBeLessThanOrEqual(took);
  });

  test('nobody can know: the outcome is "unknown", as ECS has it', async () => {
    const server = await start({ script: { 'final-dot': '221 2.0.0 Bye' } });
    const log = collectingLogger();
    await rejection(connect(server, { logger: log.logger }).sendMail(message));
    expect(log.records('smtp.client.send')).toMatchObject([
      { 'event.outcome': 'unknown', 'error.type': 'delivery.unknown', 'smtp.delivery': 'unknown' },
    ]);
  });

  test('no address, no subject and none of the server’s words by default', async () => {
    const server = await start({ script: { rcpt: refusal } });
    const log = collectingLogger();
    await rejection(connect(server, { logger: log.logger }).sendMail(message));
    const text = JSON.stringify(log.calls);
    for (const word of ['bob', 'carol', 'example.org', 'sender', 'Quarterly', 'User unknown']) {
      expect(text).not.toContain(word);
    }
  });

  test('addresses and the server’s words for who asks for them, on one line', async () => {
    const server = await start({ script: { rcpt: refusal } });
    const log = collectingLogger();
    const options = { logger: log.logger, log: { addresses: true, serverText: true } };
    await rejection(connect(server, options).sendMail(message));
    expect(log.records('smtp.client.send')).toMatchObject([
      {
        'email.from.address': 'sender@example.com',
        'email.to.address': ['bob@example.org', 'carol@example.org'],
        'smtp.response.text': '<bob@example.org> User unknown\\x1b[31m',
        'exception.message': expect.stringContaining('"<***@example.org> User unknown\\x1b[31m"'),
      },
    ]);
  });

  test('the server’s words alone: whose mailbox they speak of is not seen', async () => {
    const server = await start({ script: { rcpt: refusal } });
    const log = collectingLogger();
    const options = { logger: log.logger, log: { serverText: true } };
    await rejection(connect(server, options).sendMail(message));
    const [record] = log.records('smtp.client.send');
    expect(record?.['smtp.response.text']).toBe('<***@example.org> User unknown\\x1b[31m');
    expect(JSON.stringify(log.calls)).not.toMatch(/bob|carol|sender@/);
  });

  test('addresses as domains, or as stand-ins that another record of the same address has, too', async () => {
    const server = await start();
    const log = collectingLogger();
    const hashing = {
      logger: log.logger,
      log: { addresses: 'hash', hashKey: 'a key of this test' },
    } as const;
    const mailer = connect(server, hashing);
    await mailer.sendMail({ ...message, to: 'bob@example.org' });
    await mailer.sendMail({ ...message, to: ['carol@example.org', 'Bob@example.org'] });
    const domains = { logger: log.logger, log: { addresses: 'domain' } } as const;
    await connect(server, domains).sendMail(message);
    const [first, second, third] = log.records('smtp.client.send');
    const [bob] = [first?.['email.to.address']].flat();
    expect(bob).toMatch(/^hash:[0-9a-f]{16}$/);
    expect(second?.['email.to.address']).toEqual([expect.not.stringContaining(String(bob)), bob]);
    expect(third).toMatchObject({
      'email.from.address': '***@example.com',
      'email.to.address': ['***@example.org', '***@example.org'],
    });
    expect(JSON.stringify(log.calls)).not.toMatch(/bob|carol|sender@/i);
  });

  test('failureLevel chooses the level of a failure', async () => {
    const server = await start({ script: { rcpt: refusal } });
    const log = collectingLogger();
    await rejection(
      connect(server, { logger: log.logger, log: { failureLevel: 'error' } }).sendMail(message),
    );
    expect(log.records('smtp.client.send').map(({ level }) => level)).toEqual(['error']);
  });

  test('no value in a record has more than one line', async () => {
    const server = await start({ script: { mail: '550-5.7.1 one\r\n550-5.7.1 two\r\n550 5.7.1 three' } });
    const log = collectingLogger();
    const options = { logger: log.logger, log: { addresses: true, serverText: true } };
    await rejection(connect(server, options).sendMail(message));
    expect(log.calls.length).toBeGreaterThan(0);
    for (const { args } of log.calls) {
      expect(Object.values(Object(args[0])).filter((value) => /\n/.test(String(value)))).toEqual([]);
      expect(args[1]).not.toMatch(/\n/);
    }
  });

  test('a send that fails before it reaches the transport has its record, too', async () => {
    const server = await start();
    const log = collectingLogger();
    const mailer = connect(server, { logger: log.logger });
    mailer.use('compile', (_mail, done) => done(new Error('template not found')));
    await rejection(mailer.sendMail(message));
    expect(log.records('smtp.client.send')).toMatchObject([
      { level: 'warn', 'event.outcome': 'failure', 'smtp.phase': 'local', 'smtp.attempt': 0 },
    ]);
  });
});

describe('loggers', () => {
  test('pino gets the record as fields and a message', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) });
    const server = await start({ script: { rcpt: refusal } });
    await rejection(connect(server, { logger }).sendMail(message));
    const records = lines.map((line) => JSON.parse(line));
    expect(records).toContainEqual(
      expect.objectContaining({
        level: 40,
        msg: 'Mail not sent: recipient.unknown',
        'event.name': 'smtp.client.send',
        'error.type': 'recipient.unknown',
      }),
    );
  });

  test('one that adds the request of the moment finds the one that sent the mail, over a pool and over retries too', async () => {
    const request = new AsyncLocalStorage<string>();
    const lines: string[] = [];
    const logger = pino(
      { level: 'debug', mixin: () => ({ request: request.getStore() }) },
      { write: (line: string) => lines.push(line) },
    );
    const server = await start({
      script: {
        rcpt: ({ recipient = '', occurrence }) => {
          if (recipient.startsWith('nobody')) return refusal;
          return recipient.startsWith('later') && occurrence < 4 ? '451 4.3.0 Later' : 'ok';
        },
      },
    });
    const { host, port } = server;
    const pool = nodemailer.createTransport({ host, port, pool: true, maxConnections: 1 });
    const mailer = wrapTransport(pool, { logger, retry: { minTimeout: 1 } });
    const names = ['first', 'nobody', 'later', 'last'];
    await Promise.allSettled(
      names.map((name) =>
        request.run(name, () => mailer.sendMail({ ...message, to: `${name}@example.org` })),
      ),
    );
    mailer.close();
    const records = lines.map((line) => JSON.parse(line));
    const requests = (event: string) =>
      records.filter((record) => record['event.name'] === event).map((record) => record.request);
    expect(requests('smtp.client.send').toSorted()).toEqual(names.toSorted());
    expect(new Set(requests('smtp.client.attempt'))).toEqual(new Set(['later']));
  });

  test('console gets one line of JSON, and nothing else', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const debug = vi.spyOn(console, 'debug').mockImplementation(() => undefined);
    const server = await start({ script: { rcpt: refusal } });
    await rejection(connect(server, { logger: console }).sendMail(message));
    const calls = [...debug.mock.calls, ...warn.mock.calls];
    vi.restoreAllMocks();
    expect(calls).toEqual([['%s', expect.any(String)]]);
    expect(JSON.parse(calls[0]?.[1])).toMatchObject({
      message: 'Mail not sent: recipient.unknown',
      'error.type': 'recipient.unknown',
    });
  });

  test('a logger that throws does not turn a delivered mail into a failed one', async () => {
    const server = await start();
    const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
    const broken = () => {
      throw new Error('disk full');
    };
    const info = await connect(server, { logger: { debug: broken, warn: broken } }).sendMail(message);
    expect(info.accepted).toHaveLength(2);
    expect((await warned).message).toContain('disk full');
  });
});
