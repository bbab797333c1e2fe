import { Readable } from 'node:stream';
import nodemailer, { type Transporter } from 'nodemailer';
import { type WrapOptions, wrapTransport } from 'nodemailer-smtp-errors';
import { drop, hang, type ScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const message = { from: 'a@example.com', to: 'b@example.com', subject: 'hello', text: 'hello' };
const auth = { user: 'alice', pass: 'right' };

/** Something that never comes, and when it was asked for. */
function unanswered() {
  let asked: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    asked = resolve;
  });
  return {
    reached,
    call: () => asked(),
    stream: new Readable({ read: () => asked() }),
    promise: () => {
      asked();
      return new Promise<never>(() => undefined);
    },
  };
}

/** As little as a test waits. */
const SHORT_MS = 150;

function connect(server: Pick<ScriptedServer, 'host' | 'port'>, wrap: WrapOptions, options: object = {}) {
  const { host, port } = server;
  return wrapTransport(nodemailer.createTransport({ host, port, ...options }), wrap);
}

/** A send that waits, and for what. */
interface Waiting {
  readonly mailer: Transporter;
  readonly more?: object;
  /** Resolves when it waits. */
  readonly reached: Promise<unknown>;
}

interface Case {
  readonly begin: (wrap: WrapOptions) => Promise<Waiting>;
  /** What a limit ends it with. */
  readonly ends: object;
  /** What `close({ force: true })` ends it with; absent where that is the transport's own doing. */
  readonly closed?: object;
}

const closed = { kind: 'ConnectionClosed', reason: 'connection.lost', delivery: 'not-sent' };

const unreadable = {
  kind: 'MessageUnreadable',
  reason: 'message.source',
  phase: 'local',
  delivery: 'not-sent',
  remediation: { id: 'message.source/wait' },
};

const timedOut = (phase: string, wait: string) => ({
  kind: 'ConnectionFailed',
  reason: 'connection.timeout',
  phase,
  delivery: 'not-sent',
  remediation: { id: `connection.timeout/${wait}` },
});

const waits: Readonly<Record<string, Case>> = {
  'a plugin that does not call back': {
    async begin(wrap) {
      const mailer = connect(await start(), wrap);
      const { call, reached } = unanswered();
      mailer.use('compile', call);
      return { mailer, reached };
    },
    ends: unreadable,
    closed,
  },
  'an html stream that never ends, with attachDataUrls': {
    async begin(wrap) {
      const mailer = connect(await start(), wrap);
      const { stream, reached } = unanswered();
      return { mailer, more: { html: stream, attachDataUrls: true }, reached };
    },
    ends: unreadable,
    closed,
  },
  'html at a URL that does not answer, with attachDataUrls': {
    async begin(wrap) {
      // It waits for a command, and no request is one.
      const silent = await start({ script: { greeting: hang() } });
      const html = { href: `http://${silent.host}:${silent.port}/` };
      const reached = silent.until(({ sessions }) => sessions.length > 0);
      return { mailer: connect(await start(), wrap), more: { html, attachDataUrls: true }, reached };
    },
    ends: unreadable,
    closed,
  },
  'an attachment that never ends': {
    async begin(wrap) {
      const mailer = connect(await start(), wrap);
      const { stream, reached } = unanswered();
      return { mailer, more: { attachments: [{ filename: 'a', content: stream }] }, reached };
    },
    ends: unreadable,
    closed,
  },
  'another login that gets no answer': {
    async begin(wrap) {
      const server = await start({ accounts: { alice: 'right' }, script: { auth: hang() } });
      const mailer = connect(server, wrap, { auth });
      // It has no limit: the one that waits for it is given up first.
      void rejection(connect(server, {}, { auth }).sendMail(message));
      await server.until(({ sessions }) => sessions[0]?.commands.at(-1)?.startsWith('AUTH') === true);
      const { call, reached } = unanswered();
      // Compiled is all that it will be.
      mailer.use('stream', (_mail, done) => {
        done();
        setImmediate(call);
      });
      return { mailer, reached };
    },
    ends: timedOut('auth', 'login'),
    closed,
  },
  'a pool without a free connection': {
    async begin(wrap) {
      const server = await start({ script: { data: hang() } });
      const { host, port } = server;
      const bare = nodemailer.createTransport({ host, port, pool: true, maxConnections: 1 });
      // It has no limits of ours, and keeps the connection.
      void rejection(bare.sendMail(message));
      const mailer = wrapTransport(bare, wrap);
      const reached = server.until(({ sessions }) => sessions[0]?.commands.at(-1) === 'DATA');
      return { mailer, reached };
    },
    ends: timedOut('connect', 'queue'),
  },
  'a server that does not greet': {
    async begin(wrap) {
      const server = await start({ script: { greeting: hang() } });
      const reached = server.until(({ sessions }) => sessions.length > 0);
      return { mailer: connect(server, wrap), reached };
    },
    ends: timedOut('greeting', 'server'),
  },
  'a server that does not answer RCPT': {
    async begin(wrap) {
      const server = await start({ script: { rcpt: hang() } });
      const reached = server.until(
        ({ sessions }) => sessions[0]?.commands.at(-1)?.startsWith('RCPT') === true,
      );
      return { mailer: connect(server, wrap), reached };
    },
    ends: timedOut('rcpt', 'server'),
  },
};

