import { Writable } from 'node:stream';
import nodemailer, { type Transporter } from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { type Script, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { mail } from '../helpers/both-ways.js';
import { type Call, collectingLogger, rejection } from '../helpers/collect.js';
import { nodemailerHas } from '../helpers/nodemailer-version.js';

type Flow = (mailer: Transporter) => Promise<unknown>;

const account = { user: 'alice', pass: 'correct horse' };

const flows: Readonly<Record<string, Flow>> = {
  'a delivery': (mailer) => mailer.sendMail(mail),
  'verify()': (mailer) => mailer.verify(),
  'two deliveries, one after the other': async (mailer) => {
    await mailer.sendMail(mail);
    await mailer.sendMail({ ...mail, auth: account });
  },
  'a recipient who is refused': (mailer) => mailer.sendMail({ ...mail, to: [mail.to, 'nobody@example.com'] }),
};

const script: Script = {
  rcpt: ({ recipient = '' }) => (recipient.startsWith('nobody') ? '550 5.1.1 No such user' : 'ok'),
};

/** What differs between any two connections, made the same. */
function withoutIds({ level, args }: Call): Call {
  const same = (value: unknown): unknown => {
    if (value instanceof Error) return { ...value, message: value.message };
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, inner]) => {
      const differs = /^(?:sid|localPort|\w*Time)$/.test(key);
      return [key, differs ? typeof inner : same(inner)];
    });
    return Object.fromEntries(entries);
  };
  return { level, args: args.map(same) };
}

/** Runs a flow against a server of its own kind, and returns what the logger of the transport got. */
async function linesOf(flow: Flow, options: object, wrap: boolean) {
  const { logger, calls } = collectingLogger();
  await using server = await startScriptedServer({ accounts: { alice: account.pass }, script });
  // Ports differ from server to server.
  const withPort = { host: server.host, port: server.port, logger, auth: account, ...options };
  const mailer = nodemailer.createTransport(withPort);
  if (wrap) wrapTransport(mailer, { retry: false });
  await flow(mailer);
  mailer.close();
  await server.until(({ sessions }) => sessions.every(({ state }) => state === 'closed'));
  return calls
    .map(withoutIds)
    .map((call) => JSON.parse(JSON.stringify(call).replaceAll(String(server.port), '9999')));
}

describe.each([
  ['with a logger', {}],
  ['with transactionLog', { transactionLog: true }],
  ['with debug', { debug: true }],
  ['with a pool and a logger', { pool: true, maxConnections: 1 }],
  ['with a pool and transactionLog', { pool: true, maxConnections: 1, transactionLog: true }],
  ['with a component of its own', { component: 'my mail', transactionLog: true }],
])('%s, the logger of the transport gets exactly the lines that it got without wrapping', (_how, options) => {
  test.each(Object.entries(flows))('%s', async (_what, flow) => {
    const bare = await linesOf(flow, options, false);
    const wrapped = await linesOf(flow, options, true);
    expect(wrapped).toEqual(bare);
    expect(bare.length).toBeGreaterThan(5);
  });
});

test('a failed send gives the same lines; only the last one, of the transporter, has the typed error', async () => {
  const flow: Flow = (mailer) => rejection(mailer.sendMail({ ...mail, to: 'nobody@example.com' }));
  for (const options of [{}, { transactionLog: true }, { pool: true }]) {
    const bare = await linesOf(flow, options, false);
    const wrapped = await linesOf(flow, options, true);
    const isLast = ({ args }: Call) => args[1] === 'Send Error: %s';
    expect(wrapped.filter((call) => !isLast(call))).toEqual(bare.filter((call) => !isLast(call)));
    const last = { level: 'error', args: [{ component: 'mail', tnx: 'transport' }, 'Send Error: %s', {}] };
    expect(wrapped.filter(isLast)).toMatchObject([{ ...last, args: [...last.args.slice(0, 2), /./] }]);
    expect(wrapped.find(isLast)).toMatchObject({
      args: [{ err: { kind: 'RecipientRejected', code: 'EENVELOPE' } }, 'Send Error: %s', expect.any(String)],
    });
    expect(bare.filter(isLast)).toHaveLength(1);
  }
});

