import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import nodemailer, { type Transporter } from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import {
  type Action,
  closing,
  drop,
  type Pace,
  reset,
  type ScriptedServer,
  startScriptedServer,
} from 'nodemailer-smtp-errors/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { tapLogger } from '../src/nodemailer/tap-logger.js';
import { Dialogue } from '../src/session/dialogue.js';
import { observeSessions } from '../src/session/observe-sessions.js';
import type { Session } from '../src/session/session.js';
import { collectingLogger, rejection } from './helpers/collect.js';
import { nodemailerHas } from './helpers/nodemailer-version.js';
import { account, allClosed, mail } from './helpers/send-once.js';
import { watchLogger } from './helpers/watch-logger.js';

const accounts = { [account.user]: account.pass };
const paces: readonly Pace[] = ['whole', 'lines', 'bytes'];
const CLOSED = 'smtp.session.closed';

/** A wrapped transporter with a logger of ours and a logger of Nodemailer's, both watched. */
function watchedMailer({ host, port }: ScriptedServer, options: object = {}) {
  const ours = watchLogger();
  const nodemailers = watchLogger();
  const errors: unknown[] = [];
  const settings = { host, port, auth: account, logger: nodemailers.logger, ...options };
  const mailer = wrapTransport(nodemailer.createTransport(settings), { logger: ours.logger, retry: false });
  mailer.on('error', (error) => errors.push(error));
  return { mailer, ours, nodemailers, errors };
}

/** What a bare transporter logs at a level that alarms somebody. */
async function bareAlarms({ host, port }: ScriptedServer, use: (mailer: Transporter) => Promise<void>) {
  const { calls, logger } = collectingLogger();
  const mailer = nodemailer.createTransport({ host, port, auth: account, logger, pool: true });
  await use(mailer);
  mailer.close();
  return calls.filter(({ level }) => level === 'warn' || level === 'error').map(({ args }) => textOf(args));
}

function textOf([data, format]: readonly unknown[]): string {
  const error = typeof data === 'object' && data !== null && 'err' in data ? ` ${data.err}` : '';
  return `${String(format)}${error}`;
}

/** Resolves when a pool has no connection left. */
const cleared = (mailer: Transporter) => new Promise((resolve) => mailer.once('clear', resolve));

const isIdle = ({ sessions }: ScriptedServer) => sessions.at(-1)?.state === 'idle';

describe('the 221 that answers QUIT is a normal end', () => {
  test.each(['smtp', 'pool'])('after verify() (%s), however the reply is fed', async (kind) => {
    for (const pace of paces) {
      await using server = await startScriptedServer({ accounts, pace });
      const { mailer, ours, nodemailers, errors } = watchedMailer(server, { pool: kind === 'pool' });
      expect(await mailer.verify()).toBe(true);
      expect(await ours.recorded(CLOSED, 1)).toMatchObject([
        {
          level: 'debug',
          closure: 'normal',
          'server.address': server.host,
          'server.port': server.port,
          'smtp.response.status_code': 221,
          'smtp.phase': 'quit',
        },
      ]);
      mailer.close();
      await server.until(allClosed);
      expect(ours.records(CLOSED)).toHaveLength(1);
      expect([...ours.alarms(), ...nodemailers.alarms(), ...errors]).toEqual([]);
    }
  });

  test.runIf(nodemailerHas('idle timers'))("after a pool's idle timer (Nodemailer 10.1)", async () => {
    await using server = await startScriptedServer({ accounts });
    const { mailer, ours, nodemailers, errors } = watchedMailer(server, { pool: true, idleTimeout: 20 });
    await mailer.sendMail(mail);
    expect(await ours.recorded(CLOSED, 1)).toMatchObject([
      { level: 'debug', closure: 'normal', 'smtp.response.status_code': 221 },
    ]);
    await server.until(allClosed);
    expect(server.sessions[0]?.commands.at(-1)).toBe('QUIT');
    await mailer.sendMail(mail);
    expect(await ours.recorded(CLOSED, 2)).toHaveLength(2);
    expect(server.messages).toHaveLength(2);
    expect([...ours.alarms(), ...nodemailers.alarms(), ...errors]).toEqual([]);
    mailer.close();
  });

  const farewells: Record<string, Action> = {
    'a FIN without a word': drop(),
    'a RST': reset(),
    'a 421': closing('421 4.3.2 Bye'),
    'a refusal': closing('500 5.5.2 Never heard of it'),
  };
  test.each(Object.entries(farewells))('so is %s in its place', async (_name, farewell) => {
    await using server = await startScriptedServer({ accounts, script: { quit: farewell } });
    const { mailer, ours, nodemailers, errors } = watchedMailer(server);
    expect(await mailer.verify()).toBe(true);
    expect(await ours.recorded(CLOSED, 1)).toMatchObject([{ level: 'debug', closure: 'normal' }]);
    await server.until(allClosed);
    expect([...ours.alarms(), ...nodemailers.alarms(), ...errors]).toEqual([]);
  });

  test('a connection that Nodemailer just closes after a send has its record as well', async () => {
    await using server = await startScriptedServer({ accounts });
    const { mailer, ours } = watchedMailer(server);
    await mailer.sendMail(mail);
    expect(await ours.recorded(CLOSED, 1)).toMatchObject([{ level: 'debug', closure: 'client' }]);
  });
});