/** Waits for the application: what was known before stands. */
const questions: Readonly<Record<string, Case>> = {
  'credentials() that does not answer': {
    async begin(wrap) {
      const server = await start({ accounts: { alice: 'another' } });
      const { promise, reached } = unanswered();
      return { mailer: connect(server, { ...wrap, credentials: promise }, { auth }), reached };
    },
    ends: { reason: 'auth.invalid-credentials', reply: { code: 535 } },
    closed: { reason: 'auth.invalid-credentials', reply: { code: 535 } },
  },
  'confirmDelivery() that does not answer': {
    async begin(wrap) {
      const server = await start({ script: { 'final-dot': drop() } });
      const { promise, reached } = unanswered();
      return { mailer: connect(server, { ...wrap, confirmDelivery: promise }), reached };
    },
    ends: { reason: 'delivery.unknown', delivery: 'unknown' },
    closed: { reason: 'delivery.unknown', delivery: 'unknown' },
  },
  'the next attempt': {
    async begin(wrap) {
      const server = await start({ script: { mail: '451 4.3.0 try later' } });
      const mailer = connect(server, { ...wrap, retry: { minTimeout: 2 ** 40, maxTimeout: 2 ** 40 } });
      return { mailer, reached: server.until(({ sessions }) => sessions[0]?.state === 'closed') };
    },
    ends: { reply: { code: 451 } },
    closed: { reply: { code: 451 } },
  },
};

describe.each(['stallTimeout', 'deadline'] as const)('%s ends a send that waits for', (limit) => {
  test.each(Object.entries(waits))('%s, and the error says so', async (_name, { begin, ends }) => {
    const { mailer, more } = await begin({ [limit]: SHORT_MS, retry: { retries: 1, minTimeout: 0 } });
    const error = await rejection(mailer.sendMail({ ...message, ...more }));
    mailer.close();
    const timeoutType = limit === 'deadline' ? 'SEND_DEADLINE' : 'SEND_STALLED';
    const { cause } = Object(error);
    expect(error).toMatchObject(ends);
    expect(cause).toMatchObject({ code: 'ETIMEDOUT', timeoutType });
  });
});

describe('a limit ends a send that waits for the application', () => {
  const asked = Object.entries(questions).filter(([name]) => name !== 'the next attempt');
  test.each(asked)('%s: what was known before stands', async (_name, { begin, ends }) => {
    const { mailer } = await begin({ stallTimeout: SHORT_MS });
    expect(await rejection(mailer.sendMail(message))).toMatchObject(ends);
  });
});

const all = Object.entries({ ...waits, ...questions });

describe('an application that aborts need not wait for', () => {
  test.each(all)('%s', async (name, { begin, ends }) => {
    const { mailer, more, reached } = await begin({ stallTimeout: false });
    const controller = new AbortController();
    const sending = rejection(mailer.sendMail({ ...message, ...more, signal: controller.signal }));
    await reached;
    controller.abort();
    const isOut = name.startsWith('confirmDelivery');
    expect(await sending).toMatchObject(isOut ? ends : { kind: 'SendAborted', delivery: 'not-sent' });
    mailer.close();
  });
});

describe('an application that closes its transport by force need not wait for', () => {
  test.each(all.filter(([, { closed }]) => closed))('%s', async (_name, { begin, closed = {} }) => {
    const { mailer, more, reached } = await begin({ stallTimeout: false });
    const sending = rejection(mailer.sendMail({ ...message, ...more }));
    await reached;
    Reflect.apply(mailer.close, mailer, [{ force: true }]);
    expect(await sending).toMatchObject(closed);
  });
});

describe('verify() has the same limits, and lets sends through', () => {
  test.each(['stallTimeout', 'deadline'] as const)('%s', async (limit) => {
    const server = await start({
      accounts: { alice: 'right' },
      script: (connection) => (connection === 1 ? { auth: hang() } : {}),
    });
    const mailer = connect(server, { [limit]: 600, retry: false }, { auth });
    const verifying = rejection(mailer.verify());
    await server.until(({ sessions }) => sessions[0]?.commands.at(-1)?.startsWith('AUTH') === true);
    expect(await verifying).toMatchObject({ reason: 'connection.timeout' });
    await mailer.sendMail(message);
    expect(server.messages).toHaveLength(1);
  });
});

test('a burst behind a rate limit that takes longer than stallTimeout loses nobody', async () => {
  const server = await start();
  const mailer = connect(server, { stallTimeout: 300 }, { pool: true, rateLimit: 1, rateDelta: 100 });
  await Promise.all(Array.from({ length: 8 }, () => mailer.sendMail(message)));
  mailer.close();
  expect(server.messages).toHaveLength(8);
});

test.each([{}, { pool: true, maxConnections: 2 }])(
  'a dead server settles everybody within stallTimeout, over %j',
  async (options) => {
    const server = await start({ script: { greeting: hang() } });
    const mailer = connect(
      server,
      { stallTimeout: 300, retry: false },
      { greetingTimeout: 60_000, ...options },
    );
    const errors = await Promise.all(Array.from({ length: 50 }, () => rejection(mailer.sendMail(message))));
    mailer.close();
    expect(errors.map((error) => Object(error).reason)).toEqual(Array(50).fill('connection.timeout'));
  },
);

test.each([{}, { signal: true }])(
  'a plugin that calls back after its send was given up (%j) has nothing sent',
  async ({ signal = false }) => {
    const server = await start();
    const mailer = connect(server, signal ? {} : { stallTimeout: 200 });
    const controller = new AbortController();
    let callBack: (() => void) | undefined;
    mailer.use('stream', (_mail, done) => {
      if (callBack) done();
      else callBack = done;
      controller.abort();
    });
    const given = signal ? { ...message, signal: controller.signal } : message;
    expect(await rejection(mailer.sendMail(given))).toMatchObject({ delivery: 'not-sent' });
    callBack?.();
    // What is sent afterwards comes later than it would have.
    await mailer.sendMail({ ...message, subject: 'later' });
    expect(server.messages).toHaveLength(1);
  },
);
