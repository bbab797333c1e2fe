// REDIS_URL=redis://localhost:6379 node examples/bullmq-producer.js
import { Queue } from 'bullmq';
import { addMail } from 'nodemailer-smtp-errors/bullmq';

const connection = { url: process.env['REDIS_URL'] ?? 'redis://localhost:6379' };
const queue = new Queue('mail', { connection });

const job = await addMail(
  queue,
  { from: 'app@example.com', to: 'user@example.com', subject: 'Hi', text: 'Hello' },
  // What was delivered is kept for a day; what failed is kept until somebody has looked at it.
  { removeOnComplete: { age: 24 * 60 * 60 } },
);
console.log(`job ${job.id}: ${job.data.messageId}`);
await queue.close();