describe('a server that leaves an idle pooled connection', () => {
  const goodbyes: Record<string, readonly [reply: Action, code: number]> = {
    'with 221': ['221 2.0.0 Idle for too long', 221],
    'with 221 on two lines': ['221-2.0.0 Idle for too long\r\n221 2.0.0 Bye', 221],
    'with 421': ['421 4.4.2 Idle for too long', 421],
    'without a word': [drop(), 250],
  };

  for (const [name, [goodbye, code]] of Object.entries(goodbyes)) {
    test.each(paces)(`${name}: no warning, no error, and the next message goes out (%s)`, async (pace) => {
      await using server = await startScriptedServer({ accounts, pace });
      const { mailer, ours, nodemailers, errors } = watchedMailer(server, { pool: true });
      await mailer.sendMail(mail);
      await server.until(isIdle);
      expect(await server.sayGoodbye(goodbye)).toBe(1);
      expect(await ours.recorded(CLOSED, 1)).toMatchObject([
        { level: 'debug', closure: 'server', 'smtp.response.status_code': code },
      ]);
      await mailer.sendMail(mail);
      expect(server.messages).toHaveLength(2);
      expect(server.sessions).toHaveLength(2);
      mailer.close();
      await ours.recorded(CLOSED, 2);
      expect([...ours.alarms(), ...nodemailers.alarms(), ...errors]).toEqual([]);
    });
  }

  test('what Nodemailer says of it at error and warn reaches its logger at debug', async () => {
    await using server = await startScriptedServer({ accounts });
    const loud = await bareAlarms(server, async (mailer) => {
      await mailer.sendMail(mail);
      await server.until(isIdle);
      await Promise.all([cleared(mailer), server.sayGoodbye()]);
    });
    expect(loud).toHaveLength(2);

    const { mailer, nodemailers } = watchedMailer(server, { pool: true });
    await mailer.sendMail(mail);
    await server.until(isIdle);
    await Promise.all([cleared(mailer), server.sayGoodbye()]);
    const quiet = nodemailers.calls.filter(({ level }) => level === 'debug').map(({ args }) => textOf(args));
    expect(quiet).toEqual(expect.arrayContaining(loud));
    expect(nodemailers.alarms()).toEqual([]);
    mailer.close();
  });

  test('one of several: the others go on, and nothing is lost', async () => {
    await using server = await startScriptedServer({ accounts });
    const { mailer, ours, nodemailers, errors } = watchedMailer(server, { pool: true, maxConnections: 3 });
    const burst = () => Promise.all(Array.from({ length: 9 }, () => mailer.sendMail(mail)));
    for (let round = 0; round < 3; round += 1) {
      await burst();
      await server.until(({ sessions }) => sessions.every(({ state }) => state !== 'busy'));
      await server.sayGoodbye('221 2.0.0 Bye');
    }
    await burst();
    expect(server.messages).toHaveLength(36);
    mailer.close();
    expect([...ours.alarms(), ...nodemailers.alarms(), ...errors]).toEqual([]);
  });

  test('a goodbye to a message in flight is no such thing: Nodemailer’s own lines stay as loud as they were', async () => {
    const script = { mail: closing('221 2.0.0 Bye') };
    await using server = await startScriptedServer({ accounts, script });
    const { mailer, ours, nodemailers } = watchedMailer(server, { pool: true, maxRequeues: 0 });
    await expect(mailer.sendMail(mail)).rejects.toMatchObject({ kind: 'ConnectionClosed', phase: 'mail' });
    expect(ours.alarms()).toHaveLength(1);
    expect(nodemailers.alarms().length).toBeGreaterThan(0);
    mailer.close();
  });
});

