import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import bunyan from 'bunyan';
import nodemailer from 'nodemailer';
import { type Logger, wrapTransport } from 'nodemailer-smtp-errors';
import { failover } from 'nodemailer-smtp-errors/failover';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test, vi } from 'vitest';
import winston from 'winston';
import type { LogRecord } from '../../src/log/record.js';
import { createSink } from '../../src/log/sink.js';
import type { RecordLevel } from '../../src/log/styles.js';
import { rejection } from '../helpers/collect.js';
import {
  watchedBunyan,
  watchedConsole,
  watchedNest,
  watchedPino,
  watchedPrintf,
  watchedWinston,
} from '../helpers/loggers.js';

const levels: readonly RecordLevel[] = ['trace', 'debug', 'info', 'warn', 'error'];

/** What a server may say to hurt a logger. */
const hostile = '%s %d %o %j %c 100% "quoted" \\x1b \u2028 {"level":"fatal"}';
const record: LogRecord = {
  'event.name': 'smtp.client.send',
  'event.outcome': 'failure',
  'error.type': 'recipient.unknown',
  'server.port': 587,
  'smtp.retry.safe': false,
  'smtp.response.text': hostile,
  'email.to.address': ['***@example.com'],
};
const nestedRecord = {
  event: { name: 'smtp.client.send', outcome: 'failure' },
  error: { type: 'recipient.unknown' },
  server: { port: 587 },
  smtp: { retry: { safe: false }, response: { text: hostile } },
  email: { to: { address: ['***@example.com'] } },
};
const message = 'Mail not sent: recipient.unknown';

/** A kind of logger, and how a line of it says level and message. */
interface Kind {
  readonly make: () => { readonly logger: Logger; readonly lines: readonly string[] };
  readonly level: (level: RecordLevel) => object;
  readonly message: object;
}

const pinoLevels = { trace: 10, debug: 20, info: 30, warn: 40, error: 50 };
const nestLevels = { trace: 'verbose', debug: 'debug', info: 'log', warn: 'warn', error: 'error' };
const kinds: Readonly<Record<string, Kind>> = {
  pino: {
    make: watchedPino,
    level: (level) => ({ level: pinoLevels[level] }),
    message: { msg: message },
  },
  winston: {
    make: watchedWinston,
    level: (level) => ({ level: level === 'trace' ? 'silly' : level }),
    message: { message },
  },
  'a winston child': {
    make: () => {
      const { logger, lines } = watchedWinston();
      return { logger: logger.child({ service: 'shop' }), lines };
    },
    level: () => ({ service: 'shop' }),
    message: { message },
  },
  'winston with splat, timestamp and errors': {
    make: () => {
      const { splat, timestamp, errors, json, combine } = winston.format;
      return watchedWinston({
        format: combine(splat(), timestamp(), errors({ stack: true, cause: true }), json()),
      });
    },
    level: () => ({ timestamp: expect.any(String) }),
    message: { message },
  },
  bunyan: {
    make: watchedBunyan,
    level: (level) => ({ level: bunyan.nameFromLevel[pinoLevels[level]] === level ? pinoLevels[level] : -1 }),
    message: { msg: message },
  },
  'bunyan with its serialisers': {
    make: () => watchedBunyan(bunyan.stdSerializers),
    level: () => ({}),
    message: { msg: message },
  },
  'a NestJS logger': {
    make: watchedNest,
    level: (level) => ({ level: nestLevels[level], context: 'Mail' }),
    message: { message },
  },
  'a printf logger, as Nodemailer wants it': {
    make: watchedPrintf,
    level: (level) => ({ level }),
    message: { printed: message },
  },
};

describe.each(Object.entries(kinds))('%s', (_name, kind) => {
  test.each(levels)('%s: one line with the whole record as fields, and the message', (level) => {
    const { logger, lines } = kind.make();
    createSink(logger)(level, record, message);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ ...record, ...kind.level(level), ...kind.message });
    expect(lines[0]?.split(message)).toHaveLength(2);
  });

  test('nested: objects in place of dotted keys', () => {
    const { logger, lines } = kind.make();
    createSink(logger, { nested: true })('warn', record, message);
    const written = JSON.parse(lines[0] ?? '');
    expect(written).toMatchObject({ ...nestedRecord, ...kind.message });
    expect(Object.keys(written).filter((key) => key.includes('.'))).toEqual([]);
  });

  test('gets the one record of a send that failed', async () => {
    await using server = await startScriptedServer({ script: { rcpt: `550 5.1.1 No ${hostile}` } });
    const { logger, lines } = kind.make();
    const options = { logger, log: { serverText: true } };
    const mailer = wrapTransport(nodemailer.createTransport(server.url), options);
    await rejection(mailer.sendMail({ from: 'a@example.com', to: 'bob@example.org', text: 'Hi' }));
    const sends = lines
      .map((line) => JSON.parse(line))
      .filter((line) => line['event.name'] === 'smtp.client.send');
    expect(sends).toEqual([
      expect.objectContaining({
        ...kind.message,
        'error.type': 'recipient.unknown',
        'smtp.response.text': expect.stringContaining('%s %d %o %j %c 100% "quoted"'),
      }),
    ]);
  });
});

