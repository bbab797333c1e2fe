import { tracingChannel } from 'node:diagnostics_channel';
import nodemailer from 'nodemailer';
import { channelNames, type SendMessage, wrapTransport } from 'nodemailer-smtp-errors';
import { failover } from 'nodemailer-smtp-errors/failover';
import { expect, test } from 'vitest';
import { collectingLogger } from './helpers/collect.js';
import { start } from './helpers/start.js';
import { collectTelemetry } from './helpers/telemetry.js';

const message = { from: 'app@example.com', to: 'user7@example.org', text: 'Hello' };
const accepted = '250 2.0.0 Ok: queued as 4Q2X5B1z2Yz9';

/** What is told of one message that a server answered with this. */
async function toldOf(reply: string, settings: object = {}, mail: object = {}) {
  const server = await start({ script: { 'final-dot': reply }, ...settings });
  const log = collectingLogger();
  const { host, port } = server;
  const mailer = wrapTransport(nodemailer.createTransport({ host, port, ...settings }), {
    logger: log.logger,
  });
  const info = await mailer.sendMail({ ...message, ...mail });
  const [record] = log.records('smtp.client.send');
  return { info, queueId: Reflect.get(info, 'queueId'), recorded: record?.['smtp.server.message_id'] };
}

test.each([
  ['SMTP', {}],
  ['LMTP', { lmtp: true }],
])('%s: info and record say by which name the server has it', async (_, settings) => {
  const { info, queueId, recorded } = await toldOf(accepted, settings);
  expect([queueId, recorded]).toEqual(['4Q2X5B1z2Yz9', '4Q2X5B1z2Yz9']);
  // Otherwise it is as it would be without us.
  expect(Object.keys(info)).not.toContain('queueId');
});

test('span and channel message say it, too', async () => {
  await using telemetry = collectTelemetry();
  const messages: SendMessage[] = [];
  const handlers = { asyncEnd: (sent: SendMessage) => void messages.push(sent) };
  const channel = tracingChannel<unknown, SendMessage>(channelNames.send);
  channel.subscribe(Object(handlers));
  await toldOf(accepted);
  channel.unsubscribe(Object(handlers));
  expect(messages).toMatchObject([{ queueId: '4Q2X5B1z2Yz9' }]);
  expect(telemetry.spans('smtp.client.send')).toMatchObject([
    { attributes: { 'smtp.server.message_id': '4Q2X5B1z2Yz9' } },
  ]);
});

test('through a failover it is that of the server that took the message', async () => {
  const server = await start({ script: { 'final-dot': accepted } });
  const mailer = nodemailer.createTransport(
    failover([wrapTransport(nodemailer.createTransport(server.url))]),
  );
  expect((await mailer.sendMail(message)).queueId).toBe('4Q2X5B1z2Yz9');
});

test('of a message that took several attempts it is the last one’s', async () => {
  const server = await start({
    script: {
      rcpt: ['ok', '451 4.7.1 Later'],
      'final-dot': ['250 OK id=1xVRhw-0005v6-0k', '250 OK id=1xVRiI-0007oI-36'],
    },
  });
  const mailer = wrapTransport(nodemailer.createTransport(server.url), { retry: { minTimeout: 0 } });
  const info = await mailer.sendMail({ ...message, to: ['user7@example.org', 'carol@example.org'] });
  expect(Reflect.get(info, 'queueId')).toBe('1xVRiI-0007oI-36');
});

test.each([
  ['does not say it', '250 2.0.0 OK: queued', {}],
  [
    'repeats the message’s own Message-ID',
    '250 2.6.0 <m1@example.com> Queued mail for delivery',
    { messageId: '<m1@example.com>' },
  ],
  ['names a recipient', '250 Ok: queued as user7@example.org', {}],
  [
    'repeats the Message-ID in capitals',
    '250 Ok: queued as M1@EXAMPLE.COM',
    { messageId: '<m1@example.com>' },
  ],
  ['repeats its first half', '250 Ok: queued as M1A2', { messageId: '<m1a2@example.com>' }],
  ['names a recipient, by half', '250 Ok: queued as User7', {}],
])('where the server %s nothing is told', async (_, reply, mail) => {
  const { queueId, recorded } = await toldOf(reply, {}, mail);
  expect([queueId, recorded]).toEqual([undefined, undefined]);
});

test.each([
  ['refused last', ['250 2.0.0 Ok: queued as L1A', '550 5.1.1 No such user'], 'L1A'],
  ['refused first', ['550 5.1.1 No such user', '250 2.0.0 Ok: queued as L2A'], 'L2A'],
  ['taken with a second id', ['250 2.0.0 Ok: queued as L1A', '250 2.0.0 Ok: queued as L2A'], 'L1A'],
  ['taken without a word', ['250 2.0.0 Ok: queued as L1A', '250 2.0.0 Ok'], 'L1A'],
  ['refused with an id', ['250 2.0.0 Ok', '550 5.1.1 Not queued as L2A'], undefined],
])('LMTP, where a recipient is %s: the id is that of the first who has it', async (_, replies, id) => {
  const server = await start({ script: { 'final-dot': replies }, lmtp: true });
  const mailer = wrapTransport(
    nodemailer.createTransport({ host: server.host, port: server.port, lmtp: true }),
  );
  const to = ['user7@example.org', 'carol@example.org'];
  expect(Reflect.get(await mailer.sendMail({ ...message, to }), 'queueId')).toBe(id);
});
