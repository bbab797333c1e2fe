const nodemailer = require('nodemailer');
const { SmtpError, wrapTransport } = require('nodemailer-smtp-errors');

test('a CommonJS test requires the package', async () => {
  const mailer = wrapTransport(nodemailer.createTransport({ host: '127.0.0.1', port: 1 }), { retry: false });
  const error = await mailer.sendMail({ from: 'a@example.com', to: 'b@example.com' }).catch((e) => e);
  expect(error).toBeInstanceOf(SmtpError);
  expect(error.reason).toBe('connection.refused');
});
