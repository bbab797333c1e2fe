import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import nodemailer from 'nodemailer';

const message = { from: 'a@example.com', to: 'b@example.com', subject: 'bench', text: 'Hello\n'.repeat(20) };

/** Starts the server of the benchmarks. */
export async function startSinkServer() {
  const child = fork(fileURLToPath(new URL('./sink-server.js', import.meta.url)));
  const [port] = await once(child, 'message');
  return { port: Number(port), stop: () => child.kill() };
}

/** @param {number} port */
export function createPool(port) {
  return nodemailer.createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: 5,
    maxMessages: Number.POSITIVE_INFINITY,
  });
}

/**
 * Sends so many messages, never more than fifty at once.
 *
 * @param {{ sendMail(message: object): Promise<unknown> }} mailer
 * @param {number} count
 */
export async function send(mailer, count) {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await mailer.sendMail(message);
    }
  };
  await Promise.all(Array.from({ length: 50 }, worker));
}