test('without a logger nothing is written, dialogue or other', async () => {
  const written = vi.spyOn(console, 'log');
  const error = vi.spyOn(console, 'error');
  for (const options of [{}, { transactionLog: true }, { debug: true }, { logger: false, pool: true }]) {
    await linesOf((mailer) => mailer.sendMail(mail), { logger: undefined, ...options }, true);
  }
  expect(written).not.toHaveBeenCalled();
  expect(error).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

test.each([{}, { transactionLog: true }, { pool: true, debug: true }])(
  'with logger: true and %o the console gets exactly the lines that it got without wrapping',
  async (options) => {
    const printed: string[][] = [];
    for (const wrap of [false, true]) {
      const lines: string[] = [];
      vi.spyOn(console, 'log').mockImplementation((format, _time, level, line) => {
        lines.push([format, level, String(line).replace(/\[\w{8,}\]|:\d{4,5}\b/g, '')].join(' '));
      });
      await linesOf((mailer) => mailer.sendMail(mail), { logger: true, ...options }, wrap);
      vi.restoreAllMocks();
      printed.push(lines);
    }
    expect(printed[1]).toEqual(printed[0]);
    expect(printed[0]?.length).toBeGreaterThan(5);
  },
);

test.runIf(nodemailerHas('incomplete loggers'))(
  'a logger that has only some levels gets the others where Nodemailer would put them (Nodemailer 8.0.10)',
  async () => {
    const lines = async (wrap: boolean) => {
      const { logger, calls } = collectingLogger();
      const { info, error } = logger;
      await linesOf(
        (mailer) => mailer.sendMail(mail),
        { logger: { info, error }, transactionLog: true },
        wrap,
      );
      return calls.map(({ level, args }) => [level, args[1]]);
    };
    expect(await lines(true)).toEqual(await lines(false));
  },
);

test('a logger whose methods need their this, as pino has, goes on working', async () => {
  const lines = async (wrap: boolean) => {
    const written: string[] = [];
    const stream = new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    });
    const logger = pino({ level: 'trace', base: null, timestamp: false }, stream);
    await linesOf((mailer) => mailer.sendMail(mail), { logger, transactionLog: true }, wrap);
    return written.map((line) => line.replace(/"sid":"\w+"|\d{4,}/g, ''));
  };
  const bare = await lines(false);
  expect(await lines(true)).toEqual(bare);
  expect(bare.length).toBeGreaterThan(10);
});

describe('setting transport.options.logger later works as without wrapping', () => {
  /** Which logger gets which lines. */
  async function shares(first: unknown, change: (options: Record<string, unknown>) => void, wrap: boolean) {
    const initial = collectingLogger();
    const later = collectingLogger();
    await linesOf(
      async (mailer) => {
        const options: unknown = Reflect.get(mailer.transporter, 'options');
        if (typeof options !== 'object' || options === null) throw new TypeError('no options');
        const given: Record<string, unknown> = {};
        change(given);
        if (given['logger'] === 'later') given['logger'] = later.logger;
        Object.assign(options, given);
        await mailer.sendMail(mail);
      },
      { logger: first === 'initial' ? initial.logger : first },
      wrap,
    );
    return [initial, later].map(({ calls }) => calls.map(({ level, args }) => [level, args[1]]));
  }

  test.each<[string, unknown, Record<string, unknown>]>([
    ['another logger', 'initial', { logger: 'later' }],
    ['a logger where there was none', undefined, { logger: 'later' }],
    ['no logger where there was one', 'initial', { logger: false }],
    ['the dialogue', 'initial', { transactionLog: true }],
    ['the dialogue and the message', 'initial', { debug: true }],
    ['a logger and the dialogue', undefined, { logger: 'later', transactionLog: true }],
  ])('%s', async (_what, first, change) => {
    const set = (options: Record<string, unknown>) => Object.assign(options, change);
    expect(await shares(first, set, true)).toEqual(await shares(first, set, false));
  });

  test('logger: true', async () => {
    const printed: number[] = [];
    for (const wrap of [false, true]) {
      const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
      await shares(undefined, (options) => Object.assign(options, { logger: true }), wrap);
      printed.push(log.mock.calls.length);
      vi.restoreAllMocks();
    }
    expect(printed[1]).toBe(printed[0]);
    expect(printed[0]).toBeGreaterThan(2);
  });
});

test('the options of a wrapped transport can be given back to it and to another transport', async () => {
  const { logger, calls } = collectingLogger();
  await using server = await startScriptedServer();
  const { host, port } = server;
  const transport = nodemailer.createTransport({ host, port, logger }).transporter;
  wrapTransport(transport);
  const options: object = Reflect.get(transport, 'options');
  Object.assign(options, { ...options });
  await nodemailer.createTransport(transport).sendMail(mail);
  const once = calls.length;
  await nodemailer.createTransport({ ...options }).sendMail(mail);
  expect(server.messages).toHaveLength(2);
  expect(once).toBeGreaterThan(3);
  expect(calls.filter(({ args: [data] }) => Object(data).tnx === 'client')).toEqual([]);
});
