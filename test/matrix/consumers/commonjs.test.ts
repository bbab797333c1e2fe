// What a NestJS application tests with: TypeScript that Jest has compiled to CommonJS.
import nodemailer from 'nodemailer';
import { AuthenticationFailedError, isSmtpError, SmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { diagnose } from 'nodemailer-smtp-errors/diagnose';
import { failover } from 'nodemailer-smtp-errors/failover';
import { instrumentMail } from 'nodemailer-smtp-errors/opentelemetry';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';

const mail = { from: 'a@example.com', to: 'b@example.com', text: 'Hello' };

/** Compiled to ES2020 or ES2021, its fields are assigned and its private ones are in a WeakMap. */
class Letters {
  readonly #mailer;
  failures = 0;
  last?: SmtpError;

  constructor(mailer: ReturnType<typeof connect>) {
    this.#mailer = mailer;
  }

  async send() {
    try {
      return await this.#mailer.sendMail(mail);
    } catch (error) {
      this.failures += 1;
      if (isSmtpError(error)) this.last = error;
      throw error;
    }
  }
}

function connect(host: string, port: number, pass: string) {
  return wrapTransport(nodemailer.createTransport({ host, port, auth: { user: 'alice', pass } }));
}

test('errors are of the classes that the application imports', async () => {
  const server = await startScriptedServer({ accounts: { alice: 'secret' } });
  const letters = new Letters(connect(server.host, server.port, 'wrong'));
  await expect(letters.send()).rejects.toBeInstanceOf(AuthenticationFailedError);
  expect(letters.last).toBeInstanceOf(SmtpError);
  expect(letters.failures).toBe(1);
  const info = await new Letters(connect(server.host, server.port, 'secret')).send();
  expect(info.recipients).toEqual([{ address: 'b@example.com', outcome: 'accepted' }]);
  await server.close();
});

test('every entry loads, and they share what they know', async () => {
  expect(diagnose('535 5.7.8 No').reason).toBe('auth.invalid-credentials');
  expect(typeof instrumentMail).toBe('function');
  const first = wrapTransport(nodemailer.createTransport({ host: '127.0.0.1', port: 1 }), { retry: false });
  const mailer = nodemailer.createTransport(failover([first]));
  await expect(mailer.sendMail(mail)).rejects.toMatchObject({ reason: 'connection.refused' });
});
