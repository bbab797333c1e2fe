import { type Job, type JobsOptions, Queue, QueueEvents } from 'bullmq';
import nodemailer from 'nodemailer';
import { type WrapOptions, wrapTransport } from 'nodemailer-smtp-errors';
import {
  addMail,
  closeGracefully,
  createMailWorker,
  type MailWorker,
  type MailWorkerOptions,
} from 'nodemailer-smtp-errors/bullmq';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { ScriptedServer } from '../../src/testing/index.js';
import { TestRedis } from './redis.js';

export const message = { from: 'app@example.com', to: 'bob@example.com', subject: 'Hello', text: 'Hello' };

/** What a test does with a queue; all of it is closed when the test ends. */
export interface MailQueue {
  readonly name: string;
  readonly queue: Queue;
  readonly events: QueueEvents;
  /** Adds a message, by default {@link message}. */
  add(parts?: object, options?: JobsOptions): Promise<Job>;
  /** Starts a worker in this process. */
  work(server: ScriptedServer, options?: WorkOptions): MailWorker;
  /** The job, when it has completed or failed. */
  ended(job: Job): Promise<Job>;
  /** The job as Redis has it. */
  look(job: Job): Promise<Job>;
}

/** What {@link MailQueue.work} may be told. */
export interface WorkOptions extends Partial<MailWorkerOptions> {
  readonly wrap?: WrapOptions;
  readonly transport?: object;
}

/** Locks that run out, and are missed, within a test's patience. */
export const impatient = { lockDuration: 600, stalledInterval: 200, drainDelay: 1 } as const;

/** One Redis for a file of tests. */
export function useRedis(): { readonly redis: TestRedis; openQueue(): Promise<MailQueue> } {
  const redis = new TestRedis();
  const closing: (() => Promise<unknown>)[] = [];
  let queues = 0;
  beforeAll(() => redis.start());
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  afterAll(() => redis.remove());

  return {
    redis,
    async openQueue() {
      const { connection } = redis;
      const name = `mail-${++queues}`;
      const queue = new Queue(name, { connection });
      const events = new QueueEvents(name, { connection });
      // Redis goes away on purpose.
      queue.on('error', () => undefined);
      events.on('error', () => undefined);
      closing.push(() => Promise.all([queue.close(), events.close()]));
      await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);
      const look = async ({ id = '' }: Job): Promise<Job> => {
        const job: Job | undefined = await queue.getJob(id);
        if (!job) throw new Error(`There is no job ${id}.`);
        return job;
      };
      return {
        name,
        queue,
        events,
        add: (parts, options) => addMail(queue, { ...message, ...parts }, options),
        work(server, { wrap, transport, ...options } = {}) {
          const { host, port } = server;
          const auth = { user: 'alice', pass: 'secret' };
          const settings = { host, port, ...(server.url.includes('lmtp') ? {} : { auth }), ...transport };
          const mailer = wrapTransport(nodemailer.createTransport(settings), { retry: false, ...wrap });
          const worker = createMailWorker(name, mailer, { connection, ...impatient, ...options });
          worker.on('error', () => undefined);
          closing.push(() => closeGracefully(worker).finally(() => mailer.close()));
          return worker;
        },
        async ended(job) {
          await job.waitUntilFinished(events).catch(() => undefined);
          return look(job);
        },
        look,
      };
    },
  };
}
