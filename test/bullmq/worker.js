// A worker process of its own, to be killed: node worker.js '{ "queue": …, "redis": …, "smtp": …, "wrap": …, "worker": … }'
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { closeGracefully, createMailWorker } from 'nodemailer-smtp-errors/bullmq';

const { queue, redis, smtp, wrap, worker: options } = JSON.parse(process.argv[2] ?? '{}');
const mailer = wrapTransport(nodemailer.createTransport(smtp), wrap);
const worker = createMailWorker(queue, mailer, { connection: redis, ...options });
// Redis goes away on purpose.
worker.on('error', () => undefined);
process.once('SIGTERM', async () => {
  await closeGracefully(worker);
  mailer.close();
});
await worker.waitUntilReady();
console.log('ready');
