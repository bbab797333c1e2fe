import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { addMail, createMailProcessor, mailBackoff, mailJob } from 'nodemailer-smtp-errors/bullmq';
import { describe, expect, test } from 'vitest';
import { start } from '../helpers/start.js';
import { describeWithRedis } from './redis.js';
import { message, useRedis } from './setup.js';

const accounts = { alice: 'secret' };
const messageIds = (messages: readonly { raw: Buffer }[]) =>
  messages.map(({ raw }) => /^Message-ID: (.*)\r$/im.exec(raw.toString())?.[1]);

describeWithRedis('a job that is a message', () => {
  const { openQueue } = useRedis();

  test('is delivered once, and its result says to how many, and to whom only where that was asked for', async () => {
    const server = await start({
      accounts,
      script: { rcpt: [undefined, '550 5.1.1 <eve@example.com> unknown'] },
    });
    const mail = await openQueue();
    const worker = mail.work(server);
    const first = await mail.ended(await mail.add({ to: 'bob@example.com, eve@example.com' }));
    expect(first.returnvalue).toEqual({ messageId: first.data.messageId, accepted: 1, rejected: 1 });
    await worker.close();

    mail.work(server, { addresses: 'domain' });
    const second = await mail.ended(await mail.add());
    expect(second.returnvalue.recipients).toEqual([{ address: '***@example.com', outcome: 'accepted' }]);
    expect(server.messages).toHaveLength(2);
  });

  test('goes back to the queue for as long as the server asks, when that is safe', async () => {
    const server = await start({
      accounts,
      script: { rcpt: ['451 4.7.1 Greylisted, try again in 7 minutes'] },
    });
    const mail = await openQueue();
    mail.work(server);
    const job = await mail.add();
    await new Promise((resolve) => mail.events.once('delayed', resolve));
    const delayed = await mail.look(job);
    expect(delayed).toMatchObject({
      delay: 420_000,
      attemptsMade: 1,
      progress: { lastFailure: { kind: 'RateLimited', reason: 'rate.greylisted', retry: { safe: true } } },
    });
    await delayed.promote();
    expect(await (await mail.ended(job)).getState()).toBe('completed');
  });

  test('fails at once when another try is useless, with a sentence that stands alone', async () => {
    const server = await start({
      accounts,
      script: { rcpt: '550 5.1.1 <bob@example.com>: no such user here' },
    });
    const mail = await openQueue();
    mail.work(server);
    const job = await mail.ended(await mail.add());
    expect(await job.getState()).toBe('failed');
    expect(job).toMatchObject({
      attemptsMade: 1,
      failedReason:
        'The recipient does not exist at that server. Check the address, its domain as well, for typing mistakes. [550 5.1.1 in answer to RCPT TO]',
      progress: {
        lastFailure: {
          kind: 'RecipientRejected',
          reason: 'recipient.unknown',
          delivery: 'not-sent',
          remediation: { audience: 'sender', summary: expect.any(String), steps: expect.any(Array) },
        },
      },
    });
    expect(JSON.stringify({ ...job.asJSON(), data: undefined })).not.toMatch(/bob|no such user/);
  });

  test('is not sent again once the server may have it', async () => {
    const server = await start({
      accounts,
      script: { 'final-dot': { says: '', ending: 'drop', takesEffect: true } },
    });
    const mail = await openQueue();
    mail.work(server);
    const job = await mail.ended(await mail.add());
    expect(job.progress).toMatchObject({ lastFailure: { kind: 'DeliveryUnknown', delivery: 'unknown' } });
    await job.retry();
    expect((await mail.ended(job)).failedReason).toMatch(/^The worker that was sending this message stopped/);
    expect(server.messages).toHaveLength(1);
  });

  test('is sent again after a refusal at the final dot: nobody has it', async () => {
    const server = await start({
      accounts,
      script: { 'final-dot': ['451 4.3.0 Not now', '452 4.3.1 Disk full'] },
    });
    const mail = await openQueue();
    mail.work(server, { wrap: { retry: { retries: 1, minTimeout: 1 } } });
    const job = await mail.ended(await mail.add({}, { backoff: { type: 'mail', delay: 1 } }));
    expect(await job.getState()).toBe('completed');
    expect(job.attemptsMade).toBe(2);
    expect(server.messages).toHaveLength(1);
  });

  test('keeps its Message-ID over all attempts, however it was added', async () => {
    const refused = new Set<string | undefined>();
    const rcpt = ({ recipient }: { recipient: string | undefined }) =>
      refused.size < refused.add(recipient).size ? '451 4.3.0 Not now' : 'ok';
    const server = await start({ accounts, script: { rcpt } });
    const mail = await openQueue();
    const backoff = { type: 'mail', delay: 1 };
    const jobs = [
      await mail.add({ to: '1@example.com' }, { backoff }),
      await mail.add({ to: '2@example.com', messageId: '<own@example.com>' }, { backoff }),
      await mail.add({ to: '3@example.com', headers: { 'message-id': '<header@example.com>' } }, { backoff }),
      await mail.queue.add('mail', { ...message, to: '4@example.com' }, { backoff, attempts: 2 }),
    ];
    const first: string[] = [];
    const worker = mail.work(server);
    worker.on('failed', (_job, error) => first.push(Object(error.cause).messageId));
    await Promise.all(jobs.map((job) => mail.ended(job)));
    const delivered = messageIds(server.messages);
    expect(first.toSorted()).toEqual(delivered.toSorted());
    expect(delivered).toEqual(
      expect.arrayContaining([jobs[0]?.data.messageId, '<own@example.com>', '<header@example.com>']),
    );
    expect(new Set(delivered).size).toBe(4);
  });

  test('ends when it is cancelled, unless its message is on its way', async () => {
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const hold = async () => {
      await held;
      return 'ok';
    };
    const server = await start({ accounts, script: { mail: [undefined, hold], 'final-dot': [hold] } });
    const mail = await openQueue();
    const worker = mail.work(server, { concurrency: 2 });
    const onItsWay = await mail.add();
    await server.until(({ sessions }) => sessions.some(({ commands }) => commands.includes('.')));
    const notYet = await mail.add();
    await server.until(({ sessions }) => sessions[1]?.commands.at(-1)?.startsWith('MAIL') === true);
    worker.cancelAllJobs();
    expect(await mail.ended(notYet)).toMatchObject({ progress: { lastFailure: { kind: 'SendAborted' } } });
    goOn();
    expect(await (await mail.ended(onItsWay)).getState()).toBe('completed');
    expect(server.messages).toHaveLength(1);
  });

  test('is marked over transports that are no SMTP, too', async () => {
    const mail = await openQueue();
    const sent: unknown[] = [];
    const transport = {
      name: 'api',
      version: '1',
      send: (data: { data: object }, done: (error: Error | null, info?: object) => void) => {
        sent.push(data.data);
        const hungUp = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
        // In the very turn nobody can have sent anything yet.
        if (sent.length === 1) setImmediate(done, hungUp);
        else done(null, { messageId: 'x' });
      },
    };
    const mailer = wrapTransport(nodemailer.createTransport(transport), { retry: false });
    mail.workWith(mailer);
    const [unknown, known] = [await mail.ended(await mail.add()), await mail.ended(await mail.add())];
    expect(unknown.progress).toMatchObject({ lastFailure: { delivery: 'unknown' } });
    expect(await known.getState()).toBe('completed');
    await unknown.retry();
    await mail.ended(unknown);
    expect(sent).toHaveLength(2);
  });

  test('brings its attachments through the queue', async () => {
    const server = await start({ accounts });
    const mail = await openQueue();
    mail.work(server);
    const content = Buffer.from('PK\u0003\u0004 not quite a zip file');
    const attachments = [{ filename: 'a.zip', content }];
    await mail.ended(await mail.add({ attachments }));
    await mail.ended(await mail.queue.add('mail', { ...message, attachments }));
    expect(server.messages).toHaveLength(2);
    for (const { raw } of server.messages) expect(raw.toString()).toContain(content.toString('base64'));
  });
});

