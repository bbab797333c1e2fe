import nodemailer from 'nodemailer';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';

const mail = { from: 'alice@example.com', to: 'bob@example.com', text: 'Hello' };

/** Stands for the code of an application: here, plain Nodemailer. */
const application = (url: string) => nodemailer.createTransport(url).sendMail(mail);

test('a wrong password: one login, and an error that says so', async () => {
  await using server = await startScriptedServer({ accounts: { alice: 'secret' }, requireAuth: true });
  const url = server.url.replace('//', '//alice:wrong@');
  await expect(application(url)).rejects.toMatchObject({ responseCode: 535 });
  expect(server.logins).toEqual([{ sessionId: 1, mechanism: 'PLAIN', user: 'alice', accepted: false }]);
});

test('a 221 after the final dot: nothing was accepted, whatever the client says', async () => {
  await using server = await startScriptedServer({ script: { 'final-dot': '221 2.0.0 Bye' } });
  await application(server.url);
  // Plain Nodemailer has just reported success.
  expect(server.messages).toHaveLength(0);
});

test('greylisting: refused once, accepted once', async () => {
  await using server = await startScriptedServer({ script: { rcpt: ['451 4.7.1 Greylisted, try again'] } });
  await expect(application(server.url)).rejects.toMatchObject({ responseCode: 451 });
  await application(server.url);
  expect(server.messages).toHaveLength(1);
});
