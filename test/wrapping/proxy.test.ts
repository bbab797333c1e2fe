import { connect } from 'node:net';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { certificate, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';
import { bothWays, mail, timeless } from '../helpers/both-ways.js';
import { collectingLogger, rejection } from '../helpers/collect.js';
import { nodemailerHas } from '../helpers/nodemailer-version.js';
import { startProxy } from '../helpers/proxy.js';

// An older one loses a greeting that comes with the proxy's answer, and waits for it until it times out.
const early = test.runIf(nodemailerHas('early greetings through a proxy'));

early.each([
  ['a single connection', {}, {}],
  ['a pool', {}, { pool: true }],
  ['STARTTLS', { requireTls: true }, { requireTLS: true, tls: { ca: certificate } }],
  ['SMTPS', { secure: true }, { secure: true, tls: { ca: certificate } }],
])(
  'mail goes through an HTTP CONNECT proxy over %s, verify() too (Nodemailer 10.1)',
  async (_over, serverOptions, options) => {
    await using server = await startScriptedServer(serverOptions);
    await using proxy = await startProxy();
    const { host, port } = server;
    const { bare, wrapped } = await bothWays(
      () => nodemailer.createTransport({ host, port, proxy: proxy.url, ...options }),
      async (mailer) => {
        const verified = await mailer.verify();
        return { verified, info: timeless(await mailer.sendMail(mail)) };
      },
    );
    expect(wrapped).toEqual(bare);
    expect(proxy.destinations).toEqual(Array(4).fill(`${host}:${port}`));
    expect(server.messages).toHaveLength(2);
  },
);

early('a proxy that is set up only after wrapping is used from then on (Nodemailer 10.1)', async () => {
  await using server = await startScriptedServer();
  await using proxy = await startProxy();
  const { host, port } = server;
  const mailer = wrapTransport(nodemailer.createTransport({ host, port }));
  await mailer.sendMail(mail);
  mailer.setupProxy(proxy.url);
  await mailer.sendMail(mail);
  expect(proxy.destinations).toEqual([`${host}:${port}`]);
  expect(server.messages).toHaveLength(2);
});

early(
  'a proxy set on a wrapped bare transport through its transporter is used (Nodemailer 10.1)',
  async () => {
    await using server = await startScriptedServer();
    await using proxy = await startProxy();
    const { host, port } = server;
    const bare = nodemailer.createTransport({ host, port }).transporter;
    const mailer = nodemailer.createTransport(wrapTransport(bare));
    mailer.setupProxy(proxy.url);
    await mailer.sendMail(mail);
    expect(proxy.destinations).toEqual([`${host}:${port}`]);
  },
);

test('a proxy handler of your own (proxy_handler_x) opens the connection', async () => {
  await using server = await startScriptedServer();
  const asked: unknown[] = [];
  const { bare, wrapped } = await bothWays(
    () => nodemailer.createTransport({ host: 'mail.invalid', port: 25, proxy: 'x://secret@relay:99' }),
    async (mailer) => {
      mailer.set('proxy_handler_x', (proxy, { host, port }, done) => {
        asked.push([proxy.hostname, proxy.port, host, port]);
        const connection = connect(server.port, server.host, () => done(null, { connection }));
      });
      return timeless(await mailer.sendMail(mail));
    },
  );
  expect(wrapped).toEqual(bare);
  expect(asked).toEqual(Array(2).fill(['relay', '99', 'mail.invalid', 25]));
  expect(server.messages).toHaveLength(2);
});

test('getSocket among the options opens the connection', async () => {
  await using server = await startScriptedServer();
  const { bare, wrapped } = await bothWays(
    () =>
      nodemailer.createTransport({
        host: 'mail.invalid',
        getSocket: (_options: object, done: (error: null, socket: object) => void) => {
          const connection = connect(server.port, server.host, () => done(null, { connection }));
        },
      }),
    async (mailer) => timeless(await mailer.sendMail(mail)),
  );
  expect(wrapped).toEqual(bare);
  expect(server.messages).toHaveLength(2);
});

test('a proxy that refuses is a ConnectionFailedError, and says so in the log', async () => {
  await using server = await startScriptedServer();
  await using proxy = await startProxy(407);
  const { host, port } = server;
  for (const options of [{}, { pool: true }]) {
    const { logger, records } = collectingLogger();
    const create = () => nodemailer.createTransport({ host, port, proxy: proxy.url, ...options });
    const mailer = wrapTransport(create(), { logger });
    const expected = {
      kind: 'ConnectionFailed',
      reason: 'connection.proxy',
      ...(nodemailerHas('error codes') ? { code: 'EPROXY' } : {}),
      phase: 'connect',
      delivery: 'not-sent',
    };
    expect(await rejection(mailer.sendMail(mail))).toMatchObject(expected);
    expect(records('smtp.client.send')).toMatchObject([{ 'error.type': 'connection.proxy', level: 'warn' }]);
    mailer.close();
    const verifier = wrapTransport(create());
    expect(await rejection(verifier.verify())).toMatchObject(expected);
    verifier.close();
  }
  expect(server.sessions).toHaveLength(0);
});

test('a proxy that is not there is a ConnectionFailedError', async () => {
  const options = { host: '127.0.0.1', port: 25, proxy: 'http://127.0.0.1:1' };
  const mailer = wrapTransport(nodemailer.createTransport(options), { retry: false });
  const expected = { kind: 'ConnectionFailed', phase: 'connect', delivery: 'not-sent' };
  expect(await rejection(mailer.sendMail(mail))).toMatchObject(expected);
  const bare = await rejection(nodemailer.createTransport(options).sendMail(mail));
  expect(await rejection(mailer.sendMail(mail))).toMatchObject({ code: Reflect.get(Object(bare), 'code') });
});
