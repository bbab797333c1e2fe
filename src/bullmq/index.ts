/**
 * Mail from a BullMQ queue, and no message twice: {@link addMail} where it is wanted,
 * {@link createMailWorker} where it is sent.
 *
 * @module nodemailer-smtp-errors/bullmq
 */
export { type AddMailOptions, addMail, type MailJob, mailJob } from './add-mail.js';
export { closeGracefully } from './close-gracefully.js';
export { createMailProcessor, type MailerLike } from './create-mail-processor.js';
export { createMailWorker, type MailWorker, type MailWorkerOptions } from './create-mail-worker.js';
export type { Allowed } from './foreign-sources.js';
export { mailBackoff } from './mail-backoff.js';
export type { MailFailure, MailProgress } from './mail-failure.js';
export type { MailResult } from './mail-result.js';
export type { Disclosure, InterruptedMail, MailProcessorOptions } from './options.js';
