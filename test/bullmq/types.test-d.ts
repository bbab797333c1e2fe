import { Queue } from 'bullmq';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import {
  addMail,
  createMailProcessor,
  createMailWorker,
  type MailProgress,
  type MailResult,
  mailBackoff,
} from 'nodemailer-smtp-errors/bullmq';
import { describe, expectTypeOf, test } from 'vitest';

const connection = { host: 'localhost' };

describe('queues', () => {
  test('a queue of messages takes messages', () => {
    const message: SendMailOptions = { from: 'a@example.com', to: 'b@example.com', text: 'Hello' };
    expectTypeOf(addMail).toBeCallableWith(new Queue<SendMailOptions>('mail', { connection }), message);
    // @ts-expect-error a message is an object
    addMail(new Queue('mail', { connection }), 'Hello');
  });

  test('a worker knows what its jobs return, and what they failed for', () => {
    const mailer = wrapTransport(nodemailer.createTransport({ host: 'localhost' }));
    createMailWorker('mail', mailer, { connection, concurrency: 5, addresses: 'domain' }).on(
      'completed',
      (job, result) => {
        expectTypeOf(result).toEqualTypeOf<MailResult>();
        expectTypeOf(job.progress).toEqualTypeOf<MailProgress>();
      },
    );
    // @ts-expect-error a worker needs a connection
    createMailWorker('mail', mailer, {});
    expectTypeOf(createMailProcessor(mailer)).returns.resolves.toEqualTypeOf<MailResult>();
    expectTypeOf(mailBackoff).toBeFunction();
  });
});
