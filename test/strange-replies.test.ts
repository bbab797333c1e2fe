import { accepting, refusing } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import {
  contradictions,
  type Mode,
  mail,
  mailerFor,
  sendOnce,
  settle,
  startFor,
} from './helpers/send-once.js';

describe('a reply to the final dot that SMTP does not have refuses nothing', () => {
  const modes: readonly Mode[] = ['plain', 'pool', 'tls', 'lmtp'];

  test.each(modes)('999 from a server that took the message: nobody can know (%s)', async (mode) => {
    const outcome = await sendOnce({ mode, script: { 'final-dot': accepting('999 Sorry') } });
    expect(contradictions(outcome)).toEqual([]);
    expect(outcome).toMatchObject({
      accepted: 1,
      error: { kind: 'DeliveryUnknown', delivery: 'unknown', retry: { safe: false } },
    });
  });

  test('999 for one of two recipients over LMTP: nobody can know', async () => {
    const outcome = await sendOnce({
      mode: 'lmtp',
      script: {
        'final-dot': ({ recipient }) => (recipient === 'carol@example.com' ? accepting('999 Sorry') : 'ok'),
      },
      message: { to: ['bob@example.com', 'carol@example.com'] },
    });
    expect(contradictions(outcome)).toEqual([]);
    expect(outcome).toMatchObject({ accepted: 1, error: { kind: 'DeliveryUnknown', delivery: 'unknown' } });
  });
});

describe('a reply to RCPT that only looks like an acceptance accepts nobody', () => {
  const to = ['bob@example.com', 'carol@example.com'];
  const modes: readonly Mode[] = ['plain', 'pool', 'tls'];

  test.each(['200 OK', '25'])('%s to one of two: nobody knows who has the message', async (reply) => {
    const answer = refusing({ says: Buffer.from(`${reply}\r\n`) });
    const outcome = await sendOnce({
      mode: 'plain',
      script: { rcpt: ({ recipient }) => (recipient === 'carol@example.com' ? answer : 'ok') },
      message: { to },
    });
    expect(outcome).toMatchObject({ accepted: 1, error: { kind: 'DeliveryUnknown', delivery: 'unknown' } });
  });

  test.each(modes)('221 to one of two: the message is out, and nobody knows to whom (%s)', async (mode) => {
    const outcome = await sendOnce({
      mode,
      script: { rcpt: ({ recipient }) => (recipient === 'carol@example.com' ? '221 2.0.0 Bye' : 'ok') },
      message: { to },
    });
    expect(contradictions(outcome)).toEqual([]);
    expect(outcome).toMatchObject({
      accepted: 1,
      error: { kind: 'DeliveryUnknown', delivery: 'unknown', reply: { code: 221 }, retry: { safe: false } },
    });
  });

  test.each(modes)('the only one, and it is taken: who else could it be (%s)', async (mode) => {
    const outcome = await sendOnce({ mode, script: { rcpt: accepting('221 2.0.0 Bye') } });
    expect(outcome).toMatchObject({ accepted: 1, response: expect.stringMatching(/^250/) });
  });

  test('said to one message, it says nothing of the next one', async () => {
    await using server = await startFor('pool', { rcpt: ['ok', '221 2.0.0 Bye'] });
    const mailer = mailerFor(server, 'pool', { maxConnections: 1 });
    expect((await settle(mailer.sendMail({ ...mail, to }))).error).toMatchObject({ delivery: 'unknown' });
    expect((await settle(mailer.sendMail({ ...mail, to }))).response).toMatch(/^250/);
    mailer.close();
  });
});
