import { subscribe, tracingChannel, unsubscribe } from 'node:diagnostics_channel';
import nodemailer from 'nodemailer';
import {
  type AttemptMessage,
  channelNames,
  type LoginMessage,
  type ReplyMessage,
  type SendMessage,
  type SessionMessage,
  wrapTransport,
} from 'nodemailer-smtp-errors';
import { hang, type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { everythingOf, rejection } from './helpers/collect.js';

const message = { from: 'a@example.com', to: 'b@example.com', subject: 'hello', text: 'hello' };

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function start(...args: Parameters<typeof startScriptedServer>): Promise<ScriptedServer> {
  const server = await startScriptedServer(...args);
  cleanUps.push(() => server.close());
  return server;
}

/** Everything published on a channel. */
function listen<T>(name: string): T[] {
  const messages: T[] = [];
  const onMessage = (published: unknown) => messages.push(published as T);
  subscribe(name, onMessage);
  cleanUps.push(() => unsubscribe(name, onMessage));
  return messages;
}

/** The events of a tracing channel, in order, with their message as it was then. */
function trace<T extends object>(name: string) {
  const events: { event: string; message: T }[] = [];
  const on = (event: string) => (published: unknown) => {
    events.push({ event, message: published as T });
  };
  const handlers = {
    start: on('start'),
    end: on('end'),
    asyncStart: on('asyncStart'),
    asyncEnd: on('asyncEnd'),
    error: on('error'),
  };
  const channel = tracingChannel<unknown, T>(name);
  channel.subscribe(handlers);
  cleanUps.push(() => channel.unsubscribe(handlers));
  return events;
}

describe('diagnostics channels', () => {
  test('a send is traced from its beginning to its end, and each attempt within it', async () => {
    const server = await start({ script: { rcpt: ['451 4.7.1 Greylisted'] } });
    const sends = trace<SendMessage>(channelNames.send);
    const attempts = trace<AttemptMessage>(channelNames.attempt);
    const mailer = wrapTransport(nodemailer.createTransport(server.url), { retry: { minTimeout: 1 } });
    const info = await mailer.sendMail(message);

    expect(sends.map(({ event }) => event)).toEqual(['start', 'end', 'asyncStart', 'asyncEnd']);
    const [first] = sends;
    expect(sends.every((event) => event.message === first?.message)).toBe(true);
    expect(first?.message).toMatchObject({
      transport: 'SMTP',
      server: { host: server.host, port: server.port },
      messageId: info.messageId,
      from: 'a@example.com',
      to: ['b@example.com'],
      attempts: [{ reason: 'rate.greylisted', phase: 'rcpt' }, {}],
      recipients: [{ address: 'b@example.com', outcome: 'accepted' }],
      result: info,
    });
    expect(attempts.map(({ event, message: { attempt } }) => `${attempt} ${event}`)).toEqual([
      '1 start',
      '1 end',
      '1 error',
      '1 asyncStart',
      '1 asyncEnd',
      '2 start',
      '2 end',
      '2 asyncStart',
      '2 asyncEnd',
    ]);
    expect(attempts[0]?.message).toMatchObject({
      send: first?.message,
      error: { reason: 'rate.greylisted' },
    });
  });

  test('a send that fails ends with the very error that the application gets', async () => {
    const server = await start({ script: { mail: '550 5.1.8 Sender rejected' } });
    const sends = trace<SendMessage>(channelNames.send);
    const error = await rejection(wrapTransport(nodemailer.createTransport(server.url)).sendMail(message));
    expect(sends.map(({ event }) => event)).toEqual(['start', 'end', 'error', 'asyncStart', 'asyncEnd']);
    expect(sends.at(-1)?.message.error).toBe(error);
  });

  test('every reply is published with the phase that it came in, and sessions when they begin and end', async () => {
    const server = await start({ accounts: { alice: 'secret' } });
    const replies = listen<ReplyMessage>(channelNames.reply);
    const sessions = listen<SessionMessage>(channelNames.session);
    const auth = { user: 'alice', pass: 'secret' };
    const mailer = wrapTransport(nodemailer.createTransport({ host: server.host, port: server.port, auth }));
    await mailer.sendMail(message);
    expect(replies.map(({ phase, code }) => `${phase} ${code}`)).toEqual([
      'greeting 220',
      'ehlo 250',
      'auth 235',
      'mail 250',
      'rcpt 250',
      'data 354',
      'final-dot 250',
    ]);
    expect(replies[2]).toMatchObject({ command: 'AUTH PLAIN', server: { port: server.port } });
    expect(sessions).toMatchObject([{ event: 'opened' }, { event: 'closed', closure: 'client' }]);
    expect(new Set([...sessions, ...replies].map(({ sessionId }) => sessionId)).size).toBe(1);
  });

  test('a reply is told when it comes, not when the message is through', async () => {
    const server = await start({ script: { data: hang() } });
    const replies = listen<ReplyMessage>(channelNames.reply);
    const mailer = wrapTransport(
      nodemailer.createTransport({ host: server.host, port: server.port, pool: true }),
    );
    const abort = new AbortController();
    const send = rejection(mailer.sendMail({ ...message, signal: abort.signal }));
    await vi.waitFor(() => expect(replies.at(-1)).toMatchObject({ phase: 'rcpt', code: 250 }));
    abort.abort();
    expect(await send).toMatchObject({ reason: 'send.aborted' });
    mailer.close();
  });

  test('whoever begins to listen hears of no reply that came before', async () => {
    const server = await start({ script: { data: hang() } });
    const mailer = wrapTransport(
      nodemailer.createTransport({ host: server.host, port: server.port, pool: true }),
    );
    const abort = new AbortController();
    const send = rejection(mailer.sendMail({ ...message, signal: abort.signal }));
    await vi.waitFor(() => expect(server.sessions[0]?.commands.at(-1)).toBe('DATA'));
    const replies = listen<ReplyMessage>(channelNames.reply);
    abort.abort();
    expect(await send).toMatchObject({ reason: 'send.aborted' });
    mailer.close();
    expect(replies).toEqual([]);
  });

  test('the login guard tells of a suspension and of its end', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    cleanUps.push(() => vi.useRealTimers());
    const accounts: Record<string, string> = { alice: 'right' };
    const server = await start({ accounts });
    const logins = listen<LoginMessage>(channelNames.login);
    const auth = { user: 'alice', pass: 'wrong' };
    const mailer = wrapTransport(nodemailer.createTransport({ host: server.host, port: server.port, auth }));
    const error = await rejection(mailer.sendMail(message));
    expect(logins).toEqual([
      {
        event: 'suspended',
        loginId: expect.any(String),
        server: expect.any(Object),
        error,
        until: expect.any(Number),
      },
    ]);
    expect(everythingOf(logins)).not.toContain('wrong');

    accounts['alice'] = 'wrong';
    vi.advanceTimersByTime(60_000);
    await mailer.sendMail(message);
    expect(logins.slice(1)).toEqual([
      { event: 'resumed', loginId: logins[0]?.loginId, server: expect.any(Object) },
    ]);
  });

  test('a login has one id, which no other login has', async () => {
    const server = await start({ accounts: { alice: 'right', bob: 'right' } });
    const logins = listen<LoginMessage>(channelNames.login);
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    cleanUps.push(() => vi.useRealTimers());
    for (const user of ['alice', 'alice', 'bob']) {
      const options = { host: server.host, port: server.port, auth: { user, pass: 'wrong' } };
      await rejection(wrapTransport(nodemailer.createTransport(options)).sendMail(message));
      // The guard is shared: until then nobody else is refused.
      vi.advanceTimersByTime(60_000);
    }
    const [first, second, other] = logins.map(({ loginId }) => loginId);
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });

  test.each([false, true])('a send says what it speaks with the server (LMTP: %s)', async (lmtp) => {
    const server = await start({ lmtp });
    const sends = trace<SendMessage>(channelNames.send);
    await wrapTransport(nodemailer.createTransport(server.url)).sendMail(message);
    await wrapTransport(nodemailer.createTransport({ jsonTransport: true })).sendMail(message);
    const starts = sends.filter(({ event }) => event === 'start');
    expect(starts.map((event) => event.message.protocol)).toEqual([lmtp ? 'lmtp' : 'smtp', undefined]);
  });

  test('no secret is on any channel, also where a server repeats it', async () => {
    const all = Object.values(channelNames).flatMap((name) => [name, `tracing:${name}:asyncEnd`]);
    const published = all.map((name) => listen<unknown>(name));
    const server = await start({
      mechanisms: ['PLAIN'],
      script: { auth: ({ command }) => `535 5.7.8 ${command} (correct horse)` },
    });
    const auth = { user: 'alice', pass: 'correct horse' };
    const mailer = wrapTransport(nodemailer.createTransport({ host: server.host, port: server.port, auth }));
    await rejection(mailer.sendMail(message));
    const text = published.map(everythingOf).join('\n');
    expect(text).toContain('[redacted]');
    expect(text).not.toContain('correct horse');
    expect(text).not.toContain(Buffer.from('\0alice\0correct horse').toString('base64'));
  });
});
