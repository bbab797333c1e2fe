import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import nodemailer, { type Transporter } from 'nodemailer';
import {
  channelNames,
  type FailoverMessage,
  isSmtpError,
  isWrapped,
  type WrapOptions,
  wrapTransport,
} from 'nodemailer-smtp-errors';
import { type FailoverOptions, failover } from 'nodemailer-smtp-errors/failover';
import { drop, hang, type Script, type ScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { collectingLogger, rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const message = { from: 'a@example.com', to: 'b@example.com', subject: 'Hi', text: 'Hello' };
const busy = '421 4.3.2 Service not available, closing transmission channel';
const names = ['first', 'second'];

afterEach(() => vi.useRealTimers());

function to({ host, port }: ScriptedServer, options: object = {}, wrap: WrapOptions = {}): Transporter {
  const transporter = nodemailer.createTransport({ host, port, ...options });
  return wrapTransport(transporter, { retry: false, ...wrap });
}

/** A failover of servers that behave as they are told. */
async function over(scripts: readonly Script[], options: FailoverOptions = {}) {
  const servers = await Promise.all(scripts.map((script) => start({ script })));
  const mailer = nodemailer.createTransport(
    failover(
      servers.map((server) => to(server)),
      options,
    ),
  );
  return { mailer, servers, taken: () => servers.map(({ messages }) => messages.length) };
}

/** A server that nobody finds any more. */
async function gone(): Promise<ScriptedServer> {
  const server = await start();
  await server.close();
  return server;
}

/** Sets the clock that takes the place of the real one forward. */
function pass(ms: number): void {
  if (!vi.isFakeTimers()) {
    const now = Math.ceil(performance.now());
    vi.useFakeTimers({ toFake: ['performance'] });
    vi.advanceTimersByTime(now);
  }
  vi.advanceTimersByTime(ms);
}

/** Whom a failover has left: its message, and what the server said of it. */
async function ending(mailer: Transporter, data: object = message) {
  const error = await rejection(mailer.sendMail(data));
  if (!isSmtpError(error)) throw error;
  return error;
}

describe('a message goes to the next transporter', () => {
  test('where the first one’s server takes none; `info` is what that one gave, and says which it was', async () => {
    const { mailer, taken } = await over([{ greeting: busy }, {}], { names });
    const info = await mailer.sendMail(message);
    expect(info).toMatchObject({ transport: 'second', response: /^250/, accepted: ['b@example.com'] });
    expect(taken()).toEqual([0, 1]);
  });

  test('where nobody listens, and where a login is refused or suspended', async () => {
    const nobody = to(await gone());
    const refusing = await start({ accounts: { alice: 'other' } });
    const good = await start();
    const auth = { user: 'alice', pass: 'secret' };
    const second = to(refusing, { auth });
    const mailer = nodemailer.createTransport(failover([nobody, second, to(good)]));
    await mailer.sendMail(message);
    await rejection(second.sendMail(message));
    const other = nodemailer.createTransport(failover([second, to(good)], { names: ['b', 'c'] }));
    expect(await other.sendMail(message)).toMatchObject({ transport: 'c' });
    expect(good.messages).toHaveLength(2);
    expect(refusing.logins).toHaveLength(1);
  });

  test('only once each: where nobody sends it, the last error has the others as `failures`', async () => {
    const { mailer, servers } = await over([
      { greeting: busy },
      { mail: '451 4.3.0 Try later' },
      { ehlo: drop() },
    ]);
    const error = await ending(mailer);
    expect(error.failures?.map(({ reason }) => reason)).toEqual(['server.closing', 'server.busy']);
    expect(error).toMatchObject({ reason: 'connection.lost', delivery: 'not-sent' });
    expect(servers.map(({ sessions }) => sessions.length)).toEqual([1, 1, 1]);
    expect(JSON.stringify(error)).not.toContain('failures');
  });
});

describe('a message does not go to the next transporter', () => {
  test.each<[string, Script, object]>([
    ['it may be out', { 'final-dot': drop() }, { delivery: 'unknown' }],
    ['its recipient is refused', { rcpt: '550 5.1.1 No such user' }, { reason: 'recipient.unknown' }],
    ['its sender is refused', { mail: '550 5.1.8 Bad sender' }, { reason: 'sender.rejected' }],
    ['it is refused itself', { 'final-dot': '554 5.6.0 No' }, { kind: 'MessageRejected' }],
  ])('where %s', async (_why, script, expected) => {
    const { mailer, taken, servers } = await over([script, {}]);
    expect(await ending(mailer)).toMatchObject({ ...expected, failures: [] });
    expect(servers[1]?.sessions).toEqual([]);
    expect(taken()[1]).toBe(0);
    expect(await mailer.sendMail({ ...message, to: 'c@example.com' }).catch(() => undefined)).toBe(undefined);
    expect(servers[0]?.sessions).toHaveLength(2);
  });

  test('where some recipients have it: the send resolves as it does without a failover', async () => {
    const rcpt: Script['rcpt'] = ({ recipient }) =>
      recipient === 'c@example.com' ? '550 5.1.1 No such user' : 'ok';
    const { mailer, taken } = await over([{ rcpt }, {}], { names });
    const info = await mailer.sendMail({ ...message, to: ['b@example.com', 'c@example.com'] });
    expect(info).toMatchObject({
      transport: 'first',
      accepted: ['b@example.com'],
      rejected: ['c@example.com'],
      recipients: [
        { address: 'b@example.com', outcome: 'accepted' },
        { address: 'c@example.com', outcome: 'rejected', reason: 'recipient.unknown' },
      ],
    });
    expect(taken()).toEqual([1, 0]);
  });

  test('where it was aborted, or brings its own credentials, or cannot be made', async () => {
    const { mailer, servers } = await over([{ mail: hang() }, {}]);
    const controller = new AbortController();
    const sent = ending(mailer, { ...message, signal: controller.signal });
    await servers[0]?.until(({ sessions }) => sessions.some(({ commands }) => commands.length > 1));
    controller.abort();
    expect(await sent).toMatchObject({ reason: 'send.aborted', delivery: 'not-sent' });
    expect(await ending(mailer, { ...message, signal: AbortSignal.abort() })).toMatchObject({
      reason: 'send.aborted',
    });
    const auth = { user: 'alice', pass: 'secret' };
    expect(await ending(mailer, { ...message, auth })).toMatchObject({ reason: 'config.invalid' });
    const attachments = [{ path: '/nowhere/at/all' }];
    expect(await ending(mailer, { ...message, attachments })).toMatchObject({ reason: 'message.source' });
    expect(servers[1]?.sessions).toEqual([]);
  });
});

describe('a transporter that failed', () => {
  test('is left alone, then tried again by one message, longer after each failure, and used again once it works', async () => {
    let isDown = true;
    const { mailer, servers } = await over([{ greeting: () => (isDown ? busy : 'ok') }, {}], { names });
    const asked = () => servers[0]?.sessions.length;
    const send = async () => (await mailer.sendMail(message)).transport;
    pass(0);
    await send();
    expect(await send()).toBe('second');
    expect(asked()).toBe(1);
    pass(30_000);
    expect(await Promise.all([send(), send(), send()])).toEqual(['second', 'second', 'second']);
    expect(asked()).toBe(2);
    pass(59_000);
    await send();
    expect(asked()).toBe(2);
    isDown = false;
    pass(1000);
    expect(await send()).toBe('first');
    expect(await send()).toBe('first');
  });

  test('is asked all the same where all are left alone: the one whose time comes first', async () => {
    let isDown = true;
    const script: Script = { greeting: () => (isDown ? busy : 'ok') };
    const { mailer } = await over([script, script], { names });
    expect((await ending(mailer)).failures).toHaveLength(1);
    isDown = false;
    expect(await mailer.sendMail(message)).toMatchObject({ transport: 'first' });
  });

  test('is left alone for as long as its server wants, and works again when it refuses a message for what that is', async () => {
    const { mailer, servers } = await over(
      [
        {
          greeting: ['421 4.7.0 Too many connections, try again in 120 seconds'],
          rcpt: ['550 5.1.1 No such user'],
        },
        {},
      ],
      { names },
    );
    pass(0);
    await mailer.sendMail(message);
    pass(119_000);
    expect(await mailer.sendMail(message)).toMatchObject({ transport: 'second' });
    pass(1000);
    expect(await ending(mailer)).toMatchObject({ reason: 'recipient.unknown' });
    expect(await mailer.sendMail(message)).toMatchObject({ transport: 'first' });
    expect(servers[0]?.sessions).toHaveLength(3);
  });

  test('by what was said of one message is not left alone', async () => {
    const { mailer, servers, taken } = await over([{ rcpt: ['550 5.7.1 Relaying denied', 'ok'] }, {}]);
    await mailer.sendMail(message);
    await mailer.sendMail(message);
    expect(taken()).toEqual([1, 1]);
    expect(servers[0]?.sessions).toHaveLength(2);
  });

  test('leaves a record and a message on the channel, and so does its return', async () => {
    const published: FailoverMessage[] = [];
    const note = (change: unknown) => published.push(Object(change));
    subscribe(channelNames.failover, note);
    const { logger, records } = collectingLogger();
    const { mailer } = await over([{ greeting: [busy] }, {}], { names, logger });
    pass(0);
    const { messageId } = await mailer.sendMail(message);
    pass(30_000);
    await mailer.sendMail(message);
    unsubscribe(channelNames.failover, note);
    const until = expect.any(Number);
    const error = expect.objectContaining({ reason: 'server.closing' });
    expect(published).toEqual([
      { event: 'switched', from: 'first', to: 'second', error, until, messageId },
      { event: 'resumed', to: 'first' },
    ]);
    expect(records('smtp.failover.switched')).toMatchObject([
      {
        level: 'warn',
        'smtp.failover.from': 'first',
        'smtp.failover.to': 'second',
        'smtp.failover.left_alone_until': /T.*Z$/,
        'email.message_id': messageId,
        'error.type': 'server.closing',
        'smtp.response.status_code': 421,
      },
    ]);
    expect(records('smtp.failover.resumed')).toEqual([
      { level: 'info', 'event.name': 'smtp.failover.resumed', 'smtp.failover.to': 'first' },
    ]);
  });
});

describe('the transporter that is made of it', () => {
  test('counts as wrapped, may be one of another failover, and gives types to what fails before it is asked', async () => {
    const { mailer, taken } = await over([{ greeting: busy }, {}]);
    expect(isWrapped(mailer)).toBe(true);
    expect(() => wrapTransport(mailer)).toThrow('not wrapped yet');
    const last = await start();
    const outer = nodemailer.createTransport(failover([mailer, to(last)], { names }));
    expect(await outer.sendMail(message)).toMatchObject({ transport: 'first' });
    expect(taken()).toEqual([0, 1]);
    const { mailer: down } = await over([{ greeting: busy }, { ehlo: drop() }]);
    const error = await ending(nodemailer.createTransport(failover([to(await gone()), down])));
    expect([...(error.failures ?? []), error].map(({ reason }) => reason)).toEqual([
      'connection.refused',
      'server.closing',
      'connection.lost',
    ]);
    mailer.use('compile', (_mail, done) => done(new Error('no template')));
    expect(isSmtpError(await rejection(mailer.sendMail(message)))).toBe(true);
  });

  test('verifies while one of them would send, by promise and by callback; or else fails with all errors', async () => {
    const { mailer } = await over([{ greeting: busy }, {}]);
    expect(await mailer.verify()).toBe(true);
    expect(await new Promise((resolve) => mailer.verify((_error, ok) => resolve(ok)))).toBe(true);
    const { mailer: none } = await over([{ greeting: busy }, { ehlo: drop() }]);
    const expected = { reason: 'connection.lost', failures: [{ reason: 'server.closing' }] };
    expect(await rejection(none.verify())).toMatchObject(expected);
    expect(await new Promise((resolve) => none.verify(resolve))).toMatchObject(expected);
    const json = wrapTransport(nodemailer.createTransport({ jsonTransport: true }));
    expect(await nodemailer.createTransport(failover([json])).verify()).toBe(false);
  });

  test('closes all of them, and asks nobody else for what that ends', async () => {
    const servers = await Promise.all([start({ script: { greeting: hang() } }), start()]);
    const [first, second] = servers.map((server) => to(server, { pool: true }));
    if (!first || !second) throw new Error('no servers');
    const mailer = nodemailer.createTransport(failover([first, second]));
    expect(mailer.isIdle()).toBe(true);
    const sent = ending(mailer);
    await servers[0].until(({ sessions }) => sessions.length === 1);
    mailer.close();
    await servers[0].close();
    expect(await sent).toMatchObject({ delivery: 'not-sent', failures: [] });
    expect(servers[1].sessions).toEqual([]);
  });

  test('is closed by force also for a message whose stream never comes to its end', async () => {
    const { mailer, servers } = await over([{}]);
    const sent = ending(mailer, { ...message, text: new Readable({ read: () => undefined }) });
    await new Promise(setImmediate);
    Reflect.apply(mailer.close, mailer, [{ force: true }]);
    expect(await sent).toMatchObject({ delivery: 'not-sent' });
    expect(servers[0]?.sessions).toEqual([]);
  });

  test('is idle when the next transporter is, and says so', async () => {
    const server = await start({ script: { mail: hang() } });
    const pool = to(server, { pool: true, maxConnections: 1 });
    const mailer = nodemailer.createTransport(failover([pool]));
    await once(mailer, 'idle');
    const sent = [ending(mailer), ending(mailer)];
    await server.until(({ sessions }) => sessions.length === 1);
    expect(mailer.isIdle()).toBe(false);
    const transport: unknown = Reflect.get(mailer, 'transporter');
    expect(Object(transport).pendingCount()).toBe(Object(pool.transporter).pendingCount?.() ?? 0);
    await server.close();
    await Promise.all(sent);
    mailer.close();
  });
});

test('an error event of a transporter reaches who listens, there or here, and is nobody’s twice', async () => {
  const json = wrapTransport(nodemailer.createTransport({ jsonTransport: true }));
  const heard: string[] = [];
  const mailer = nodemailer.createTransport(failover([json]));
  json.on('error', () => heard.push('there'));
  json.emit('error', Object.assign(new Error('of a pool'), { code: 'EPOOL' }));
  expect(heard).toEqual(['there']);
  mailer.on('error', () => heard.push('here'));
  json.removeAllListeners('error');
  const other = nodemailer.createTransport(failover([json]));
  expect(() => json.emit('error', new Error('of a pool'))).toThrow('of a pool');
  other.on('error', () => heard.push('here'));
  json.emit('error', new Error('of a pool'));
  expect(heard).toEqual(['there', 'here']);
});

describe('bad input is refused with a sentence that says what was expected and what came', () => {
  const wrapped = () => wrapTransport(nodemailer.createTransport({ jsonTransport: true }));
  test.each<[string, unknown[], string]>([
    ['no list', [undefined], 'an array of at least one wrapped transporter; got undefined.'],
    ['an empty list', [[]], 'an array of at least one wrapped transporter; got an array.'],
    [
      'a transporter that is not wrapped',
      [[wrapped(), nodemailer.createTransport({ jsonTransport: true })]],
      'Expected transporters[1] to be a transporter that went through wrapTransport: wrapTransport(nodemailer.createTransport(…)); got a transporter that is not wrapped.',
    ],
    ['options', [[{ host: 'localhost' }]], 'Expected transporters[0] to be a transporter that went through'],
    [
      'a transport',
      [[wrapped().transporter]],
      'Expected transporters[0] to be a transporter that went through',
    ],
    ['an unknown option', [[wrapped()], { cooldown: 1 }], 'it has cooldown.'],
    ['a cool-down', [[wrapped()], { coolDown: 0 }], 'Expected coolDown to be a number'],
    ['cool-downs', [[wrapped()], { coolDown: 2, longestCoolDown: 1 }], 'Expected longestCoolDown to be'],
    ['a limit', [[wrapped()], { bufferLimit: -1 }], 'Expected bufferLimit to be'],
    ['a name', [[wrapped()], { names: 'a' }], 'Expected names to be 1 different names'],
    ['names', [[wrapped()], { names: ['a', 'b'] }], 'one for each transporter; got ["a","b"].'],
    ['a logger', [[wrapped()], { logger: {} }], 'Expected logger to be console or a logger'],
  ])('%s', (_what, args, sentence) => {
    expect(() => Reflect.apply(failover, undefined, args)).toThrow(sentence);
    expect(() => Reflect.apply(failover, undefined, args)).toThrow(TypeError);
  });

  test('the same transporter twice', () => {
    const one = wrapped();
    expect(() => failover([one, one])).toThrow('it is there twice');
  });
});
