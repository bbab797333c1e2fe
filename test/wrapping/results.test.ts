import { once } from 'node:events';
import nodemailer from 'nodemailer';
import SMTPTransport from 'nodemailer/lib/smtp-transport';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { certificate, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { SMTPServer } from 'smtp-server';
import { describe, expect, test } from 'vitest';
import { bothWays, mail, timeless } from '../helpers/both-ways.js';

/** The errors in it are typed ones, which is the point. */
function withoutErrors(info: Parameters<typeof timeless>[0]): object {
  const { rejectedErrors, ...rest } = timeless(info);
  return rest;
}

import { collectingLogger, rejection } from '../helpers/collect.js';

const account = { user: 'alice', pass: 'correct horse' };

test('wrapping gives the very same transporter back', () => {
  const mailer = nodemailer.createTransport({ host: '127.0.0.1' });
  const { transporter, options, meta, dkim } = mailer;
  const Mail = mailer.constructor;
  const wrapped = wrapTransport(mailer);
  expect(wrapped).toBe(mailer);
  expect(wrapped.constructor).toBe(Mail);
  expect(wrapped.transporter).toBe(transporter);
  expect(wrapped.transporter).toBeInstanceOf(SMTPTransport);
  expect(wrapped).toMatchObject({ options, meta, dkim });
});

test('wrapping gives the very same transport back, to be handed to createTransport', async () => {
  await using server = await startScriptedServer();
  const { host, port } = server;
  const transport = new SMTPTransport({ host, port });
  const wrapped = wrapTransport(transport, { retry: false });
  expect(wrapped).toBe(transport);
  expect(wrapped).toBeInstanceOf(SMTPTransport);
  const mailer = nodemailer.createTransport(wrapped);
  expect(mailer.transporter).toBe(transport);
  expect(transport.mailer).toBe(mailer);
  const info = await mailer.sendMail(mail);
  const bare = await nodemailer.createTransport(new SMTPTransport({ host, port })).sendMail(mail);
  expect(timeless(info)).toEqual(timeless(bare));
  expect(isSmtpError(await rejection(mailer.sendMail({ ...mail, to: [] })))).toBe(true);
});

test.each([
  ['a single connection', {}, {}],
  ['a pool', {}, { pool: true }],
  ['a login', { accounts: { alice: account.pass } }, { auth: account }],
  ['SMTPS', { secure: true }, { secure: true, tls: { ca: certificate } }],
  ['STARTTLS', { requireTls: true }, { requireTLS: true, tls: { ca: certificate } }],
  ['LMTP', { lmtp: true }, { lmtp: true }],
])(
  'a message delivered over %s resolves with the same info as without wrapping',
  async (_over, serverOptions, options) => {
    await using server = await startScriptedServer(serverOptions);
    const { host, port } = server;
    const { bare, wrapped } = await bothWays(
      () => nodemailer.createTransport({ host, port, ...options }),
      (mailer) => mailer.sendMail(mail),
    );
    expect(timeless(wrapped)).toEqual(timeless(bare));
    expect(wrapped.accepted).toEqual(['bob@example.com']);
    expect(wrapped.messageTime).toEqual(expect.any(Number));
    expect(wrapped.envelopeTime).toEqual(expect.any(Number));
    expect(server.messages.map(({ raw }) => raw.toString())).toEqual([
      server.messages[0]?.raw.toString(),
      server.messages[0]?.raw.toString(),
    ]);
  },
);

test('some refused recipients are reported in info exactly as without wrapping', async () => {
  const script = {
    rcpt: ({ recipient = '' }) => (recipient.startsWith('bob') ? 'ok' : '550 5.1.1 No such user'),
  };
  await using server = await startScriptedServer({ script });
  const { host, port } = server;
  const { bare, wrapped } = await bothWays(
    () => nodemailer.createTransport({ host, port }),
    (mailer) => mailer.sendMail({ ...mail, to: ['bob@example.com', 'carol@example.com'] }),
  );
  expect(withoutErrors(wrapped)).toEqual(withoutErrors(bare));
  expect(wrapped.rejected).toEqual(['carol@example.com']);
  const fields = ({ code, command, response, responseCode, recipient }: NodeJS.Dict<unknown>) => ({
    code,
    command,
    response,
    responseCode,
    recipient,
  });
  expect(wrapped.rejectedErrors?.map((error) => fields(Object(error)))).toEqual(
    bare.rejectedErrors?.map((error) => fields(Object(error))),
  );
});

test('LMTP: recipients refused after the final dot are reported in info exactly as without wrapping', async () => {
  const script = {
    'final-dot': ({ recipient = '' }) => (recipient.startsWith('bob') ? 'ok' : '552 5.2.2 Mailbox full'),
  };
  await using server = await startScriptedServer({ lmtp: true, script });
  const { host, port } = server;
  const { bare, wrapped } = await bothWays(
    () => nodemailer.createTransport({ host, port, lmtp: true }),
    (mailer) => mailer.sendMail({ ...mail, to: ['bob@example.com', 'carol@example.com'] }),
  );
  expect(withoutErrors(wrapped)).toEqual(withoutErrors(bare));
  expect(wrapped).toMatchObject({ accepted: ['bob@example.com'], rejected: ['carol@example.com'] });
});

test('a delivery to the smtp-server package resolves with the same info as without wrapping', async () => {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      stream.resume().once('end', () => done(null, 'taken'));
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { bare, wrapped } = await bothWays(
    () => nodemailer.createTransport({ host: '127.0.0.1', port }),
    (mailer) => mailer.sendMail(mail),
  );
  expect(timeless(wrapped)).toEqual(timeless(bare));
  expect(wrapped.response).toBe('250 taken');
  await new Promise<void>((resolve) => server.close(resolve));
});

test('sendMail with a callback calls it once, with the info or with the typed error, and returns nothing', async () => {
  await using server = await startScriptedServer({
    script: { mail: [undefined, '550 5.1.8 Bad sender address'] },
  });
  const { host, port } = server;
  const mailer = wrapTransport(nodemailer.createTransport({ host, port }), { retry: false });
  const calls: unknown[][] = [];
  const send = () =>
    new Promise<unknown>((resolve) => {
      const returned: unknown = mailer.sendMail(mail, (...args) => {
        calls.push(args);
        resolve(returned);
      });
    });
  expect(await send()).toBeUndefined();
  expect(await send()).toBeUndefined();
  await server.until(({ sessions }) => sessions.every(({ state }) => state === 'closed'));
  expect(calls).toEqual([
    [null, expect.objectContaining({ messageId: mail.messageId })],
    [expect.objectContaining({ kind: 'SenderRejected', code: 'EENVELOPE' })],
  ]);
});

describe('what a callback throws is treated as without wrapping', () => {
  test.each([
    ['after a delivery over a single connection', {}, {}],
    ['after a delivery over a pool', { pool: true }, {}],
    ['after a failure over a single connection', {}, { mail: '550 5.7.1 No' }],
    ['after a failure over a pool', { pool: true }, { mail: '550 5.7.1 No' }],
  ])('%s', async (_when, options, script) => {
    await using server = await startScriptedServer({ script });
    const { host, port } = server;
    const thrown = new Error('of the application');
    const fates = await bothWays(
      () => {
        const { logger, calls } = collectingLogger();
        const mailer = nodemailer.createTransport({ host, port, logger, ...options });
        return Object.assign(mailer, { calls });
      },
      async (mailer) => {
        const uncaught = uncaughtError();
        await new Promise<void>((resolve) => {
          mailer.sendMail(mail, () => {
            setImmediate(resolve);
            throw thrown;
          });
        });
        const logged = mailer.calls.flatMap(({ args: [data] }) => {
          const err: unknown = Reflect.get(Object(data), 'err');
          return err === thrown ? [Reflect.get(Object(data), 'tnx')] : [];
        });
        return { uncaught: uncaught() === thrown, logged };
      },
    );
    expect(fates.wrapped).toEqual(fates.bare);
    expect(fates.bare.uncaught).toBe(fates.bare.logged.length === 0);
  });
});

/** Catches what would end the process, until it is asked for it. */
function uncaughtError(): () => unknown {
  const others = process.listeners('uncaughtException');
  let caught: unknown;
  process.removeAllListeners('uncaughtException');
  process.once('uncaughtException', (error) => {
    caught = error;
  });
  return () => {
    process.removeAllListeners('uncaughtException');
    for (const listener of others) process.on('uncaughtException', listener);
    return caught;
  };
}

test('a message may log in with credentials of its own', async () => {
  await using server = await startScriptedServer({ accounts: { alice: 'a', bob: 'b' }, requireAuth: true });
  const { host, port } = server;
  const mailer = wrapTransport(
    nodemailer.createTransport({ host, port, auth: { user: 'alice', pass: 'a' } }),
  );
  await mailer.sendMail(mail);
  await mailer.sendMail({ ...mail, auth: { user: 'bob', pass: 'b' } });
  await mailer.sendMail(mail);
  expect(server.messages.map(({ user }) => user)).toEqual(['alice', 'bob', 'alice']);
  const failure = await rejection(mailer.sendMail({ ...mail, auth: { user: 'bob', pass: 'wrong' } }));
  expect(failure).toMatchObject({ kind: 'AuthenticationFailed', responseCode: 535 });
});

test('defaults given to createTransport still apply', async () => {
  const create = () => nodemailer.createTransport({ jsonTransport: true }, { headers: { 'X-Team': 'blue' } });
  const { bare, wrapped } = await bothWays(create, (mailer) => mailer.sendMail(mail));
  expect(wrapped).toEqual(bare);
  expect(wrapped.message).toContain('"X-Team":"blue"');
});