describe('verify() takes no goodbye for a yes', () => {
  const script = (phase: string, action: Action) => ({ [phase]: action });
  const phases = ['greeting', 'ehlo', 'auth'] as const;
  const goodbyes: Record<string, Action> = {
    'a 221 and the end': closing('221 2.0.0 Bye'),
    'a 221 and no end': '221 2.0.0 Bye',
    'a 221 on two lines': closing('221-2.0.0 Bye\r\n221 2.0.0 for now'),
    'a 421': closing('421 4.3.2 Shutting down'),
  };
  const cells = phases.flatMap((phase) => Object.keys(goodbyes).map((name) => [name, phase] as const));

  test.each(cells)('%s in the phase %s', async (name, phase) => {
    const action = goodbyes[name] ?? 'ok';
    for (const pool of [false, true]) {
      for (const pace of paces) {
        await using server = await startScriptedServer({ accounts, pace, script: script(phase, action) });
        const { mailer, ours } = watchedMailer(server, { pool });
        const error = await rejection(mailer.verify());
        expect(error).toMatchObject({
          kind: 'ConnectionClosed',
          reason: 'server.closing',
          phase,
          delivery: 'not-sent',
          retry: { safe: true },
          reply: { code: name === 'a 421' ? 421 : 221 },
        });
        expect(await ours.recorded(CLOSED, 1)).toMatchObject([{ level: 'debug', closure: 'server' }]);
        mailer.close();
      }
    }
  });

  test('where bare Nodemailer says that all is well', async () => {
    for (const phase of ['ehlo', 'auth']) {
      await using server = await startScriptedServer({ accounts, script: script(phase, '221 2.0.0 Bye') });
      const { host, port } = server;
      expect(await nodemailer.createTransport({ host, port, auth: account }).verify()).toBe(true);
    }
  });

  test('with a callback, too', async () => {
    await using server = await startScriptedServer({
      accounts,
      script: { auth: closing('221 2.0.0 Bye') },
    });
    const { mailer } = watchedMailer(server);
    const error = await new Promise((resolve) => {
      mailer.verify((failure) => resolve(failure));
    });
    expect(error).toMatchObject({ kind: 'ConnectionClosed', phase: 'auth' });
  });

  test('of many at once, each has its own answer', async () => {
    await using server = await startScriptedServer({
      accounts,
      script: (connection) => (connection % 2 === 0 ? { auth: closing('221 2.0.0 Bye') } : {}),
    });
    const { mailer } = watchedMailer(server);
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => mailer.verify()));
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    await server.until(allClosed);
  });
});

describe('a transport without a logger of its own', () => {
  afterEach(() => vi.restoreAllMocks());

  test('stays silent', async () => {
    const outputs = [
      ...(['debug', 'info', 'log', 'warn', 'error', 'trace'] as const).map((method) =>
        vi.spyOn(console, method),
      ),
      vi.spyOn(process.stdout, 'write'),
      vi.spyOn(process.stderr, 'write'),
    ];
    await using server = await startScriptedServer({
      accounts,
      script: { rcpt: ['550 5.1.1 No such user'] },
    });
    const { host, port } = server;
    const mailer = wrapTransport(nodemailer.createTransport({ host, port, auth: account, pool: true }), {
      retry: false,
    });
    await rejection(mailer.sendMail(mail));
    await mailer.sendMail(mail);
    await server.until(isIdle);
    await Promise.all([cleared(mailer), server.sayGoodbye()]);
    await mailer.verify();
    mailer.close();
    await server.until(allClosed);
    for (const output of outputs) expect(output).not.toHaveBeenCalled();
  });
});

