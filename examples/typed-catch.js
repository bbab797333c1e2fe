// SMTP_URL=smtps://user:password@smtp.example.com node examples/typed-catch.js
import nodemailer from 'nodemailer';
import {
  AuthenticationFailedError,
  DeliveryUnknownError,
  isSmtpError,
  wrapTransport,
} from 'nodemailer-smtp-errors';

const mailer = wrapTransport(nodemailer.createTransport(process.env['SMTP_URL'] ?? 'smtp://localhost:25'));

try {
  const info = await mailer.sendMail({
    from: 'app@example.com',
    to: 'user@example.com',
    subject: 'Hi',
    text: 'Hello',
  });
  console.log(`delivered to the server: ${info.response}`);
} catch (error) {
  if (error instanceof AuthenticationFailedError) {
    console.error(`page the operator: ${error.remediation.summary}`);
    for (const step of error.remediation.steps) console.error(`  - ${step}`);
  } else if (error instanceof DeliveryUnknownError) {
    console.error(`look for ${error.messageId} at the other end before sending it again`);
  } else if (isSmtpError(error) && error.retry.safe) {
    console.error(`put it back in the queue, in ${error.retry.afterMs ?? 60_000} ms: ${error.retry.why}`);
  } else {
    throw error;
  }
}
