// SMTP_URL=smtps://user:password@smtp.example.com node examples/pino.js
import nodemailer from 'nodemailer';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import pino from 'pino';

const logger = pino({ level: 'debug' });
const mailer = wrapTransport(nodemailer.createTransport(process.env['SMTP_URL'] ?? 'smtp://localhost:25'), {
  logger,
  log: { failureLevel: 'error' },
});

try {
  await mailer.sendMail({ from: 'app@example.com', to: 'user@example.com', subject: 'Hi', text: 'Hello' });
} catch (error) {
  // The send has its record already; this is for what the application makes of it.
  if (!isSmtpError(error)) throw error;
  logger.info({ reason: error.reason, retry: error.retry }, 'kept for later');
}