describe('what is kept of a session', () => {
  const lines = (count: number, line: string) =>
    Array.from({ length: count }, (_, index) => `550${index < count - 1 ? '-' : ' '}5.7.1 ${line}`).join(
      '\r\n',
    );

  test.each([
    // An older one takes seconds for each reply of so many lines.
    ['many lines', lines(nodemailerHas('speed with many lines') ? 4000 : 400, 'the quick brown fox jumps')],
    ['one endless line', `550 5.7.1 ${'x'.repeat(200_000)}`],
    ['control characters', `550 5.7.1 ${'\u0001'.repeat(200_000)}`],
    ['characters beyond ASCII', `550 5.7.1 ${'ü'.repeat(100_000)}`],
  ])('of a 200 kB reply of %s: at most twenty lines of at most 1 kB each', async (_name, reply) => {
    await using server = await startScriptedServer({ accounts, script: { mail: reply } });
    const { mailer } = watchedMailer(server, { pool: true, maxConnections: 1 });
    for (let count = 0; count < 15; count += 1) {
      const error = await rejection(mailer.sendMail(mail));
      const { transcript } = Object(error);
      expect(transcript.length).toBeLessThanOrEqual(20);
      expect(Math.max(...transcript.map((line: string) => line.length))).toBeLessThanOrEqual(1024);
    }
    mailer.close();
  });

  test('of a connection that carried many messages: an unbroken piece of it, with the one before whole', async () => {
    await using server = await startScriptedServer({
      accounts,
      script: { rcpt: ({ message }) => (message === 5 ? '550 5.1.1 No such user' : 'ok') },
    });
    const { mailer } = watchedMailer(server, { pool: true, maxConnections: 1 });
    const send = (number: number) => mailer.sendMail({ ...mail, from: `sender${number}@example.com` });
    for (const number of [1, 2, 3, 4]) await send(number);
    const { transcript } = Object(await rejection(send(5)));
    const text = transcript.join('\n');
    const senders = text.match(/sender\d/g);
    expect(senders.slice(-2)).toEqual(['sender4', 'sender5']);
    // Where an earlier one is left out, so is all that came before it.
    if (!senders.includes('sender1')) expect(text).not.toMatch(/EHLO|AUTH/);
    expect(text).toMatch(/sender4.*DATA.*S: 354.*S: 250.*sender5/s);
    mailer.close();
  });

  test('of a hundred open sessions that were told 200 kB each: their last lines, and not what those were cut from', () => {
    setFlagsFromString('--expose_gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const sessions = Array.from({ length: 100 }, (_, index) => new Dialogue(String(index)));
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (const session of sessions) {
      session.connected();
      const text = lines(4000, `the quick brown fox jumps over the lazy dog ${session.id}`);
      session.received(text);
    }
    collectGarbage();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(5_000_000);
    expect(sessions.at(-1)?.transcript).toHaveLength(20);
  });

  test.each([
    ['many lines', 20_000, 900],
    ['a few long lines', 15, 1_000_000],
  ])(
    'of a dialogue that nobody has asked for yet: no more than of any other (%s)',
    (_name, count, length) => {
      setFlagsFromString('--expose_gc');
      const collectGarbage: () => void = runInNewContext('gc');
      const observer = observeSessions(
        {
          onOpened: () => undefined,
          onLogin: () => undefined,
          onReply: () => undefined,
          wantsReplies: () => false,
          onClosed: () => undefined,
        },
        (text) => text,
      );
      const established = { level: 'info', tnx: 'network', established: true } as const;
      observer.observe({ ...established, sid: '1', error: undefined, messageSent: false, text: '' });
      collectGarbage();
      const before = process.memoryUsage().heapUsed;
      for (let line = 0; line < count; line += 1) {
        observer.received('1', Buffer.alloc(length, String(line)).toString('latin1'));
      }
      collectGarbage();
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(5_000_000);
      expect(observer.openSessions).toBe(1);
    },
  );

  /** Sessions of real connections, which nobody but the test holds on to. */
  function observed({ host, port }: ScriptedServer, options: object = {}) {
    const closed: Session[] = [];
    const observer = observeSessions(
      {
        onOpened: () => undefined,
        onLogin: () => undefined,
        onReply: () => undefined,
        wantsReplies: () => false,
        onClosed: (session) => closed.push(session),
      },
      (text) => text,
    );
    const mailer = nodemailer.createTransport({ host, port, auth: account, ...options });
    tapLogger(Object(mailer.transporter), observer, (text) => text);
    return { mailer, observer, closed };
  }

  test.each([
    ['smtp', {}],
    ['pool', { pool: true, maxMessages: 3 }],
  ])('nothing, once its connection is gone: 200 sends (%s)', async (_name, options) => {
    const ends: readonly Action[] = ['ok', drop(), closing('221 2.0.0 Bye'), reset(), '451 4.3.0 Later'];
    await using server = await startScriptedServer({
      accounts,
      script: { rcpt: ({ occurrence }) => ends[occurrence % ends.length] },
    });
    const { mailer, observer, closed } = observed(server, options);
    const sends = Array.from({ length: 200 }, () => mailer.sendMail(mail).catch(() => undefined));
    await Promise.all(sends);
    mailer.close();
    await server.until(allClosed);
    expect(closed).toHaveLength(server.sessions.length);
    expect(new Set(closed.map(({ id }) => id)).size).toBe(closed.length);
    expect(observer.openSessions).toBe(0);
  });

  test('nothing of a connection that never came to be', async () => {
    const server = await startScriptedServer({ accounts });
    await server.close();
    const { mailer, observer, closed } = observed(server);
    await Promise.all(Array.from({ length: 20 }, () => rejection(mailer.sendMail(mail))));
    expect(observer.openSessions).toBe(0);
    expect(closed).toEqual([]);
  });

  test('of an EHLO with ten thousand mechanisms, a few', async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `X-MECH-${index}`);
    await using server = await startScriptedServer({
      accounts,
      script: { ehlo: `250-localhost\r\n250 AUTH PLAIN ${names.join(' ')}` },
    });
    const { mailer, closed } = observed(server);
    await mailer.sendMail(mail);
    await server.until(allClosed);
    expect(closed[0]?.mechanisms.length).toBeLessThanOrEqual(100);
    expect(closed[0]?.mechanisms).toContain('PLAIN');
  });
});
