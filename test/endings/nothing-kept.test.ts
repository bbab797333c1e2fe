import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import nodemailer, { type SentMessageInfo, type Transport, type Transporter } from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { expect, test } from 'vitest';
import { start } from '../helpers/start.js';

setFlagsFromString('--expose_gc');
const collectGarbage: () => void = runInNewContext('gc');

const envelope = { from: 'a@example.com', to: ['b@example.com'] };

/** Sends, settles, and says where the message was. */
type End = () => Promise<WeakRef<object>>;

async function sent(mailer: Transporter, more: object = {}): Promise<WeakRef<object>> {
  const message = { ...envelope, text: 'hello', ...more };
  await mailer.sendMail(message).catch(() => undefined);
  return new WeakRef(message);
}

const limits = { stallTimeout: 50, retry: false } as const;
const silent = (): Transport<SentMessageInfo> => ({ name: 'silent', version: '1', send: () => undefined });
const fine = (): Transport<SentMessageInfo> => ({
  name: 'fine',
  version: '1',
  send: (_mail, callback) => callback(null, { envelope, messageId: 'x' }),
});

const ends: Readonly<Record<string, End>> = {
  'a delivery': async () => {
    const { host, port } = await start();
    return sent(wrapTransport(nodemailer.createTransport({ host, port })));
  },
  'a failure in the preparation': () =>
    sent(wrapTransport(nodemailer.createTransport(fine())), {
      html: { path: '/none' },
      attachDataUrls: true,
    }),
  'a plugin that does not call back': () => {
    const mailer = wrapTransport(nodemailer.createTransport(fine()), limits);
    mailer.use('compile', () => undefined);
    return sent(mailer);
  },
  'a transport that does not call back': () =>
    sent(wrapTransport(nodemailer.createTransport(silent()), limits)),
  'a transport that is closed': async () => {
    const { host, port } = await start();
    const mailer = wrapTransport(nodemailer.createTransport({ host, port, pool: true }), limits);
    mailer.close();
    return sent(mailer);
  },
  'a callback': async () => {
    const mailer = wrapTransport(nodemailer.createTransport(fine()));
    const message = { ...envelope, text: 'hello' };
    await new Promise((resolve) => mailer.sendMail(message, resolve));
    return new WeakRef(message);
  },
};

test.each(Object.entries(ends))('after %s nothing of the message is kept', async (_name, end) => {
  const where = await end();
  // What was made or looked at in a turn is kept until its end.
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
  }
  expect(where.deref()).toBeUndefined();
});
