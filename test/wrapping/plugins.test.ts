import { generateKeyPairSync } from 'node:crypto';
import { Transform } from 'node:stream';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';
import { bothWays, mail, timeless } from '../helpers/both-ways.js';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const dkim = { domainName: 'example.com', keySelector: 'k1', privateKey };

test('plugins see and change every message, whether added before wrapping or after', async () => {
  await using server = await startScriptedServer();
  const { host, port } = server;
  const order: string[] = [];
  const mailer = nodemailer.createTransport({ host, port });
  mailer.use('compile', (plugged, done) => {
    order.push('compile before');
    plugged.data.subject = 'Changed';
    done();
  });
  wrapTransport(mailer);
  const same = mailer.use('compile', (_plugged, done) => {
    order.push('compile after');
    done();
  });
  mailer.use('stream', (plugged, done) => {
    order.push('stream after');
    plugged.message.transform(
      () =>
        new Transform({
          transform(chunk, _encoding, next) {
            next(null, String(chunk).replace('Hello', 'Plugged in'));
          },
        }),
    );
    done();
  });
  await mailer.sendMail(mail);
  expect(same).toBe(mailer);
  expect(order).toEqual(['compile before', 'compile after', 'stream after']);
  const raw = server.messages[0]?.raw.toString();
  expect(raw).toContain('Subject: Changed');
  expect(raw).toContain('Plugged in');
});

test.each([
  ['the transporter', { dkim }, {}],
  ['the message', {}, { dkim }],
])('a DKIM signature set on %s arrives, the same as without wrapping', async (_where, options, message) => {
  await using server = await startScriptedServer();
  const { host, port } = server;
  const { bare, wrapped } = await bothWays(
    () => nodemailer.createTransport({ host, port, ...options }),
    async (mailer) => timeless(await mailer.sendMail({ ...mail, ...message })),
  );
  expect(wrapped).toEqual(bare);
  const [first, second] = server.messages.map(({ raw }) => raw.toString());
  expect(second).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256;[\s\S]*d=example\.com;[\s\S]*s=k1;/);
  expect(second).toBe(first);
});

test('a signed message is signed again when it is tried again', async () => {
  await using server = await startScriptedServer({ script: { 'final-dot': ['451 4.3.0 Later'] } });
  const { host, port } = server;
  const retry = { minTimeout: 1, maxTimeout: 1 };
  const mailer = wrapTransport(nodemailer.createTransport({ host, port, dkim }), { retry });
  const info = await mailer.sendMail(mail);
  expect(info.messageId).toBe(mail.messageId);
  expect(server.sessions).toHaveLength(2);
  expect(server.messages).toHaveLength(1);
  expect(server.messages[0]?.raw.toString()).toMatch(/^DKIM-Signature: v=1/);
});

test('data: images become attachments where attachDataUrls asks for it', async () => {
  await using server = await startScriptedServer();
  const { host, port } = server;
  const mailer = wrapTransport(nodemailer.createTransport({ host, port, attachDataUrls: true }));
  await mailer.sendMail({ ...mail, html: '<img src="data:image/png;base64,AAAA">' });
  expect(server.messages[0]?.raw.toString()).toContain('Content-Type: image/png');
});
