// SMTP_URL=smtps://user:password@smtp.example.com node examples/nest-style-transport.js
//
// @nestjs-modules/mailer takes a transport object and makes the transporter itself:
//   MailerModule.forRoot({ transport: wrapTransport(new SMTPTransport(options)) })
import nodemailer from 'nodemailer';
import SMTPTransport from 'nodemailer/lib/smtp-transport/index.js';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';

const transport = wrapTransport(new SMTPTransport(process.env['SMTP_URL'] ?? 'smtp://localhost:25'));

const mailer = nodemailer.createTransport(transport, { from: 'app@example.com' });

try {
  const info = await mailer.sendMail({ to: 'user@example.com', subject: 'Hi', text: 'Hello' });
  console.log(`delivered to the server: ${info.response}`);
} catch (error) {
  if (!isSmtpError(error)) throw error;
  console.error(`${error.kind} (${error.reason}): ${error.remediation.summary}`);
}
