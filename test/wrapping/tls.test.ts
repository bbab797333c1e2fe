import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { expect, test } from 'vitest';
import { certificate, privateKey } from '../../src/testing/certificate.js';
import { mail } from '../helpers/both-ways.js';
import { rejection } from '../helpers/collect.js';

/** A server that speaks TLS from the first byte, until something is said in the clear or nothing any more. */
async function startTls(breaks: (socket: Socket) => void, at: string) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (at === '') {
      socket.once('data', () => breaks(socket));
      return;
    }
    const secure = new TLSSocket(socket, { isServer: true, key: privateKey, cert: certificate });
    secure.on('error', () => undefined);
    secure.on('data', (line: Buffer) => {
      if (line.toString().startsWith(at)) breaks(socket);
      else
        secure.write(
          line.toString().startsWith('EHLO') ? '250-mx\r\n250 AUTH PLAIN\r\n' : '235 2.0.0 Ok\r\n',
        );
    });
    secure.write('220 mx ESMTP\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { port, [Symbol.asyncDispose]: async () => void server.close() };
}

const breakages: readonly [how: string, breaks: (socket: Socket) => void, kind: RegExp][] = [
  [
    'a goodbye in clear text',
    (socket) => socket.end('421 mx lost input connection\r\n'),
    /^ConnectionClosed$/,
  ],
  ['an end without close_notify', (socket) => socket.destroy(), /^Connection(Closed|Failed)$/],
  ['a reset', (socket) => socket.resetAndDestroy(), /^Connection(Closed|Failed)$/],
];

const phases = [
  ['EHLO', 'ehlo'],
  ['AUTH', 'auth'],
  ['MAIL', 'mail'],
] as const;

test.each(breakages.flatMap((breakage) => phases.map((phase) => [...breakage, ...phase] as const)))(
  '%s in a TLS session is a lost connection that may be tried again (%s, %s, %s)',
  async (_how, breaks, kind, command, phase) => {
    await using server = await startTls(breaks, command);
    const { port } = server;
    const auth = { user: 'alice', pass: 'secret' };
    const smtp = { host: '127.0.0.1', port, secure: true, auth, tls: { ca: certificate } };
    const mailer = wrapTransport(nodemailer.createTransport(smtp), { retry: false });
    expect(await rejection(mailer.sendMail(mail))).toMatchObject({
      kind: expect.stringMatching(kind),
      disposition: 'transient',
      retry: { safe: true },
      delivery: 'not-sent',
      phase,
    });
  },
);

test.each(breakages.slice(1))(
  '%s in the handshake, which gives no reason, is one as well',
  async (_how, breaks, kind) => {
    await using server = await startTls(breaks, '');
    const smtp = { host: '127.0.0.1', port: server.port, secure: true };
    const mailer = wrapTransport(nodemailer.createTransport(smtp), { retry: false });
    const expected = { kind: expect.stringMatching(kind), disposition: 'transient', retry: { safe: true } };
    expect(await rejection(mailer.sendMail(mail))).toMatchObject(expected);
    expect(await rejection(mailer.verify())).toMatchObject(expected);
  },
);

test('a server that has no TLS on its port is a reason in its own terms: somebody has to mend that', async () => {
  await using server = await startTls((socket) => socket.end('220 mx ESMTP\r\n'), '');
  const smtp = { host: '127.0.0.1', port: server.port, secure: true };
  const mailer = wrapTransport(nodemailer.createTransport(smtp));
  const expected = { kind: 'TlsFailed', reason: 'tls.handshake', attempts: { length: 1 } };
  expect(await rejection(mailer.sendMail(mail))).toMatchObject(expected);
});
