import { Readable } from 'node:stream';
import nodemailer from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { drop, type Script, type ScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { mail } from './helpers/both-ways.js';
import { rejection } from './helpers/collect.js';
import { nodemailerHas } from './helpers/nodemailer-version.js';
import { start } from './helpers/start.js';

/** A script whose server says nothing in one phase until it is told to go on, and then goes on as ever. */
function pausing(phase: 'greeting' | 'ehlo' | 'mail' | 'data') {
  let reached: () => void = () => undefined;
  let goOn: () => void = () => undefined;
  const pause = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const gate = new Promise<undefined>((resolve) => {
    goOn = () => resolve(undefined);
  });
  const script: Script = {
    [phase]: () => {
      reached();
      return gate;
    },
  };
  return { script, pause, goOn };
}

/** The phases in which MAIL was not sent yet. */
const beforeMail: readonly string[] = ['greeting', 'ehlo'];

function mailCommands({ sessions }: ScriptedServer): readonly string[] {
  return sessions.flatMap(({ commands }) => commands.filter((line) => line.startsWith('MAIL')));
}

test('a pool whose server hangs up before its greeting gives up, and does not knock for ever', async () => {
  const server = await start({ script: { greeting: drop() } });
  const { host, port } = server;
  // Nodemailer takes its time between two connections since 10.0.12.
  const requeues = nodemailerHas('waits between connections') ? { maxRequeues: 1 } : {};
  const mailer = wrapTransport(nodemailer.createTransport({ host, port, pool: true, ...requeues }), {
    retry: false,
  });
  expect(await rejection(mailer.sendMail(mail))).toMatchObject({
    kind: 'ConnectionClosed',
    delivery: 'not-sent',
    retry: { safe: true },
  });
  expect(server.sessions.length).toBeLessThanOrEqual(6);
  mailer.close();
});

describe('a message that was given up does not go out when the server speaks again', () => {
  for (const pool of [false, true]) {
    test.each(['greeting', 'ehlo', 'mail', 'data'] as const)(
      `silent at %s (pool: ${pool})`,
      async (phase) => {
        const { script, pause, goOn } = pausing(phase);
        const server = await start({ script });
        const options = { host: server.host, port: server.port, pool, maxConnections: 1 };
        const mailer = wrapTransport(nodemailer.createTransport(options), { retry: false });
        const controller = new AbortController();
        const sent = rejection(mailer.sendMail({ ...mail, signal: controller.signal }));
        await pause;
        controller.abort();
        expect(await sent).toMatchObject({ kind: 'SendAborted', delivery: 'not-sent' });
        goOn();
        await server.until(({ sessions }) => sessions.every(({ state }) => state === 'closed'));
        expect(server.messages).toEqual([]);
        expect(mailCommands(server).length).toBe(beforeMail.includes(phase) ? 0 : 1);
        // Nor does it keep others from going out.
        await mailer.sendMail({ ...mail, subject: 'Another' });
        expect(server.messages).toHaveLength(1);
        mailer.close();
      },
    );
  }

  test('in the queue of a pool: it never gets a connection', async () => {
    const { script, pause, goOn } = pausing('mail');
    const server = await start({ script });
    const options = { host: server.host, port: server.port, pool: true, maxConnections: 1 };
    const mailer = wrapTransport(nodemailer.createTransport(options), { retry: false });
    const controller = new AbortController();
    const first = mailer.sendMail(mail);
    const second = rejection(mailer.sendMail({ ...mail, signal: controller.signal }));
    await pause;
    controller.abort();
    expect(await second).toMatchObject({ kind: 'SendAborted', delivery: 'not-sent' });
    goOn();
    await first;
    await mailer.sendMail(mail);
    expect(server.messages).toHaveLength(2);
    expect(server.sessions).toHaveLength(1);
    mailer.close();
  });
});

test('a message that is aborted while its pool makes a connection leaves none behind', async () => {
  const { script, goOn } = pausing('greeting');
  const server = await start({ script });
  const controller = new AbortController();
  const getSocket: SMTPPool.Options['getSocket'] = (_options, callback) => {
    controller.abort();
    callback(null, false);
  };
  const options = { host: server.host, port: server.port, pool: true, getSocket } as const;
  const mailer = wrapTransport(nodemailer.createTransport(options), { retry: false });
  const sent = mailer.sendMail({ ...mail, signal: controller.signal });
  expect(await rejection(sent)).toMatchObject({ kind: 'SendAborted', delivery: 'not-sent' });
  goOn();
  await mailer.sendMail(mail);
  mailer.close();
  await server.until(({ sessions }) => sessions.every(({ state }) => state === 'closed'));
  expect(mailCommands(server)).toHaveLength(1);
});

describe.runIf(nodemailerHas('forced closing'))('a pool that is closed by force while it connects', () => {
  test.each(['greeting', 'mail', 'data'] as const)(
    'sends nothing over that connection, once it said that it failed (at %s)',
    async (phase) => {
      const { script, goOn } = pausing(phase);
      const server = await start({ script });
      const { host, port } = server;
      const getSocket: SMTPPool.Options['getSocket'] = (_options, callback) => {
        mailer.close({ force: true });
        callback(null, false);
      };
      const transport = nodemailer.createTransport({ host, port, pool: true, getSocket });
      const mailer = wrapTransport(transport, { retry: false });
      expect(await rejection(mailer.sendMail(mail))).toMatchObject({
        kind: 'ConnectionClosed',
        delivery: 'not-sent',
      });
      goOn();
      await server.until(
        ({ sessions, messages }) => messages.length > 0 || sessions.every(({ state }) => state === 'closed'),
      );
      expect(server.messages).toEqual([]);
      expect(mailCommands(server).length).toBeLessThanOrEqual(beforeMail.includes(phase) ? 0 : 1);
    },
  );
});

describe('a message whose signal was aborted before it was given to sendMail', () => {
  let asked = 0;
  const own = { name: 'own', version: '1', send: () => asked++ };
  test.each([{}, { pool: true }, { jsonTransport: true }, own])(
    'asks nobody and reads nothing: %o',
    async (transport) => {
      const server = await start();
      const { host, port } = server;
      const mailer = wrapTransport(nodemailer.createTransport(Object({ host, port, ...transport })));
      const never = new Readable({ read: () => asked++ });
      for (const attachments of [[], [{ content: never }]]) {
        const sent = mailer.sendMail({ ...mail, attachments, signal: AbortSignal.abort() });
        expect(await rejection(sent)).toMatchObject({ kind: 'SendAborted', delivery: 'not-sent' });
      }
      expect(asked).toBe(0);
      expect(server.sessions).toEqual([]);
      mailer.close();
    },
  );
});
