import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { failover } from 'nodemailer-smtp-errors/failover';
import { expect, test } from 'vitest';
import { start } from '../helpers/start.js';
import { describeWithRedis } from './redis.js';
import { useRedis } from './setup.js';

const auth = { user: 'alice', pass: 'secret' };

describeWithRedis('a worker with a failover', () => {
  const { openQueue } = useRedis();

  test('delivers while one login is refused, suspends nothing, and marks a job when its message goes out', async () => {
    const marks: (string | null)[] = [];
    const mark = async () => {
      marks.push(await mail.field(job, 'mail:sender'));
      return 'ok' as const;
    };
    const refusing = await start({ accounts: { alice: 'other' } });
    const good = await start({ script: { data: mark, 'final-dot': mark } });
    const [first, second] = [
      nodemailer.createTransport({ host: refusing.host, port: refusing.port, auth }),
      nodemailer.createTransport({ host: good.host, port: good.port }),
    ].map((transporter) => wrapTransport(transporter, { retry: false }));
    if (!first || !second) throw new Error('no transporters');
    const mail = await openQueue();
    const job = await mail.add();
    mail.workWith(nodemailer.createTransport(failover([first, second])));
    expect(await (await mail.ended(job)).getState()).toBe('completed');
    expect(marks).toEqual([null, expect.any(String)]);
    expect(await (await mail.ended(await mail.add())).getState()).toBe('completed');
    expect(good.messages).toHaveLength(2);
    expect(refusing.logins).toHaveLength(1);
  });
});
