// SMTP_URL=smtps://user:password@smtp.example.com node examples/pool.js
import nodemailer from 'nodemailer';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';

const url = process.env['SMTP_URL'] ?? 'smtp://localhost:25';
const mailer = wrapTransport(nodemailer.createTransport({ url, pool: true, maxConnections: 2 }), {
  retry: { retries: 3, minTimeout: 500, maxTimeout: 10_000 },
});

const recipients = ['ann@example.com', 'bob@example.com', 'carol@example.com', 'dave@example.com'];
const outcomes = await Promise.allSettled(
  recipients.map((to) => mailer.sendMail({ from: 'app@example.com', to, subject: 'Hi', text: 'Hello' })),
);
mailer.close();

for (const [index, outcome] of outcomes.entries()) {
  const error = outcome.status === 'rejected' ? outcome.reason : undefined;
  const text = isSmtpError(error)
    ? `${error.reason}, ${error.delivery}, ${error.attempts.length} attempt(s)`
    : 'delivered';
  console.log(`${recipients[index]}: ${text}`);
}
