import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { describe, expect, test } from 'vitest';
import { drop, type Script } from '../src/testing/index.js';
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
