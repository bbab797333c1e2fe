import { inspect } from 'node:util';
import bunyan from 'bunyan';
import nodemailer from 'nodemailer';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import winston from 'winston';
import { rejection } from '../helpers/collect.js';
import { watchedBunyan, watchedConsole, watchedPino, watchedWinston } from '../helpers/loggers.js';

const auth = { user: 'alice', pass: 'correct horse' };
const message = { from: 'sender@example.com', to: ['bob@example.org', 'carol@example.org'], text: 'Hello' };

/** Logs an error in one way with one logger; returns what went out, and where in it the error is. */
interface Way {
  readonly log: (error: Error) => readonly string[];
  readonly find?: (line: Record<string, unknown>) => unknown;
  /** What this logger’s own serialiser keeps; default: everything. */
  readonly keeps?: readonly string[];
}

function through<L>(
  watched: { readonly logger: L; readonly lines: readonly string[] },
  log: (logger: L) => unknown,
) {
  log(watched.logger);
  return watched.lines;
}

const { errors, json, combine, timestamp, splat } = winston.format;
const withErrors = () => watchedWinston({ format: combine(errors({ stack: true, cause: true }), json()) });
const decorated = () =>
  watchedWinston({ format: combine(timestamp(), splat(), json()), defaultMeta: { service: 'shop' } });
const err = (line: Record<string, unknown>) => line['err'];
const bunyanKeeps = ['name', 'message', 'stack', 'code'];

const ways: Readonly<Record<string, Way>> = {
  'pino, logger.error(error)': { log: (e) => through(watchedPino(), (l) => l.error(e)), find: err },
  'pino, { err }': { log: (e) => through(watchedPino(), (l) => l.error({ err: e }, 'no')), find: err },
  'pino, { error }': {
    log: (e) => through(watchedPino(), (l) => l.error({ error: e }, 'no')),
    find: ({ error }) => error,
  },
  'pino, a child': { log: (e) => through(watchedPino(), (l) => l.child({ a: 1 }).error(e)), find: err },
  'winston, logger.error(error)': { log: (e) => through(watchedWinston(), (l) => l.error(e)) },
  'winston, with its errors format': {
    log: (e) => through(withErrors(), (l) => l.error(e)),
    // Its name is on the prototype, and this format copies own fields.
    keeps: ['message', 'stack', 'kind', 'reason', 'phase', 'delivery', 'remediation'],
  },
  'winston, with default fields and a timestamp': { log: (e) => through(decorated(), (l) => l.error(e)) },
  'winston, message and error': {
    log: (e) => through(watchedWinston(), (l) => l.error('no:', e)),
    keeps: ['message', 'stack', 'kind', 'reason', 'phase', 'delivery', 'remediation'],
  },
  'winston, { err }': { log: (e) => through(watchedWinston(), (l) => l.error('no', { err: e })), find: err },
  'bunyan, logger.error(error)': {
    log: (e) => through(watchedBunyan(), (l) => l.error(e)),
    find: err,
    keeps: bunyanKeeps,
  },
  'bunyan, { err }': { log: (e) => through(watchedBunyan(), (l) => l.error({ err: e }, 'no')), find: err },
  'bunyan, { err } with its serialiser': {
    log: (e) => through(watchedBunyan(bunyan.stdSerializers), (l) => l.error({ err: e }, 'no')),
    find: err,
    keeps: bunyanKeeps,
  },
  'bunyan, { err } with the serialiser of the README': {
    log: (e) => {
      const serialise = (e: Error) => (isSmtpError(e) ? e.toJSON() : bunyan.stdSerializers['err']?.(e));
      return through(watchedBunyan({ err: serialise }), (l) => l.error(e));
    },
    find: err,
  },
  'JSON.stringify(error)': { log: (e) => [JSON.stringify(e)] },
  'JSON.stringify({ error })': { log: (e) => [JSON.stringify({ error: e })], find: ({ error }) => error },
};

const everything = ['name', 'message', 'stack', 'kind', 'reason', 'phase', 'delivery', 'code', 'remediation'];

async function make(): Promise<Error> {
  await using server = await startScriptedServer({
    accounts: { [auth.user]: auth.pass },
    script: { rcpt: ({ command }) => `550 5.1.1 No such user: ${command}` },
  });
  const { host, port } = server;
  const mailer = wrapTransport(nodemailer.createTransport({ host, port, auth }));
  const error = await rejection(mailer.sendMail(message));
  if (!isSmtpError(error)) throw error;
  return error;
}

function expectDiscreet(output: string) {
  expect(output).not.toMatch(/bob|carol|sender@/);
  expect(output).not.toContain(auth.pass);
  expect(output).not.toMatch(/[CS]: (?:RCPT|MAIL|550)/);
  expect(output).not.toMatch(/\b(?:transcript|rejectedErrors|recipients|rejected|response)"?: ?[["']/);
}

describe('an error that is logged by itself', () => {
  test.each(Object.entries(ways))(
    '%s: nothing is lost, and nothing is told that should not be',
    async (_way, way) => {
      const error = await make();
      const lines = way.log(error);
      expect(lines).toHaveLength(1);
      const line = JSON.parse(lines[0] ?? '');
      const logged = Object(way.find ? way.find(line) : line);
      const { kind, reason } = Object(error);
      const expected: Readonly<Record<string, unknown>> = {
        name: 'RecipientRejectedError',
        message: expect.stringContaining(error.message),
        stack: expect.stringContaining('RecipientRejectedError: The recipient'),
        kind,
        reason,
        phase: 'rcpt',
        delivery: 'not-sent',
        code: 'EENVELOPE',
        remediation: expect.objectContaining({ steps: expect.any(Array) }),
      };
      // pino calls it type.
      const named = { name: logged.type, ...logged };
      for (const field of way.keeps ?? everything)
        expect([field, named[field]]).toEqual([field, expected[field]]);
      expectDiscreet(lines.join('\n'));
    },
  );

  test('winston keeps level, timestamp and default fields, which it writes on the error itself', async () => {
    const error = await make();
    const lines = through(decorated(), (l) => l.error(error));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      service: 'shop',
      timestamp: expect.any(String),
    });
  });

  test('console.error: kind, reason and cause are there to read, and nobody’s address', async () => {
    const error = await make();
    const text = through(watchedConsole(), (l) => l.error(error)).join('\n');
    expect(text).toContain("reason: 'recipient.unknown'");
    expect(text).toContain('[cause]: [Error');
    expectDiscreet(text);
  });

  test('less than three kilobytes of it are printed, whatever a server says', async () => {
    const talkative = Array.from(
      { length: 100 },
      (_, line) => `550-5.1.1 ${'no such user '.repeat(10)}${line}`,
    );
    for (const reply of [
      '550 5.1.1 no',
      `550 5.1.1 ${'x'.repeat(2 ** 20)}`,
      [...talkative, '550 5.1.1 no'].join('\r\n'),
    ]) {
      await using server = await startScriptedServer({ script: { rcpt: reply } });
      const mailer = wrapTransport(nodemailer.createTransport(server.url));
      const error = await rejection(mailer.sendMail(message));
      expect(inspect(error).length).toBeLessThan(3_000);
    }
  });

  test('a logger can log it again, and it is the error that it was', async () => {
    const error = await make();
    const before = JSON.stringify(error);
    for (const { log } of Object.values(ways)) log(error);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject(JSON.parse(before));
  });
});
