// SMTP_URL=smtps://user:password@smtp.example.com BACKUP_URL=smtp://backup.example.com node examples/failover.js
import nodemailer from 'nodemailer';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { failover } from 'nodemailer-smtp-errors/failover';

// Without retries of its own: the next one is asked sooner.
const transporters = ['SMTP_URL', 'BACKUP_URL'].map((name) =>
  wrapTransport(nodemailer.createTransport(process.env[name] ?? 'smtp://localhost:25'), { retry: false }),
);
const options = { names: ['first', 'backup'], logger: console };
const mailer = nodemailer.createTransport(failover(transporters, options));

try {
  const info = await mailer.sendMail({
    from: 'app@example.com',
    to: 'user@example.com',
    subject: 'Hi',
    text: 'Hello',
  });
  console.log(`sent by ${info.transport}: ${info.response}`);
} catch (error) {
  if (!isSmtpError(error)) throw error;
  for (const { reason, remediation } of [...(error.failures ?? []), error]) {
    console.error(`${reason}: ${remediation.summary}`);
  }
}
