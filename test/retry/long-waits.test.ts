import { setTimeout as delay } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { hang, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';
import { longWait } from '../../src/long-wait.js';
import { decide } from '../../src/retry/policy.js';
import { rejection } from '../helpers/collect.js';

const YEARS = 2 ** 40;

test.each([2 ** 31, YEARS, Number.MAX_VALUE])(
  'a wait of %d ms is one, and ends when it is told to',
  async (ms) => {
    const controller = new AbortController();
    const waited = longWait(ms, controller.signal).then(
      () => 'over',
      (error: Error) => error.name,
    );
    // A timer that takes it for no time at all fires before this one.
    expect(await Promise.race([waited, delay(10, 'waits')])).toBe('waits');
    controller.abort();
    expect(await waited).toBe('AbortError');
  },
);

test('a deadline may be years away', async () => {
  await using server = await startScriptedServer({ script: { data: hang() } });
  const warnings: string[] = [];
  const warned = ({ name }: Error) => warnings.push(name);
  process.on('warning', warned);
  const mailer = wrapTransport(nodemailer.createTransport({ host: server.host, port: server.port }), {
    deadline: YEARS,
  });
  const controller = new AbortController();
  const message = { from: 'a@example.com', to: 'b@example.com', text: 'Hello' };
  const sending = rejection(mailer.sendMail({ ...message, signal: controller.signal }));
  await server.until(({ sessions }) => sessions[0]?.commands.at(-1) === 'DATA');
  controller.abort();
  expect(await sending).toMatchObject({ reason: 'send.aborted' });
  process.off('warning', warned);
  expect(warnings).not.toContain('TimeoutOverflowWarning');
});

test('whatever the backoff, its waits are numbers', () => {
  const failure = { retry: { safe: true, why: '' }, disposition: 'transient' } as const;
  const huge = Number.MAX_VALUE;
  for (const minTimeout of [0, 1, huge]) {
    for (const factor of [1, huge]) {
      const backoff = { minTimeout, maxTimeout: huge, factor };
      const prospects = { attempt: 9, backoff, remainingMs: Number.POSITIVE_INFINITY, random: 0.5 };
      expect(decide(failure, prospects)).toMatchObject({ again: true, waitMs: expect.any(Number) });
      expect(decide(failure, prospects)).not.toMatchObject({ waitMs: Number.NaN });
    }
  }
});
