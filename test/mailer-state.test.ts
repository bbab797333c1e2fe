import nodemailer from 'nodemailer';
import { mailerState, type WrapOptions, wrapTransport } from 'nodemailer-smtp-errors';
import { failover } from 'nodemailer-smtp-errors/failover';
import { hang } from 'nodemailer-smtp-errors/testing';
import { expect, test, vi } from 'vitest';
import { rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const letter = { from: 'app@example.com', to: 'user@example.org', text: 'Hello' };
const auth = { user: 'alice@example.com', pass: 'wrong password' };
const nobodyWaits = {
  preparation: 0,
  content: 0,
  pace: 0,
  login: 0,
  queue: 0,
  server: 0,
  backoff: 0,
  credentials: 0,
  confirmation: 0,
};

async function connect(server: Parameters<typeof start>[0], options?: WrapOptions, settings: object = {}) {
  const { host, port } = await start(server);
  return wrapTransport(nodemailer.createTransport({ host, port, ...settings }), options);
}

test('where nothing is the matter all is empty', async () => {
  const mailer = await connect({});
  await mailer.sendMail(letter);
  await vi.waitFor(() => expect(mailerState(mailer).openSessions).toBe(0));
  const { server, ...state } = mailerState(mailer);
  expect(server).toMatchObject({ host: '127.0.0.1', secure: false });
  expect(state).toEqual({
    sends: 0,
    waiting: nobodyWaits,
    openSessions: 0,
    suspendedLogins: [],
    pace: { waiting: 0 },
  });
  expect(mailerState(mailer.transporter)).toEqual({ server, ...state });
});

test('what is on its way and what waits are counted, with the limits that hold', async () => {
  const mailer = await connect(
    { script: { 'final-dot': hang() } },
    { pace: { connections: 1, perSecond: 14 } },
  );
  const abort = new AbortController();
  const sent = [1, 2, 3].map(() => rejection(mailer.sendMail(Object({ ...letter, signal: abort.signal }))));
  await vi.waitFor(() => expect(mailerState(mailer).openSessions).toBe(1));
  expect(mailerState(mailer)).toMatchObject({
    sends: 3,
    waiting: { ...nobodyWaits, pace: 2, server: 1 },
    pace: { connections: 1, perSecond: 14, waiting: 2 },
  });
  abort.abort();
  await Promise.all(sent);
  expect(mailerState(mailer)).toMatchObject({ sends: 0, waiting: nobodyWaits });
});

test('a server that wants to be left alone: until when', async () => {
  const mailer = await connect({ script: { mail: '450 4.7.1 Too many messages, try again in 3 hours' } });
  await rejection(mailer.sendMail(letter));
  const { until = 0 } = mailerState(mailer).pace ?? {};
  expect(until - Date.now()).toBeGreaterThan(2.9 * 3_600_000);
  expect(until - Date.now()).toBeLessThanOrEqual(3 * 3_600_000);
});

test('a suspended login, with its time and reason, for whoever has the same credentials', async () => {
  const server = await start({ accounts: { [auth.user]: 'another one' } });
  const { host, port } = server;
  const connected = () => wrapTransport(nodemailer.createTransport({ host, port, auth }));
  const [mailer, other] = [connected(), connected()];
  await rejection(mailer.sendMail(letter));

  const state = mailerState(mailer);
  const suspended = { loginId: expect.any(String), reason: 'auth.invalid-credentials', isCurrent: true };
  expect(state.suspendedLogins).toMatchObject([suspended]);
  expect(mailerState(other).suspendedLogins).toMatchObject([suspended]);
  const leftMs = (state.suspendedLogins[0]?.until ?? 0) - Date.now();
  expect(leftMs).toBeGreaterThan(50_000);
  expect(leftMs).toBeLessThanOrEqual(60_000);
  for (const secret of ['alice', 'password', 'example.com', 'example.org'])
    expect(JSON.stringify(state)).not.toContain(secret);

  Object(mailer.transporter).options.auth = { ...auth, pass: 'another one' };
  expect(mailerState(mailer).suspendedLogins).toMatchObject([{ isCurrent: false }]);
  await mailer.sendMail(letter);
  expect(mailerState(mailer).suspendedLogins.filter(({ isCurrent }) => isCurrent)).toEqual([]);
  expect(mailerState(other).suspendedLogins).toMatchObject([{ isCurrent: true }]);
});

test('of a failover also what its transporters are about', async () => {
  const server = await start();
  const nobody = wrapTransport(nodemailer.createTransport('smtp://127.0.0.1:1'), { retry: false });
  const backup = wrapTransport(nodemailer.createTransport(server.url), { pace: false });
  const mailer = nodemailer.createTransport(failover([nobody, backup], { names: ['own', 'backup'] }));
  await mailer.sendMail(letter);
  const state = mailerState(mailer);
  expect(state).toMatchObject({
    sends: 0,
    suspendedLogins: [],
    members: [
      { name: 'own', leftAloneUntil: expect.any(Number), server: { port: 1 }, pace: { waiting: 0 } },
      { name: 'backup', server: { port: server.port } },
    ],
  });
  expect(state.members?.[0]?.leftAloneUntil).toBeGreaterThan(Date.now() + 20_000);
  expect(state.members?.[1]).not.toHaveProperty('leftAloneUntil');
  expect(state.members?.[1]).not.toHaveProperty('pace');
});

test.each([
  [undefined, 'undefined'],
  [{}, 'an empty object'],
  [nodemailer.createTransport({ jsonTransport: true }), 'an object with'],
])('what is not wrapped is an error that says so: %#', (value, came) => {
  expect(() => Reflect.apply(mailerState, undefined, [value])).toThrow(
    `Expected the first argument of mailerState to be a transporter or a transport that went through wrapTransport, or one that failover made; got ${came}`,
  );
});
