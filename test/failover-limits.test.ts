import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer, { type Transporter } from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { failover } from 'nodemailer-smtp-errors/failover';
import { hang, type ScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';
import { collectingLogger, everythingOf, rejection } from './helpers/collect.js';
import { start } from './helpers/start.js';

const message = { from: 'a@example.com', to: 'b@example.com', subject: 'Hi', text: 'Hello' };

function to({ host, port }: ScriptedServer, options: object = {}): Transporter {
  return wrapTransport(nodemailer.createTransport({ host, port, ...options }), { retry: false });
}

const through = (...members: Transporter[]) => nodemailer.createTransport(failover(members));

test('a message reads no file and no URL through a failover that it may not read without one', async () => {
  const file = join(tmpdir(), `failover-${process.pid}.txt`);
  writeFileSync(file, 'a secret');
  const server = await start();
  const closed = { disableFileAccess: true, disableUrlAccess: true };
  for (const html of [{ path: file }, { href: `http://${server.host}:${server.port}/` }]) {
    const data = Object({ ...message, attachDataUrls: true, html });
    expect(await rejection(to(server, closed).sendMail(data))).toMatchObject({ reason: 'message.source' });
    const mailer = through(to(server), to(server, closed));
    expect(await rejection(mailer.sendMail(data))).toMatchObject({ reason: 'message.source' });
  }
  expect(server.messages).toEqual([]);
  expect(server.sessions).toEqual([]);
});

test('a message’s own deadline ends it, whoever has it, and takes nobody away from others', async () => {
  const [silent, other] = [await start({ script: { greeting: [hang()] } }), await start()];
  const mailer = through(to(silent), to(other));
  const hurried = Object({ ...message, deadline: 150 });
  expect(await rejection(mailer.sendMail(hurried))).toMatchObject({
    reason: 'connection.timeout',
    delivery: 'not-sent',
  });
  expect(other.sessions).toEqual([]);
  await mailer.sendMail(message);
  expect([silent.messages.length, other.messages.length]).toEqual([1, 0]);
});

test('a limit of ours that has passed is no time that a server asks to wait', async () => {
  const server = await start({ script: { 'final-dot': hang() } });
  const pool = to(server, { pool: true, maxConnections: 1 });
  const first = rejection(pool.sendMail(message));
  await server.until(({ sessions }) => sessions.some(({ state }) => state !== 'idle'));
  const error = await rejection(pool.sendMail(Object({ ...message, deadline: 60 })));
  expect(error).toMatchObject({ timeoutType: 'SEND_DEADLINE' });
  expect(Object(error).retry).not.toHaveProperty('afterMs');
  pool.close({ force: true });
  await first;
});

test('two failovers of one transporter run each plugin once, and end no error event between them', async () => {
  const server = await start();
  const shared = to(server);
  const mailer = through(shared);
  const another = through(shared);
  let runs = 0;
  mailer.use('stream', (_mail, done) => {
    runs += 1;
    done();
  });
  await mailer.sendMail(message);
  expect(runs).toBe(2);
  expect(() => shared.emit('error', new Error('nobody listens'))).toThrow('nobody listens');
  another.close();
});

test('a password of one of the transporters, in what a plugin fails with before them, is seen by nobody', async () => {
  const pass = 'correct horse battery';
  const members = [pass, 'another one'].map((secret) =>
    wrapTransport(
      nodemailer.createTransport({ host: '127.0.0.1', port: 1, auth: { user: 'a', pass: secret } }),
    ),
  );
  const { logger, calls } = collectingLogger();
  const mailer = nodemailer.createTransport(failover(members, { logger, log: { serverText: true } }));
  mailer.use('compile', (_mail, done) => done(new Error(`vault: cannot rotate ${pass}, nor "another one"`)));
  const error = await rejection(mailer.sendMail(message));
  expect(everythingOf(error)).toContain('vault: cannot rotate');
  expect(everythingOf([error, calls])).not.toMatch(/correct horse|another one/);
});

test.each([
  ['its own', { stallTimeout: 50 }, {}],
  ['the longest of its transporters', {}, { stallTimeout: 50 }],
])('a plugin that never calls back is given up after stallTimeout: %s', async (_, options, each) => {
  const members = [1, 2].map((port) =>
    wrapTransport(nodemailer.createTransport({ host: '127.0.0.1', port }), each),
  );
  const mailer = nodemailer.createTransport(failover(members, options));
  mailer.use('compile', () => undefined);
  expect(await rejection(mailer.sendMail(message))).toMatchObject({
    reason: 'message.source',
    timeoutType: 'SEND_STALLED',
  });
});