describe('without a Redis', () => {
  test('a mailer that was not wrapped is a clear error', () => {
    const bare = nodemailer.createTransport({ host: '127.0.0.1' });
    const sentence = /Expected mailer to be a transporter that went through wrapTransport; got an object/;
    expect(() => createMailProcessor(bare)).toThrow(sentence);
    expect(() => createMailProcessor(wrapTransport(bare))).not.toThrow();
  });

  test.each([
    [
      { confirm: true },
      'Expected options to have only addresses, hashKey, confirmDelivery, allow; it has confirm.',
    ],
    [{ confirmDelivery: 'yes' }, 'Expected confirmDelivery to be a function; got "yes".'],
    [
      { addresses: 'some' },
      'Expected addresses to be one of none, domain, hash, full, or true or false; got "some".',
    ],
  ])('%o gets a sentence', (options, sentence) => {
    const mailer = wrapTransport(nodemailer.createTransport({ host: '127.0.0.1' }));
    expect(() => Reflect.apply(createMailProcessor, undefined, [mailer, options])).toThrow(sentence);
  });

  test('a message that no queue can keep is refused when it is added', () => {
    const attachments = [{ content: process.stdin }];
    expect(() => mailJob({ ...message, attachments })).toThrow(
      /Expected message\.attachments\[0\]\.content to be something that a queue can keep: text, a Buffer, a path, a URL; got/,
    );
    expect(() => addMail({ add: () => Promise.reject() }, [])).toThrow(TypeError);
  });

  test('the backoff grows from the job’s own delay, up to an hour', () => {
    const job = { opts: { backoff: { type: 'mail', delay: 1000 } } };
    const wait = (attemptsMade: number) =>
      Reflect.apply(mailBackoff, undefined, [attemptsMade, 'mail', new Error(), job]);
    for (const [attempt, longest] of [
      [1, 1000],
      [3, 4000],
      [30, 3_600_000],
    ] as const) {
      expect(wait(attempt)).toBeLessThanOrEqual(longest);
      expect(wait(attempt)).toBeGreaterThanOrEqual(longest / 2);
    }
  });
});
