import { subscribe } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import nodemailer from 'nodemailer';
import { channelNames, type SmtpError, type WrapOptions, wrapTransport } from 'nodemailer-smtp-errors';
import { expect, test, vi } from 'vitest';
import { collectingLogger, rejection } from './helpers/collect.js';
import { nodemailerHas } from './helpers/nodemailer-version.js';
import { startThrottledServer } from './helpers/throttled-server.js';

const letter = { from: 'app@example.com', to: 'user@example.org', text: 'Hello' };

type Server = Awaited<ReturnType<typeof startThrottledServer>>;

function mailerFor({ host, port }: Server, options: WrapOptions = {}, pool = false) {
  return wrapTransport(nodemailer.createTransport({ host, port, pool }), options);
}

function burst(mailer: ReturnType<typeof mailerFor>, count: number) {
  return Promise.all(
    Array.from({ length: count }, (_, number) => mailer.sendMail({ ...letter, subject: `No. ${number}` })),
  );
}

const numbers = (count: number) => Array.from({ length: count }, (_, number) => `No. ${number}`);

test.each([
  [{ connections: 3 }, false],
  [{ connections: 2 }, true],
  [{ perSecond: 60 }, false],
  [{ perSecond: 60 }, true],
  [{ connections: 2, perSecond: 60 }, false],
])(
  'everything that is handed over at once arrives, once, on a server that takes %j (pool: %s)',
  async (limits, pool) => {
    await using server = await startThrottledServer(limits);
    const mailer = mailerFor(server, {}, pool);
    await burst(mailer, 120);
    mailer.close();
    expect(server.taken.toSorted()).toEqual(numbers(120).toSorted());
    expect(server.seen.refusals).toBeLessThan(60);
  },
);

test('who was refused for its number goes before those that came later, and uses up no retry', async () => {
  await using server = await startThrottledServer({
    toMail: (count) => (count === 2 ? '450 4.7.1 Too fast, slow down' : undefined),
  });
  const mailer = mailerFor(server, { retry: false, pace: { connections: 1 } });
  await burst(mailer, 3);
  expect(server.taken).toEqual(numbers(3));
  expect(server.seen.refusals).toBe(1);
});

test('first in, first tried', async () => {
  await using server = await startThrottledServer({});
  await burst(mailerFor(server, { pace: { connections: 1 } }), 20);
  expect(server.taken).toEqual(numbers(20));
});

test('limits that are given hold from the beginning', async () => {
  await using server = await startThrottledServer({ connections: 2, perSecond: 100 });
  await burst(mailerFor(server, { pace: { connections: 2, perSecond: 90 } }), 40);
  expect(server.seen).toMatchObject({ refusals: 0, most: 2 });
});

test('with pace: false everything is tried at once', async () => {
  await using server = await startThrottledServer({ connections: 3 });
  const mailer = mailerFor(server, { pace: false, retry: false });
  const results = await Promise.allSettled(
    numbers(30).map((subject) => mailer.sendMail({ ...letter, subject })),
  );
  expect(results.filter(({ status }) => status === 'rejected').length).toBe(server.seen.refusals);
  expect(server.seen.refusals).toBeGreaterThan(20);
});

test('where nobody gets through a send fails when its retries are used up, and says why', async () => {
  await using server = await startThrottledServer({ perSecond: 0 });
  const mailer = mailerFor(server, { retry: { retries: 1, minTimeout: 1 } });
  expect(await rejection(mailer.sendMail(letter))).toMatchObject({
    reason: 'rate.limited',
    attempts: [{ reason: 'rate.limited' }, { reason: 'rate.limited' }],
  });
});

test('a limit that takes longer than stallTimeout fails at once with its time, and is not asked about again before it', async () => {
  await using server = await startThrottledServer({
    toMail: (count) => (count === 1 ? '450 4.7.1 Rate limit exceeded, try again in 2 hours' : undefined),
  });
  const mailer = mailerFor(server);
  const refused: SmtpError = Object(await rejection(mailer.sendMail(letter)));
  expect(refused).toMatchObject({ reason: 'rate.limited', retry: { safe: true, afterMs: 7_200_000 } });
  const [turnedAway, another] = await Promise.all([
    rejection(mailer.sendMail(letter)),
    // Of the same server, whoever wrapped the transport.
    rejection(mailerFor(server).sendMail(letter)),
  ]);
  for (const error of [turnedAway, another]) {
    expect(error).toMatchObject({ reason: 'rate.limited', delivery: 'not-sent', reply: refused.reply });
    expect(Object(error).retry.afterMs).toBeGreaterThan(7_190_000);
    expect(String(error)).toContain('Not tried');
  }
  expect(server.seen.mails).toBe(1);
  const later = Math.ceil(performance.now()) + 7_200_001;
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.advanceTimersByTime(later);
  try {
    await burst(mailer, 5);
  } finally {
    vi.useRealTimers();
  }
  // Which of several connections is quickest is not ours to say.
  expect(server.taken.toSorted()).toEqual(numbers(5));
});

