// SMTP_URL=smtp://smtp.example.com:587 TOKEN_URL=https://login.example.com/token node examples/oauth2.js
import nodemailer from 'nodemailer';
import { AuthenticationFailedError, wrapTransport } from 'nodemailer-smtp-errors';

const { hostname, port } = new URL(process.env['SMTP_URL'] ?? 'smtp://localhost:587');

const transporter = nodemailer.createTransport({
  host: hostname,
  port: Number(port),
  auth: {
    type: 'OAuth2',
    user: 'app@example.com',
    clientId: process.env['CLIENT_ID'] ?? 'client',
    clientSecret: process.env['CLIENT_SECRET'] ?? 'secret',
    refreshToken: process.env['REFRESH_TOKEN'] ?? 'refresh',
    accessUrl: process.env['TOKEN_URL'] ?? 'https://localhost/token',
  },
});
transporter.on('token', ({ user, expires }) =>
  console.log(`new token for ${user}, until ${new Date(expires).toISOString()}`),
);

const mailer = wrapTransport(transporter);

try {
  const info = await mailer.sendMail({
    from: 'app@example.com',
    to: 'user@example.com',
    subject: 'Hi',
    text: 'Hello',
  });
  console.log(`delivered to the server: ${info.response}`);
} catch (error) {
  if (!(error instanceof AuthenticationFailedError)) throw error;
  console.error(`${error.reason}: ${error.remediation.summary}`);
  console.error(error.remediation.steps[0]);
}
