// REDIS_URL=redis://localhost:6379 SMTP_URL=smtps://user:password@smtp.example.com node examples/bullmq-worker.js
import nodemailer from 'nodemailer';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { closeGracefully, createMailWorker } from 'nodemailer-smtp-errors/bullmq';

const connection = { url: process.env['REDIS_URL'] ?? 'redis://localhost:6379' };
const url = process.env['SMTP_URL'] ?? 'smtp://localhost:25';
const mailer = wrapTransport(nodemailer.createTransport({ url, pool: true }), { logger: console });

const worker = createMailWorker('mail', mailer, { connection, concurrency: 5 });

worker.on('completed', (job, { messageId }) => console.log(`job ${job.id}: delivered ${messageId}`));
worker.on('failed', (job, error) => {
  console.error(`job ${job?.id}: ${error.message}`);
  if (isSmtpError(error.cause) && error.cause.kind === 'DeliveryUnknown') {
    console.error(`look for ${error.cause.messageId} at the other end before sending it again`);
  }
});
worker.on('error', (error) => console.error(`Redis: ${error.message}`));

process.once('SIGTERM', async () => {
  await closeGracefully(worker);
  mailer.close();
});
