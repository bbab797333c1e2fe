// SMTP_URL=smtps://user:password@smtp.example.com node examples/commonjs.cjs
const nodemailer = require('nodemailer');
const { diagnose, isSmtpError, wrapTransport } = require('nodemailer-smtp-errors');

const mailer = wrapTransport(nodemailer.createTransport(process.env['SMTP_URL'] ?? 'smtp://localhost:25'));

mailer.sendMail(
  { from: 'app@example.com', to: 'user@example.com', subject: 'Hi', text: 'Hello' },
  (/** @type {unknown} */ error, /** @type {{ response: string }} */ info) => {
    if (!error) console.log(`delivered to the server: ${info.response}`);
    else if (isSmtpError(error)) console.error(`${error.kind}: ${error.remediation.summary}`);
  },
);

console.log(diagnose('535 5.7.8 Error: authentication failed', { phase: 'auth' }).remediation.summary);
