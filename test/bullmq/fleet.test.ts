import type { Job } from 'bullmq';
import { mailJob } from 'nodemailer-smtp-errors/bullmq';
import type { ScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect, test, vi } from 'vitest';
import { start } from '../helpers/start.js';
import { describeWithRedis } from './redis.js';
import { eventually, type MailQueue, message, type SpawnOptions, useRedis } from './setup.js';

const JOBS = 60;

/**
 * The third login comes after twice and the fourth after four times as long: to end three processes and to
 * start three others takes a loaded machine some seconds.
 */
const COOL_DOWN_MS = 500;

const refusedLogins = ({ logins }: ScriptedServer) => logins.filter(({ accepted }) => !accepted).length;
const hasMessages = (count: number) => (server: ScriptedServer) => server.messages.length >= count;

function addMany(mail: MailQueue, count: number): Promise<Job[]> {
  const jobs = Array.from({ length: count }, (_, number) =>
    mailJob({ ...message, subject: `Message ${number}` }, { backoff: { type: 'mail', delay: 50 } }),
  );
  return mail.queue.addBulk(jobs);
}

function spawnThree(mail: MailQueue, server: ScriptedServer, options: SpawnOptions) {
  return Promise.all([1, 2, 3].map(() => mail.spawn(server, options)));
}

describeWithRedis('three worker processes', () => {
  // A loaded machine takes its time to start three processes.
  vi.setConfig({ testTimeout: 60_000 });
  const { redis, openQueue } = useRedis();

  test('one killed, and Redis restarted: of 60 messages none is lost, none comes twice, and the uncertain ones are reported', async () => {
    const server = await start({ accounts: { alice: 'secret' } });
    const mail = await openQueue();
    const jobs = await addMany(mail, JOBS);
    const transport = { pool: true, maxConnections: 5, maxMessages: Number.POSITIVE_INFINITY };
    const [victim] = await spawnThree(mail, server, { transport, worker: { concurrency: 10 } });
    await server.until(hasMessages(15));
    await victim?.end('SIGKILL');
    await server.until(hasMessages(35));
    await redis.kill();
    await redis.start();
    const ended = await Promise.all(jobs.map((job) => mail.ended(job)));

    const copies = new Map<string, number>();
    for (const { raw } of server.messages) {
      const id = /^Message-ID: (.*)\r$/m.exec(raw.toString())?.[1] ?? '';
      copies.set(id, (copies.get(id) ?? 0) + 1);
    }
    const isReported = ({ progress }: Job) => Object(progress).lastFailure?.kind === 'DeliveryUnknown';
    const lost = ended.filter((job) => !copies.has(job.data.messageId) && !isReported(job));
    const twice = [...copies].filter(([, count]) => count > 1);
    const silent = ended.filter(
      (job) => job.failedReason !== undefined && !isReported(job) && job.returnvalue === null,
    );
    expect({ lost: lost.length, twice, silent: silent.map(({ failedReason }) => failedReason) }).toEqual({
      lost: 0,
      twice: [],
      silent: [],
    });
  });

  for (const where of ['server', 'workers']) {
    test(`a wrong password costs four logins at most, and all 60 go out when it is mended at the ${where}`, async () => {
      const accounts = { alice: 'right' };
      const server = await start({ accounts });
      const mail = await openQueue();
      const jobs = await addMany(mail, JOBS);
      const options = {
        transport: { pool: true },
        wrap: { retry: false, loginGuard: { coolDown: COOL_DOWN_MS } },
        // With a limiter BullMQ's own rate limit stops the workers, without one they hear of it.
        // Whoever loses its lock loses its trial, and the next one tries: a loaded machine halts a process for
        // longer than a lock of this file's other tests.
        worker: {
          concurrency: 10,
          lockDuration: 10_000,
          ...(where === 'workers' ? { limiter: { max: 30, duration: 50 } } : {}),
        },
      } as const;
      const workers = await spawnThree(mail, server, { ...options, pass: 'wrong' });
      await server.until((seen) => refusedLogins(seen) === 2);
      if (where === 'server') {
        accounts.alice = 'wrong';
      } else {
        await Promise.all(workers.map((worker) => worker.end('SIGTERM')));
        await spawnThree(mail, server, { ...options, pass: 'right' });
      }
      const ended = await Promise.all(jobs.map((job) => mail.ended(job)));
      expect(refusedLogins(server)).toBeLessThanOrEqual(4);
      expect(server.messages).toHaveLength(JOBS);
      expect(new Set(ended.map(({ attemptsMade }) => attemptsMade))).toEqual(new Set([1]));
    });
  }

  test('SIGTERM: what is on its way ends, and the rest goes back to the queue as if nobody had taken it', async () => {
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const server = await start({
      accounts: { alice: 'secret' },
      script: {
        rcpt: ({ recipient }) =>
          recipient?.startsWith('later') ? '451 4.7.1 Try again in 20 seconds' : 'ok',
        'final-dot': async () => {
          await held;
          return 'ok';
        },
      },
    });
    const mail = await openQueue();
    const later = await mail.add({ to: 'later@example.com' });
    const worker = await mail.spawn(server, {
      wrap: {},
      transport: { pool: true, maxConnections: 1 },
      // Longer than a loaded machine halts a process: whose lock ran out has no job to give back.
      worker: { concurrency: 3, lockDuration: 30_000 },
    });
    await server.until(({ sessions }) =>
      sessions.some(({ commands }) => commands.includes('RCPT TO:<later@example.com>')),
    );
    const now = await mail.add();
    await server.until(({ sessions }) => sessions.some(({ commands }) => commands.includes('.')));
    const behind = await mail.add();
    await eventually(() => mail.queue.getActiveCount()).toBe(3);
    const ended = worker.end('SIGTERM');
    await eventually(() => mail.queue.getWaitingCount()).toBe(2);
    goOn();
    expect(await ended).toBe(0);
    expect(await (await mail.look(now)).getState()).toBe('completed');
    for (const job of [later, behind]) {
      expect(await mail.look(job)).toMatchObject({ attemptsMade: 0 });
      expect(await job.getState()).toBe('waiting');
    }
    expect(server.messages).toHaveLength(1);
  });
});
