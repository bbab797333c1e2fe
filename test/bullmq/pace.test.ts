import { once } from 'node:events';
import type { Job } from 'bullmq';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { mailJob } from 'nodemailer-smtp-errors/bullmq';
import { expect, test, vi } from 'vitest';
import type { Script } from '../../src/bullmq/scripts.js';
import { startThrottledServer } from '../helpers/throttled-server.js';
import { describeWithRedis } from './redis.js';
import { eventually, type MailQueue, message, useRedis } from './setup.js';

/** The throttled server has no logins. */
const transport = { auth: undefined };

const numbers = (count: number) => Array.from({ length: count }, (_, number) => `No. ${number}`);

function addMany(mail: MailQueue, count: number): Promise<Job[]> {
  return mail.queue.addBulk(numbers(count).map((subject) => mailJob({ ...message, subject })));
}

const find: Script = {
  name: 'findPace',
  numberOfKeys: 1,
  lua: `
local keys = redis.call('KEYS', KEYS[1])
return keys[1] and redis.call('HGETALL', keys[1]) or {}
`,
};

/** What the workers of a queue keep of their server in Redis. */
async function paceOf({ queue }: MailQueue): Promise<Record<string, string>> {
  const client = await queue.getBackend().client;
  client.defineCommand(find.name, find);
  const all: string[] = Object(await client.runCommand(find.name, [queue.toKey('mail:pace:*')]));
  return Object.fromEntries(all.flatMap((name, i) => (i % 2 === 0 ? [[name, all[i + 1] ?? '']] : [])));
}

const workersIn = (pace: Record<string, string>) =>
  Object.entries(pace).flatMap(([name, value]) => (name.startsWith('worker:') ? [JSON.parse(value)] : []));

describeWithRedis('the pace of several workers', () => {
  // A loaded machine takes its time to start three processes.
  vi.setConfig({ testTimeout: 60_000 });
  const { redis, openQueue } = useRedis();

  test('is one: everything arrives, once, and few are refused', async () => {
    await using server = await startThrottledServer({ connections: 3, perSecond: 60 });
    const mail = await openQueue();
    const worker = { concurrency: 10, lockDuration: 30_000 };
    await Promise.all(numbers(3).map(() => mail.spawn(server, { wrap: {}, transport, worker })));
    await eventually(async () => workersIn(await paceOf(mail)).length).toBe(3);
    const jobs = await addMany(mail, 120);
    await Promise.all(jobs.map((job) => mail.ended(job)));
    expect(server.taken.toSorted()).toEqual(numbers(120).toSorted());
    // Each of them alone was refused more often than that.
    expect(server.seen.refusals).toBeLessThan(40);
  });

  test('a limit that takes long is asked about by nobody, whoever was told', async () => {
    await using server = await startThrottledServer({
      toMail: () => '450 4.7.1 Rate limit exceeded, try again in 2 hours',
    });
    const mail = await openQueue();
    await mail.spawn(server, { wrap: { retry: false }, transport });
    const told = await mail.add();
    await eventually(() => told.isDelayed()).toBe(true);
    await eventually(async () => Number((await paceOf(mail))['until'])).toBeGreaterThan(Date.now());
    await mail.spawn(server, { wrap: { retry: false }, transport });
    const others = await addMany(mail, 4);
    await eventually(() => mail.queue.getDelayedCount()).toBe(5);
    expect(server.seen.mails).toBe(1);
    const { progress } = await mail.look(others[0] ?? told);
    expect(progress).toMatchObject({ lastFailure: { reason: 'rate.limited', delivery: 'not-sent' } });
  });

  test('what a worker had that was killed goes to the others, and a new one gets its share', async () => {
    await using server = await startThrottledServer({ perSecond: 20 });
    const mail = await openQueue();
    const worker = { concurrency: 20, lockDuration: 30_000 };
    const [victim] = await Promise.all([
      mail.spawn(server, { wrap: {}, transport, worker }),
      mail.spawn(server, { wrap: {}, transport, worker }),
    ]);
    await addMany(mail, 1000);
    const shares = async () => {
      const pace = await paceOf(mail);
      const all = Number(pace['rate']);
      return workersIn(pace).map(({ rate }) => Math.round((10 * rate) / all) / 10);
    };
    await eventually(shares).toEqual([0.5, 0.5]);
    await victim?.end('SIGKILL');
    await eventually(shares).toEqual([1]);
    await mail.spawn(server, { wrap: {}, transport, worker });
    await eventually(shares).toEqual([0.5, 0.5]);
  });

  test('without Redis each goes on at the pace that it knows, and nothing is lost', async () => {
    await using server = await startThrottledServer({ connections: 2, perSecond: 60 });
    const mail = await openQueue();
    const { host, port } = server;
    const mailer = wrapTransport(nodemailer.createTransport({ host, port }));
    const worker = mail.workWith(mailer, { concurrency: 5, lockDuration: 3000 });
    const jobs = await addMany(mail, 60);
    await vi.waitUntil(() => server.taken.length > 20, { timeout: 15_000 });
    await redis.kill();
    // What stays within the process is sent as before.
    await mailer.sendMail({ ...message, subject: 'Meanwhile' });
    await redis.start();
    await Promise.all(jobs.map((job) => mail.ended(job)));
    expect(new Set(server.taken)).toEqual(new Set([...numbers(60), 'Meanwhile']));
    expect(server.taken).toHaveLength(61);
    const closed = once(worker, 'closed');
    await worker.close();
    await closed;
    mailer.close();
  });
});
