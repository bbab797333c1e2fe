import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Job, type JobsOptions, Queue, QueueEvents } from 'bullmq';
import nodemailer from 'nodemailer';
import { type WrapOptions, wrapTransport } from 'nodemailer-smtp-errors';
import {
  addMail,
  closeGracefully,
  createMailWorker,
  type MailerLike,
  type MailWorker,
  type MailWorkerOptions,
} from 'nodemailer-smtp-errors/bullmq';
import type { ScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
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
  /** The same with a mailer of the test's own. */
  workWith(mailer: MailerLike, options?: Partial<MailWorkerOptions>): MailWorker;
  /** Starts a worker in a process of its own. */
  spawn(server: Address, options?: SpawnOptions): Promise<WorkerProcess>;
  /** The job, when it has completed or failed. */
  ended(job: Job): Promise<Job>;
  /** The job as Redis has it. */
  look(job: Job): Promise<Job>;
  /** What we keep of the job, and BullMQ does not know of. */
  field(job: Job, name: 'mail:sender' | 'mail:result'): Promise<string | null>;
}

/** Where a server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What {@link MailQueue.work} may be told. */
export interface WorkOptions extends Partial<MailWorkerOptions> {
  readonly wrap?: WrapOptions;
  readonly transport?: object;
}

/** What {@link MailQueue.spawn} may be told: plain data. */
export interface SpawnOptions {
  readonly pass?: string;
  readonly transport?: object;
  readonly wrap?: WrapOptions;
  readonly worker?: Partial<MailWorkerOptions>;
}

/** A worker in a process of its own. */
export interface WorkerProcess {
  /** Sends it a signal, and resolves with its exit code or the signal that ended it. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string | null>;
  /** Only sends it. */
  signal(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): void;
}

/** Locks that run out, and are missed, within a test's patience. */
export const impatient = { lockDuration: 600, stalledInterval: 200, drainDelay: 1 } as const;

const workerFile = fileURLToPath(new URL('worker.js', import.meta.url));

/** For what only asking tells. */
export function eventually<T>(ask: () => T) {
  return expect.poll(ask, { interval: 10, timeout: 15_000 });
}

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
      const workWith: MailQueue['workWith'] = (mailer, options) => {
        const worker = createMailWorker(name, mailer, { connection, ...impatient, ...options });
        worker.on('error', () => undefined);
        closing.push(() => closeGracefully(worker));
        return worker;
      };
      return {
        name,
        workWith,
        queue,
        events,
        add: (parts, options) => addMail(queue, { ...message, ...parts }, options),
        work(server, { wrap, transport, ...options } = {}) {
          const { host, port } = server;
          const auth = { user: 'alice', pass: 'secret' };
          const settings = { host, port, ...(server.url.includes('lmtp') ? {} : { auth }), ...transport };
          const mailer = wrapTransport(nodemailer.createTransport(settings), { retry: false, ...wrap });
          closing.push(async () => mailer.close());
          return workWith(mailer, options);
        },
        async spawn(server, { pass = 'secret', transport, wrap = { retry: false }, worker } = {}) {
          const { host, port } = server;
          const config = {
            queue: name,
            redis: connection,
            smtp: { host, port, auth: { user: 'alice', pass }, ...transport },
            wrap,
            worker: { ...impatient, ...worker },
          };
          const child = spawn(process.execPath, [workerFile, JSON.stringify(config)], {
            stdio: ['ignore', 'pipe', 'inherit'],
          });
          const exited = once(child, 'exit');
          const end = async (signal: NodeJS.Signals) => {
            child.kill(signal);
            const [code, by] = await exited;
            return by ?? code;
          };
          closing.push(() => end('SIGKILL'));
          await once(child.stdout, 'data');
          child.stdout.resume();
          return { end, signal: (signal) => void child.kill(signal) };
        },
        async ended(job) {
          // It listens on both.
          queue.setMaxListeners(0);
          events.setMaxListeners(0);
          await job.waitUntilFinished(events).catch(() => undefined);
          return look(job);
        },
        look,
        field: async (job, field) => {
          const client = await queue.getBackend().client;
          return client.hget(queue.toKey(job.id ?? ''), field);
        },
      };
    },
  };
}
