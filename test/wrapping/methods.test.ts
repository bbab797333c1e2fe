import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import nodemailer, { type MailMessage, type Transporter } from 'nodemailer';
import SMTPPool from 'nodemailer/lib/smtp-pool';
import SMTPTransport from 'nodemailer/lib/smtp-transport';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { closing, hang, type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';
import { bothWays, mail } from '../helpers/both-ways.js';
import { collectingLogger, rejection } from '../helpers/collect.js';
import { nodemailerHas } from '../helpers/nodemailer-version.js';

const events = ['idle', 'clear', 'error', 'log', 'token', 'close'];

/** The names of the events that an emitter gives from now on. */
function eventsOf(emitter: NodeJS.EventEmitter): string[] {
  const seen: string[] = [];
  for (const name of events) emitter.on(name, () => seen.push(name));
  return seen;
}

test('a pool gives the same idle and clear events, on the transporter and on its transport', async () => {
  await using server = await startScriptedServer();
  const { host, port } = server;
  const { bare, wrapped } = await bothWays(
    () => nodemailer.createTransport({ pool: true, host, port, maxConnections: 1, maxMessages: 2 }),
    async (mailer) => {
      const transport = mailer.transporter;
      if (!(transport instanceof SMTPPool)) throw new TypeError('not a pool');
      const seen = [eventsOf(mailer), eventsOf(transport)];
      await once(mailer, 'idle');
      await Promise.all([mailer.sendMail(mail), mailer.sendMail(mail)]);
      await server.until(({ sessions }) => sessions.every(({ state }) => state === 'closed'));
      await mailer.sendMail(mail);
      const cleared = once(mailer, 'clear');
      await server.until(({ sessions }) => sessions.at(-1)?.state === 'idle');
      await server.sayGoodbye();
      await cleared;
      return seen;
    },
  );
  expect(wrapped).toEqual(bare);
  expect(wrapped[0]).toContain('clear');
  expect(wrapped[0]).not.toContain('error');
});

test('an error event of the transport reaches listeners on the transport and on the transporter', () => {
  const mailer = wrapTransport(nodemailer.createTransport({ host: '127.0.0.1' }));
  const transport = mailer.transporter;
  if (!(transport instanceof SMTPTransport)) throw new TypeError('not an SMTP transport');
  const error = new Error('of the transport');
  const heard: unknown[] = [];
  mailer.on('error', (value) => heard.push(value));
  transport.on('error', (value) => heard.push(value));
  transport.emit('error', error);
  expect(heard).toEqual([error, error]);
  expect(heard[0]).toBe(error);
});

test('a log event of the transport reaches its listeners and the log of the transporter', () => {
  const { logger, calls } = collectingLogger();
  const mailer = wrapTransport(nodemailer.createTransport({ host: '127.0.0.1', logger }));
  const transport = mailer.transporter;
  if (!(transport instanceof SMTPTransport)) throw new TypeError('not an SMTP transport');
  const heard: unknown[] = [];
  transport.on('log', (value) => heard.push(value));
  transport.emit('log', { type: 'note', message: 'of the transport' });
  expect(heard).toEqual([{ type: 'note', message: 'of the transport' }]);
  expect(calls.at(-1)).toMatchObject({ args: [{ component: 'mail' }, '%s: %s', 'note', 'of the transport'] });
});

test.each([{ pool: true }, {}])('verify resolves and calls back as without wrapping: %o', async (options) => {
  const script = { greeting: [undefined, undefined, '554 5.3.2 No', '554 5.3.2 No'] };
  const verifyTwice = async (mailer: Transporter) => [
    await mailer.verify(),
    await new Promise((resolve) => {
      const returned: unknown = mailer.verify((...args: unknown[]) => resolve({ args, returned }));
    }),
    await rejection(mailer.verify()),
    await new Promise((resolve) => mailer.verify((...args: unknown[]) => resolve(args))),
  ];
  const results = [];
  for (const wrap of [false, true]) {
    await using server = await startScriptedServer({ script });
    const { host, port } = server;
    const mailer = nodemailer.createTransport({ host, port, ...options });
    results.push(await verifyTwice(wrap ? wrapTransport(mailer) : mailer));
    mailer.close();
  }
  const [bare, wrapped] = results;
  expect(wrapped?.slice(0, 2)).toEqual([true, { args: [null, true], returned: undefined }]);
  expect(wrapped?.slice(0, 2)).toEqual(bare?.slice(0, 2));
  expect(wrapped?.[2]).toMatchObject({ kind: 'ServiceUnavailable', code: 'EPROTOCOL', responseCode: 554 });
  expect(wrapped?.[3]).toEqual([expect.objectContaining({ kind: 'ServiceUnavailable', responseCode: 554 })]);
});

test('verify of a transport that has none answers false, as without wrapping', () => {
  const mailer = wrapTransport(nodemailer.createTransport({ jsonTransport: true }));
  const answer: unknown = mailer.verify();
  expect(answer).toBe(false);
});

test('close ends a pool: idle connections go, queued messages fail, later ones too', async () => {
  await using server = await startScriptedServer();
  const { host, port } = server;
  const mailer = wrapTransport(nodemailer.createTransport({ pool: true, host, port, maxConnections: 1 }));
  await mailer.sendMail(mail);
  const waiting = [mailer.sendMail(mail), mailer.sendMail(mail)].map(rejection);
  mailer.close();
  await server.until(({ sessions }) => sessions.every(({ state }) => state === 'closed'));
  const aborted = { kind: 'SendAborted', reason: 'send.aborted', delivery: 'not-sent' };
  expect(await Promise.all(waiting)).toMatchObject([aborted, aborted]);
  expect(await rejection(mailer.sendMail(mail))).toMatchObject(aborted);
  expect(server.messages).toHaveLength(1);
});

test.runIf(nodemailerHas('forced closing'))(
  'close lets a delivery finish, close({ force }) does not (Nodemailer 10.4)',
  async () => {
    const script = { mail: [undefined, hang()] };
    await using server = await startScriptedServer({ script });
    const { host, port } = server;
    const open = () => wrapTransport(nodemailer.createTransport({ pool: true, host, port }));

    const gentle = open();
    const delivered = gentle.sendMail(mail);
    await server.until(({ sessions }) => (sessions[0]?.commands.length ?? 0) > 1);
    gentle.close();
    await delivered;

    const forced = open();
    const failed = rejection(forced.sendMail(mail));
    await server.until(({ sessions }) => sessions[1]?.commands.at(-1)?.startsWith('MAIL') ?? false);
    forced.close({ force: true });
    expect(await failed).toMatchObject({
      kind: 'ConnectionClosed',
      delivery: 'not-sent',
      attempts: { length: 1 },
    });
    expect(server.messages).toHaveLength(1);
  },
);

/** True once Nodemailer has done with a pooled connection what it does after a refusal. */
function isRefused(session: number) {
  return ({ sessions }: ScriptedServer) =>
    nodemailerHas('connections that outlive a refusal')
      ? sessions[session]?.commands.at(-1) === 'RSET'
      : sessions[session]?.state === 'closed';
}

test('close ends the wait before the next try at once', async () => {
  await using server = await startScriptedServer({ script: { mail: '451 4.3.0 Later' } });
  const { host, port } = server;
  for (const pool of [true, undefined]) {
    const mailer = wrapTransport(nodemailer.createTransport({ host, port, ...(pool ? { pool } : {}) }), {
      retry: { minTimeout: 60_000, maxTimeout: 60_000 },
    });
    const before = server.sessions.length;
    const failed = rejection(mailer.sendMail(mail));
    await server.until(({ sessions }) => sessions[before]?.commands.at(-1)?.startsWith('MAIL') ?? false);
    if (!pool) await server.until(({ sessions }) => sessions[before]?.state === 'closed');
    else await server.until(isRefused(before));
    mailer.close();
    expect(await failed).toMatchObject({ responseCode: 451, attempts: { length: 1 } });
  }
});

test('isIdle answers as without wrapping', async () => {
  let goOn: () => void = () => undefined;
  let gate: Promise<undefined> = Promise.resolve(undefined);
  await using server = await startScriptedServer({ script: { mail: () => gate } });
  const { host, port } = server;
  const { bare, wrapped } = await bothWays(
    () => nodemailer.createTransport({ pool: true, host, port, maxConnections: 1 }),
    async (mailer) => {
      const before = mailer.isIdle();
      gate = new Promise((resolve) => {
        goOn = () => resolve(undefined);
      });
      const sent = [mailer.sendMail(mail), mailer.sendMail(mail)];
      const count = server.sessions.length;
      await server.until(({ sessions }) => sessions.length > count);
      const during = mailer.isIdle();
      goOn();
      await Promise.all(sent);
      return [before, during];
    },
  );
  expect(wrapped).toEqual(bare);
  expect(wrapped).toEqual([true, false]);
});

test.runIf(nodemailerHas('pendingCount'))(
  'pendingCount counts messages in the queue, on a connection and between two tries (Nodemailer 10.2)',
  async () => {
    const later = '451 4.3.0 Later';
    const script = { mail: [undefined, later, later] };
    await using server = await startScriptedServer({ script });
    const { host, port } = server;
    const pool = new SMTPPool({ host, port, maxConnections: 1 });
    const mailer = nodemailer.createTransport(
      wrapTransport(pool, { retry: { minTimeout: 60_000, maxTimeout: 60_000 } }),
    );
    const controller = new AbortController();
    const counts = [pool.pendingCount()];
    const first = mailer.sendMail(mail).then(() => counts.push(pool.pendingCount()));
    const second = rejection(mailer.sendMail({ ...mail, signal: controller.signal }));
    counts.push(pool.pendingCount());
    await first;
    // The refused message's RSET: its first try is over by then, the wait has begun.
    await server.until(({ sessions }) => sessions[0]?.commands.at(-1) === 'RSET');
    counts.push(pool.pendingCount());
    controller.abort();
    await second;
    counts.push(pool.pendingCount());
    pool.close();
    expect(counts).toEqual([0, 2, 1, 1, 0]);
    expect(server.messages).toHaveLength(1);

    const quick = new SMTPPool({ host, port });
    await nodemailer.createTransport(wrapTransport(quick, { retry: { minTimeout: 0 } })).sendMail(mail);
    expect(quick.pendingCount()).toBe(0);
    quick.close();
    expect(server.messages).toHaveLength(2);
  },
);

test('options, logger, name, version and supportsAbortSignal stay what they were', async () => {
  const { logger } = collectingLogger();
  const settings = { host: '127.0.0.1', port: 2525, logger, connectionTimeout: 1234, name: 'client' };
  for (const pool of [false, true]) {
    const create = () => (pool ? new SMTPPool(settings) : new SMTPTransport(settings));
    const bare = create();
    const transport = create();
    const { options, logger: transportLogger } = transport;
    wrapTransport(transport);
    expect(transport.options).toBe(options);
    expect(transport.logger).toBe(transportLogger);
    expect(transport.supportsAbortSignal).toBe(bare.supportsAbortSignal);
    expect(transport.name).toBe(bare.name);
    expect(transport.version).toBe(bare.version);
    expect(Object.keys(transport.options)).toEqual(expect.arrayContaining(Object.keys(bare.options)));
    expect(transport.options).toMatchObject({ host: '127.0.0.1', connectionTimeout: 1234, name: 'client' });
    expect(Object.keys(transport).filter((key) => key !== 'mailer')).toEqual(Object.keys(bare));
  }
});

test('wrapping makes no dictionary of a transporter, its pool or its options', () => {
  setFlagsFromString('--allow-natives-syntax');
  const isFast: (object: object | undefined) => boolean = runInNewContext(
    '(object) => %HasFastProperties(object)',
  );
  for (const options of [{ pool: true }, {}]) {
    const mailer = nodemailer.createTransport({ host: '127.0.0.1', ...options });
    const { transporter } = mailer;
    const parts = () => [mailer, transporter, Object(transporter).options].map(isFast);
    expect(parts()).toEqual([true, true, true]);
    wrapTransport(mailer);
    expect(parts()).toEqual([true, true, true]);
  }
});

test('every transporter that is made of a wrapped transport has typed errors', async () => {
  const pool = new SMTPPool({ host: '127.0.0.1' });
  const plain = { name: 'plain', version: '1', send: () => undefined };
  for (const transport of [pool, plain]) {
    const first = nodemailer.createTransport(transport);
    wrapTransport(first);
    const later = [nodemailer.createTransport(transport), nodemailer.createTransport(transport)];
    for (const mailer of [first, ...later]) {
      // It never comes to the transport.
      mailer.use('compile', (_mail, done) => done(new Error('No such template')));
      expect(isSmtpError(await rejection(mailer.sendMail(mail)))).toBe(true);
    }
  }
  pool.close();
});

test('options of the transport may be changed after wrapping', async () => {
  await using server = await startScriptedServer({ accounts: { alice: 'new' }, requireAuth: true });
  const pool = new SMTPPool({ host: '127.0.0.1', port: 1, auth: { user: 'alice', pass: 'old' } });
  const mailer = nodemailer.createTransport(wrapTransport(pool, { retry: false }));
  pool.options.port = server.port;
  pool.options.auth = { user: 'alice', pass: 'new' };
  await mailer.sendMail(mail);
  pool.close();
  expect(server.messages).toHaveLength(1);
});

test('an abort during a delivery ends it at once, as supportsAbortSignal promises', async () => {
  await using server = await startScriptedServer({ script: { mail: hang() } });
  const { host, port } = server;
  for (const pool of [true, undefined]) {
    const mailer = wrapTransport(nodemailer.createTransport({ host, port, ...(pool ? { pool } : {}) }));
    const controller = new AbortController();
    const before = server.sessions.length;
    const failed = rejection(mailer.sendMail({ ...mail, signal: controller.signal }));
    await server.until(({ sessions }) => sessions[before]?.commands.at(-1)?.startsWith('MAIL') ?? false);
    controller.abort();
    expect(await failed).toMatchObject({ kind: 'SendAborted', code: 'EABORT', delivery: 'not-sent' });
    await server.until(({ sessions }) => sessions[before]?.state === 'closed');
    mailer.close();
  }
});

test('options that a login cannot be read from fail the send, and nothing else', async () => {
  await using server = await startScriptedServer();
  const { host, port } = server;
  const pool = new SMTPPool({ host, port, auth: { user: 'alice', pass: 'old' } });
  const mailer = nodemailer.createTransport(wrapTransport(pool));
  // A turn of its own, in which nobody else would catch what is thrown.
  mailer.use('compile', (_mail, done) => setImmediate(done));
  const fail = () => {
    throw new TypeError('no');
  };
  Object.defineProperty(pool.options, 'service', { get: fail });
  const error = await rejection(mailer.sendMail(mail));
  expect(error).toMatchObject({ delivery: 'not-sent', cause: { name: 'TypeError' } });
  expect(isSmtpError(error)).toBe(true);
  pool.close();
});

test('what a transport of your own says of an abort while it is asked comes before what we say', async () => {
  const controller = new AbortController();
  const transport = {
    name: 'own',
    version: '1',
    supportsAbortSignal: true,
    send(_mail: MailMessage, callback: (error: Error) => void) {
      controller.abort();
      callback(new Error('Stopped by the queue'));
    },
  };
  const mailer = nodemailer.createTransport(wrapTransport(transport));
  const error = await rejection(mailer.sendMail({ ...mail, signal: controller.signal }));
  expect(error).toMatchObject({ cause: { message: 'Stopped by the queue' } });
});

test('an abort ends the wait before the next try, also by a signal that is no AbortSignal of this realm', async () => {
  await using server = await startScriptedServer({ script: { mail: '451 4.3.0 Later' } });
  const { host, port } = server;
  for (const polyfilled of [false, true]) {
    const mailer = wrapTransport(nodemailer.createTransport({ host, port }), {
      retry: { minTimeout: 60_000, maxTimeout: 60_000 },
    });
    const before = server.sessions.length;
    const controller = new AbortController();
    const signal = polyfilled ? polyfill(controller.signal) : controller.signal;
    const failed = rejection(mailer.sendMail({ ...mail, signal }));
    await server.until(({ sessions }) => sessions[before]?.state === 'closed');
    controller.abort();
    expect(await failed).toMatchObject({
      kind: 'SendAborted',
      delivery: 'not-sent',
      attempts: { length: 1 },
    });
  }
});

/** A signal by its looks only. */
function polyfill(signal: AbortSignal): AbortSignal {
  const shape = Object.create(null, {
    aborted: { get: () => signal.aborted },
    reason: { get: () => signal.reason },
    addEventListener: { value: signal.addEventListener.bind(signal) },
    removeEventListener: { value: signal.removeEventListener.bind(signal) },
  });
  return shape;
}

test('a pool goes on over another connection when the server says goodbye to an idle one', async () => {
  await using server = await startScriptedServer({ script: { idle: [closing('221 2.0.0 Bye')] } });
  const { host, port } = server;
  const mailer = wrapTransport(nodemailer.createTransport({ pool: true, host, port }));
  await mailer.sendMail(mail);
  await server.until(({ sessions }) => sessions[0]?.state === 'closed');
  await mailer.sendMail(mail);
  mailer.close();
  expect(server.messages.map(({ sessionId }) => sessionId)).toEqual([1, 2]);
});