describe('console', () => {
  test.each(levels)('%s: one line of JSON, the message first, and no stack', (level) => {
    const { logger, lines } = watchedConsole();
    createSink(logger, { level: 'trace' })(level, record, message);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.startsWith(`{"message":"${message}",`)).toBe(true);
    expect(JSON.parse(lines[0] ?? '')).toEqual({ message, ...record });
  });

  test('nested: objects in place of dotted keys', () => {
    const { logger, lines } = watchedConsole();
    createSink(logger, { nested: true })('warn', record, message);
    expect(JSON.parse(lines[0] ?? '')).toEqual({ message, ...nestedRecord });
  });

  const mail = { from: 'a@example.com', to: 'bob@example.org', text: 'Hi' };
  const eventsOf = (lines: readonly string[]) => lines.map((line) => JSON.parse(line)['event.name']);

  test('one line for a send that failed, however many attempts it took, and none for one that did not', async () => {
    await using server = await startScriptedServer({
      script: { rcpt: ['451 4.3.0 Later', 'ok', '451 4.3.0 Later', '550 5.1.1 No such user'] },
    });
    const { logger, lines } = watchedConsole();
    const mailer = wrapTransport(nodemailer.createTransport(server.url), {
      logger,
      retry: { minTimeout: 0 },
    });
    await mailer.sendMail(mail);
    expect(lines).toEqual([]);
    await rejection(mailer.sendMail(mail));
    expect(lines.map((line) => JSON.parse(line).message)).toEqual(['Mail not sent: recipient.unknown']);
  });

  test('a refused login is one line for each send that it fails', async () => {
    await using server = await startScriptedServer({ accounts: { alice: 'secret' } });
    const { logger, lines } = watchedConsole();
    const { host, port } = server;
    const mailer = wrapTransport(
      nodemailer.createTransport({ host, port, auth: { user: 'alice', pass: 'wrong' } }),
      { logger },
    );
    await Promise.all([mailer.sendMail(mail), mailer.sendMail(mail)].map(rejection));
    expect(eventsOf(lines)).toEqual(['smtp.client.send', 'smtp.client.send']);
  });

  test('one line for a transporter of a failover that others stand in for', async () => {
    await using server = await startScriptedServer();
    const { logger, lines } = watchedConsole();
    const nobody = wrapTransport(nodemailer.createTransport('smtp://127.0.0.1:1'), { retry: false });
    const backup = wrapTransport(nodemailer.createTransport(server.url));
    await nodemailer.createTransport(failover([nobody, backup], { logger })).sendMail(mail);
    expect(eventsOf(lines)).toEqual(['smtp.failover.switched']);
  });

  test('all that there is for who asks for a level', async () => {
    await using server = await startScriptedServer();
    const { logger, lines } = watchedConsole();
    await wrapTransport(nodemailer.createTransport(server.url), { logger, log: { level: 'debug' } }).sendMail(
      mail,
    );
    expect(eventsOf(lines)).toContain('smtp.client.send');
  });
});

test.each(levels)('log.level %s: nothing below it is written, whatever the logger', (lowest) => {
  const { logger, lines } = watchedPino();
  const sink = createSink(logger, { level: lowest });
  for (const level of levels) sink(level, record, message);
  expect(lines.map((line) => JSON.parse(line).level)).toEqual(
    levels.slice(levels.indexOf(lowest)).map((level) => pinoLevels[level]),
  );
});

test('Nodemailer’s own logger prints the message as it is', () => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const { logger } = nodemailer.createTransport({ jsonTransport: true, logger: true });
  print.mockClear();
  createSink(logger)('warn', record, message);
  const calls = [...print.mock.calls];
  vi.restoreAllMocks();
  expect(calls).toHaveLength(1);
  expect(calls[0]?.at(-1)).toContain(message);
});

describe('a logger that fails', () => {
  const failures: Readonly<Record<string, () => unknown>> = {
    throws: () => {
      throw new Error('disk full');
    },
    rejects: () => Promise.reject(new Error('disk full')),
    'rejects in another realm': runInNewContext('async () => { throw new Error("disk full"); }'),
    'returns a promise of its own that rejects': () => ({
      // biome-ignore lint/suspicious/noThenProperty: that is what such a promise is
      then: (_resolve: unknown, reject: (reason: Error) => void) => reject(new Error('disk full')),
    }),
    'returns what throws when it is looked at': () => ({
      // biome-ignore lint/suspicious/noThenProperty: that is what such a promise is
      get then() {
        throw new Error('disk full');
      },
    }),
  };

  test.each(Object.entries(failures))(
    '%s: a process warning says so, and nothing else happens',
    async (_how, fail) => {
      const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
      createSink({ debug: fail, warn: fail })('warn', record, message);
      expect(await warned).toMatchObject({
        name: 'SmtpErrorsWarning',
        message: expect.stringContaining('disk full'),
      });
    },
  );

  test('what it throws may be unfit to be shown', async () => {
    const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
    const unfit = {
      [inspect.custom]() {
        throw new Error('no');
      },
    };
    const fail = () => {
      throw unfit;
    };
    createSink({ debug: fail, warn: fail })('warn', record, message);
    expect(await warned).toMatchObject({ name: 'SmtpErrorsWarning' });
  });

  test('a level that it has not got goes to the next one that it has', () => {
    const calls: unknown[][] = [];
    const write =
      (level: string) =>
      (...args: unknown[]) =>
        void calls.push([level, ...args]);
    const sink = createSink({ debug: write('debug'), warn: write('warn') });
    for (const level of levels) sink(level, record, message);
    expect(calls.map(([level]) => level)).toEqual(['debug', 'debug', 'debug', 'warn', 'warn']);
  });
});
