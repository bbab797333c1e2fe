import type { Worker } from 'bullmq';

/**
 * Closes a mail worker: it takes no more jobs, messages that are on their way end, and every other
 * job that it holds (waiting for a retry, a login or a connection) goes back to the queue at once,
 * without an attempt used.
 *
 * @param worker A worker with a processor of `createMailProcessor`.
 * @returns Resolves when the worker is closed. Close the transporter after that.
 *
 * @example
 * ```ts
 * process.once('SIGTERM', async () => {
 *   await closeGracefully(worker);
 *   mailer.close();
 * });
 * ```
 */
export async function closeGracefully(worker: Pick<Worker, 'close' | 'cancelAllJobs'>): Promise<void> {
  const closed = worker.close();
  worker.cancelAllJobs('The worker is closing');
  await closed;
}