test.each([
  ['450 4.7.1 Too fast, slow down', false],
  ['450 4.7.1 Too fast, try again in 1 second', true],
])(
  'a server that refuses everything with "%s" settles all of a burst within stallTimeout',
  async (reply, pool) => {
    await using server = await startThrottledServer({ toMail: () => reply });
    const mailer = mailerFor(server, { stallTimeout: 2000, retry: { retries: 1, minTimeout: 1 } }, pool);
    const errors = await Promise.all(
      numbers(40).map((subject) => rejection(mailer.sendMail({ ...letter, subject }))),
    );
    mailer.close();
    expect(errors.map((error) => Object(error).reason)).toEqual(Array(40).fill('rate.limited'));
  },
  // With every rest counted as a step it took seven times stallTimeout.
  9000,
);

test('of a pool, too, one asks first when the time has passed', async () => {
  await using server = await startThrottledServer({
    toMail: (count) => (count < 3 ? '450 4.7.1 Rate limit exceeded, try again in 2 hours' : undefined),
  });
  const mailer = mailerFor(server, { retry: false }, true);
  await rejection(mailer.sendMail(letter));
  const later = Math.ceil(performance.now()) + 7_200_001;
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.advanceTimersByTime(later);
  try {
    await Promise.all(numbers(20).map((subject) => rejection(mailer.sendMail({ ...letter, subject }))));
  } finally {
    vi.useRealTimers();
    mailer.close();
  }
  expect(server.seen.mails).toBe(2);
});

test('whoever is turned away sees no name of those that were refused', async () => {
  await using server = await startThrottledServer({
    toMail: () => '450 4.7.1 <jane.doe>: rate limit exceeded, try again in 2 hours',
  });
  const { logger, calls } = collectingLogger();
  const mailer = mailerFor(server, { logger, log: { serverText: true }, retry: false });
  await rejection(mailer.sendMail({ ...letter, to: 'jane.doe@example.org' }));
  const turnedAway = await rejection(mailer.sendMail(letter));
  const told = [JSON.stringify(calls), JSON.stringify(turnedAway), inspect(turnedAway, { depth: 9 })].join();
  expect(turnedAway).toMatchObject({ ruleId: 'pace' });
  expect(told).not.toContain('jane.doe');
});

test('those that are held back are counted, keep the pool from being idle, and end with close()', async () => {
  await using server = await startThrottledServer({ perSecond: 10 });
  const { host, port } = server;
  const pool = nodemailer.createTransport({ host, port, pool: true, maxConnections: 2 });
  const mailer = wrapTransport(pool, { retry: false });
  const sent = Promise.allSettled(numbers(60).map((subject) => mailer.sendMail({ ...letter, subject })));
  await vi.waitUntil(() => server.seen.refusals > 0);
  expect(mailer.isIdle()).toBe(false);
  if (nodemailerHas('pendingCount')) expect(Object(pool.transporter).pendingCount()).toBeGreaterThan(40);
  mailer.close();
  const reasons = (await sent).flatMap((result) =>
    result.status === 'rejected' ? [result.reason.reason] : [],
  );
  expect(reasons.length + server.taken.length).toBe(60);
});

test('each ends with its own signal, deadline and stallTimeout while it is held back', async () => {
  await using server = await startThrottledServer({
    toMail: (count) => (count > 1 ? '450 4.7.1 Too fast, try again in 100 seconds' : undefined),
  });
  const mailer = mailerFor(server, { deadline: 300, pace: { connections: 1 } });
  const controller = new AbortController();
  await mailer.sendMail(letter);
  const refused = rejection(mailer.sendMail(letter));
  const held = rejection(mailer.sendMail(letter));
  const aborted = rejection(mailer.sendMail({ ...letter, signal: controller.signal }));
  await vi.waitUntil(() => server.seen.refusals > 0);
  controller.abort();
  expect(await aborted).toMatchObject({ reason: 'send.aborted', delivery: 'not-sent' });
  expect(await held).toMatchObject({
    reason: 'rate.limited',
    timeoutType: 'SEND_DEADLINE',
    delivery: 'not-sent',
  });
  expect(await refused).toMatchObject({ reason: 'rate.limited', reply: { code: 450 } });
});

test('each change is told on a channel once, and not each message', async () => {
  const told: unknown[] = [];
  await using server = await startThrottledServer({ connections: 2 });
  subscribe(channelNames.pace, (message) => {
    if (Object(message).server?.port === server.port) told.push(message);
  });
  const mailer = mailerFor(server);
  await burst(mailer, 40);
  expect(told.length).toBeGreaterThan(0);
  expect(told.length).toBeLessThan(30);
  expect(told).toContainEqual({
    server: { host: '127.0.0.1', port: server.port, secure: false },
    connections: 2,
    waiting: expect.any(Number),
  });
});

test.each([
  [{ pace: 3 }, 'Expected pace to be true, false or an object; got 3.'],
  [{ pace: { connections: 0 } }, 'Expected pace.connections to be a number of at least 1; got 0.'],
  [{ pace: { perSecond: 0 } }, 'Expected pace.perSecond to be a number of messages above 0; got 0.'],
  [{ pace: { perMinute: 3 } }, 'Expected pace to have only connections, perSecond; it has perMinute.'],
])('%j is a TypeError that says what was expected', (options, message) => {
  expect(() => wrapTransport(nodemailer.createTransport({}), Object(options))).toThrow(
    new TypeError(message),
  );
});
