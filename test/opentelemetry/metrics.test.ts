import { channel } from 'node:diagnostics_channel';
import nodemailer from 'nodemailer';
import { channelNames, wrapTransport } from 'nodemailer-smtp-errors';
import { drop, type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { rejection } from '../helpers/collect.js';
import { collectTelemetry } from '../helpers/telemetry.js';
import { startThrottledServer } from '../helpers/throttled-server.js';

const message = { from: 'sender@example.com', to: 'bob@example.org', subject: 'hello', text: 'hello' };

afterEach(() => void vi.useRealTimers());

function mailerFor({ host, port }: ScriptedServer, settings: object = {}) {
  return wrapTransport(nodemailer.createTransport({ host, port, ...settings }), { retry: { minTimeout: 1 } });
}

function addressOf({ host, port }: ScriptedServer) {
  return { 'server.address': host, 'server.port': port };
}

describe('the metrics', () => {
  test('tell how long sends took, by outcome and reason, in seconds', async () => {
    await using telemetry = collectTelemetry();
    await using server = await startScriptedServer({
      script: { mail: [undefined, '550 5.1.8 Sender rejected'], 'final-dot': [undefined, drop()] },
    });
    const mailer = mailerFor(server);
    const begun = performance.now();
    await mailer.sendMail(message);
    const took = (performance.now() - begun) / 1000;
    const duration = await telemetry.metric('smtp.client.send.duration');
    expect(duration?.descriptor.unit).toBe('s');
    expect(duration?.dataPoints).toHaveLength(1);
    const value = Object(duration?.dataPoints[0]?.value);
    expect(value.sum).toBeGreaterThan(0);
    expect(value.sum).toBeLessThanOrEqual(took);
    expect(value.buckets.boundaries).toContain(300);

    await rejection(mailer.sendMail(message));
    await rejection(mailer.sendMail(message));
    const address = addressOf(server);
    expect(await telemetry.points('smtp.client.send.duration')).toEqual([
      { attributes: { ...address, 'event.outcome': 'success' }, value: 1 },
      { attributes: { ...address, 'event.outcome': 'failure', 'error.type': 'sender.rejected' }, value: 1 },
      { attributes: { ...address, 'event.outcome': 'unknown', 'error.type': 'delivery.unknown' }, value: 1 },
    ]);
  });

  test('count attempts by how they ended, also those that were made good', async () => {
    await using telemetry = collectTelemetry();
    await using server = await startScriptedServer({
      script: { rcpt: ['451 4.7.1 Greylisted', '451 4.7.1 Greylisted'] },
    });
    await mailerFor(server).sendMail(message);
    const address = addressOf(server);
    expect(await telemetry.points('smtp.client.attempts')).toEqual([
      { attributes: { ...address, 'event.outcome': 'failure', 'error.type': 'rate.greylisted' }, value: 2 },
      { attributes: { ...address, 'event.outcome': 'success' }, value: 1 },
    ]);
  });

  test('count every recipient once, by what became of it', async () => {
    await using telemetry = collectTelemetry();
    await using server = await startScriptedServer({
      script: {
        mail: [undefined, undefined, '550 5.1.8 Sender rejected'],
        rcpt: ({ recipient = '' }) => (recipient.startsWith('no') ? '550 5.1.1 No such user' : 'ok'),
        'final-dot': [undefined, drop()],
      },
    });
    const mailer = mailerFor(server);
    await mailer.sendMail({ ...message, to: ['ann@example.org', 'bob@example.org', 'nobody@example.org'] });
    await rejection(mailer.sendMail({ ...message, to: ['carol@example.org', 'dave@example.org'] }));
    await rejection(mailer.sendMail({ ...message, to: 'erin@example.org' }));
    const outcomes = (await telemetry.points('smtp.client.recipients')).map(
      ({ attributes, value }) => [attributes['smtp.recipient.outcome'], value] as const,
    );
    expect(Object.fromEntries(outcomes)).toEqual({ accepted: 2, rejected: 1, unknown: 2, 'not-sent': 1 });
  });

  test('follow the connections that are open', async () => {
    await using telemetry = collectTelemetry();
    await using server = await startScriptedServer();
    const attributes = addressOf(server);
    const pool = mailerFor(server, { pool: true, maxConnections: 2 });
    await Promise.all([pool.sendMail(message), pool.sendMail(message)]);
    const open = server.sessions.length;
    expect(await telemetry.points('smtp.client.session.count')).toEqual([{ attributes, value: open }]);
    pool.close();
    await vi.waitFor(async () => {
      expect(await telemetry.points('smtp.client.session.count')).toEqual([{ attributes, value: 0 }]);
    });
  });

  test('take no connection away that they have not seen opened, and leave none behind', async () => {
    await using server = await startScriptedServer();
    const attributes = addressOf(server);
    const pool = mailerFor(server, { pool: true, maxConnections: 1 });
    await pool.sendMail(message);
    await using late = collectTelemetry();
    await pool.sendMail(message);
    pool.close();
    await mailerFor(server).sendMail(message);
    expect(await late.points('smtp.client.session.count')).toEqual([{ attributes, value: 0 }]);

    const other = mailerFor(server, { pool: true, maxConnections: 1 });
    await other.sendMail(message);
    expect(await late.points('smtp.client.session.count')).toEqual([{ attributes, value: 1 }]);
    late.stop();
    expect(await late.points('smtp.client.session.count')).toEqual([{ attributes, value: 0 }]);
    other.close();
  });

  test('say how many logins are suspended, until they work again or may be tried again', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    await using telemetry = collectTelemetry();
    const accounts: Record<string, string> = { alice: 'right', bob: 'right' };
    await using server = await startScriptedServer({ accounts });
    const attributes = addressOf(server);
    const mailers = ['alice', 'bob'].map((user) => mailerFor(server, { auth: { user, pass: 'wrong' } }));
    for (const mailer of [...mailers, ...mailers]) await rejection(mailer.sendMail(message));
    expect(await telemetry.points('smtp.client.login.suspended')).toEqual([{ attributes, value: 2 }]);

    // Again after the cool-down: alice is refused once more and bob works.
    vi.advanceTimersByTime(61_000);
    expect(await telemetry.points('smtp.client.login.suspended')).toEqual([{ attributes, value: 0 }]);
    accounts['bob'] = 'wrong';
    await Promise.allSettled(mailers.map((mailer) => mailer.sendMail(message)));
    expect(await telemetry.points('smtp.client.login.suspended')).toEqual([{ attributes, value: 1 }]);
    telemetry.stop();
    expect(await telemetry.points('smtp.client.login.suspended')).toEqual([{ attributes, value: 0 }]);
  });

  test('say what a server takes that has complained, and how many wait for it at present', async () => {
    await using telemetry = collectTelemetry();
    await using server = await startThrottledServer({ connections: 2 });
    const attributes = { 'server.address': server.host, 'server.port': server.port };
    const mailer = wrapTransport(nodemailer.createTransport({ host: server.host, port: server.port }));
    const sent = Promise.all(Array.from({ length: 20 }, () => mailer.sendMail(message)));
    await vi.waitUntil(() => server.seen.refusals > 5);
    const [waiting] = await telemetry.points('smtp.client.pace.waiting');
    expect(waiting).toEqual({ attributes, value: expect.any(Number) });
    expect(waiting?.value).toBeGreaterThan(0);
    await sent;
    const points = async (what: string) => telemetry.points(`smtp.client.pace.${what}`);
    expect(await points('waiting')).toEqual([{ attributes, value: 0 }]);
    expect(await points('connections')).toEqual([{ attributes, value: expect.any(Number) }]);
    expect(await points('paused')).toEqual([{ attributes, value: expect.any(Number) }]);
    expect(await points('rate')).toEqual([]);
  });

  test('take a login for one that works as soon as it does, and no notice of what is none of ours', async () => {
    await using telemetry = collectTelemetry();
    const logins = channel(channelNames.login);
    const sessions = channel(channelNames.session);
    const until = Date.now() + 60_000;
    logins.publish({ event: 'suspended', loginId: 'a', until });
    logins.publish({ event: 'suspended', loginId: 'b', until });
    logins.publish({ event: 'resumed', loginId: 'a' });
    for (const foreign of [undefined, null, 'text', {}, { event: 'suspended' }]) {
      logins.publish(foreign);
      sessions.publish(foreign);
    }
    expect(await telemetry.points('smtp.client.login.suspended')).toEqual([{ attributes: {}, value: 1 }]);
    expect(await telemetry.points('smtp.client.session.count')).toEqual([]);
  });

  test('hold no addresses', async () => {
    await using telemetry = collectTelemetry();
    await using server = await startScriptedServer({ accounts: { alice: 'right' } });
    await rejection(mailerFor(server, { auth: { user: 'alice', pass: 'wrong' } }).sendMail(message));
    await mailerFor(server).sendMail(message);
    const exported = await telemetry.everything();
    expect(exported).toContain('smtp.client.recipients');
    expect(exported).not.toMatch(/alice|wrong|bob|sender@|example\.org/);
  });
});
