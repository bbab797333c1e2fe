import nodemailer from 'nodemailer';
import { AuthenticationFailedError, isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';

const mail = { from: 'a@example.com', to: 'b@example.com', text: 'Hello' };
const failure = (mailer) => mailer.sendMail(mail).catch((error) => error);

let server;
beforeAll(async () => {
  server = await startScriptedServer({
    accounts: { alice: 'secret' },
    script: { rcpt: ['451 4.7.1 Greylisted'] },
  });
});
afterAll(() => server.close());

const connect = (auth, retry = { minTimeout: 1, maxTimeout: 1 }) => {
  const { host, port } = server;
  return wrapTransport(nodemailer.createTransport({ host, port, auth }), { retry });
};

test('a login that is refused is an AuthenticationFailedError', async () => {
  const error = await failure(connect({ user: 'alice', pass: 'wrong' }));
  expect(error).toBeInstanceOf(AuthenticationFailedError);
  expect(error).toBeInstanceOf(Error);
  expect(isSmtpError(error)).toBe(true);
  expect(error.reason).toBe('auth.invalid-credentials');
});

test('an error of Node, which is of another realm here, is understood', async () => {
  const mailer = wrapTransport(nodemailer.createTransport({ host: '127.0.0.1', port: 1 }), { retry: false });
  expect(await failure(mailer)).toMatchObject({ reason: 'connection.refused', delivery: 'not-sent' });
});

test('a delivery is tried again', async () => {
  await connect({ user: 'alice', pass: 'secret' }).sendMail(mail);
  expect(server.messages).toHaveLength(1);
});
