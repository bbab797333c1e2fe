import type { Worker } from 'bullmq';
import { loginMark } from '../nodemailer/login.js';
import { wrappedMailer } from '../nodemailer/wrapped.js';
import { SUSPENDED } from './ledger.js';
import { redisQueue, runScript } from './queue-of.js';
import { resumeScript } from './scripts.js';
import { sharePace } from './shared-pace.js';

/** What a worker is started by: BullMQ's own, whatever its jobs are. */
type Startable = Pick<Worker, 'qualifiedName' | 'closing' | 'run' | 'emit'>;

/**
 * Lets a worker take jobs. Where BullMQ's `limiter` holds the queue back for a login that was refused
 * with other credentials than this worker has, it first ends that.
 */
export async function startWorker(worker: Startable, mailer: unknown): Promise<void> {
  await resume(worker, mailer).catch(() => undefined);
  if (worker.closing) return;
  await worker.run().catch((error: unknown) => worker.emit('error', Object(error)));
}

async function resume(worker: Startable, mailer: unknown): Promise<void> {
  const wrapped = wrappedMailer(mailer);
  if (!wrapped) return;
  const queue = redisQueue(worker);
  const keys = [queue.toKey(SUSPENDED), queue.toKey('limiter')];
  const mark = loginMark(wrapped.mailer.transporter, worker.qualifiedName);
  await runScript(queue, resumeScript, [...keys, mark]);
  await sharePace(queue, wrapped, worker.qualifiedName);
}
