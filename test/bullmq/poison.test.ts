import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { expect, onTestFinished, test } from 'vitest';
import { start } from '../helpers/start.js';
import { describeWithRedis } from './redis.js';
import { type MailQueue, useRedis } from './setup.js';

/** A bad job first, with a good one behind it; what became of them. */
async function goesOn(mail: MailQueue, bad: object) {
  const first = await mail.add(bad, { attempts: 3, backoff: { type: 'mail', delay: 1 } });
  const second = await mail.add();
  const ended = await Promise.all([mail.ended(first), mail.ended(second)]);
  return Promise.all(ended.map((job) => job.getState()));
}

describeWithRedis('no message stops a queue', () => {
  const { openQueue } = useRedis();

  test.each([
    ['rcpt', '530 5.7.1 Authentication required'],
    ['rcpt', '535 5.7.8 Authentication failed'],
    ['mail', '530 5.7.1 Authentication required'],
    ['mail', '535 5.7.8 Authentication failed'],
  ])('at %s: %s', async (phase, reply) => {
    let first = true;
    const refuse = () => {
      const says = first ? reply : 'ok';
      first = false;
      return says;
    };
    const server = await start({ accounts: { alice: 'secret' }, script: { [phase]: refuse } });
    const mail = await openQueue();
    mail.work(server);
    expect(await goesOn(mail, {})).toEqual(['failed', 'completed']);
    expect(server.messages).toHaveLength(1);
  });

  test.each([
    [
      'AccessDeniedException',
      'User app is not authorized to perform ses:SendEmail on identity/other.example',
    ],
    ['ConfigurationSetSendingPausedException', 'Sending is paused for configuration set other'],
    ['SendingPausedException', 'Sending is paused for this account'],
  ])('by Amazon SES, whether it was read or not: %s', async (name, text) => {
    const mail = await openQueue();
    const sent: string[] = [];
    type Mail = { data: { subject: string } };
    const transport = {
      name: 'SES',
      version: '1',
      send({ data }: Mail, done: (error: Error | null, info?: object) => void) {
        sent.push(data.subject);
        if (data.subject === 'bad') done(Object.assign(new Error(text), { name, code: 'ESES' }));
        else done(null, { messageId: 'x' });
      },
    };
    mail.workWith(wrapTransport(nodemailer.createTransport(transport), { retry: false }));
    expect(await goesOn(mail, { subject: 'bad' })).toEqual(['failed', 'completed']);
    expect(sent).toEqual(['bad', 'Hello']);
  });

  test('and what sendmail has queued goes out once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mail-sendmail-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'sendmail');
    const taken = join(folder, 'taken');
    writeFileSync(path, `#!/bin/sh\ncat > /dev/null; echo x >> ${taken}; exit 75\n`);
    chmodSync(path, 0o755);
    const mail = await openQueue();
    mail.workWith(wrapTransport(nodemailer.createTransport({ sendmail: true, path })));
    const job = await mail.ended(await mail.add({}, { attempts: 4, backoff: { type: 'mail', delay: 1 } }));
    expect(job.progress).toMatchObject({ lastFailure: { delivery: 'unknown' } });
    expect(readFileSync(taken, 'utf8')).toBe('x\n');
  });
});
