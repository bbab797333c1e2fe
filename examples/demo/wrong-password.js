import nodemailer from 'nodemailer';
import { AuthenticationFailedError, wrapTransport } from 'nodemailer-smtp-errors';
import { startMailServer } from './server.js';
import { blankLine, check, diagnostic, remember, say, scene, show } from './stage.js';

export async function wrongPassword() {
  scene('2  A wrong password: 535');
  const server = await startMailServer();
  const log = remember();
  const mailer = wrapTransport(
    nodemailer.createTransport({
      host: server.host,
      port: server.port,
      auth: { user: 'alice', pass: 'battery staple' },
    }),
    { logger: log },
  );

  const error = await mailer
    .sendMail({ from: 'alice@example.com', to: 'bob@example.com', text: 'Hello' })
    .then(
      () => undefined,
      (/** @type {unknown} */ reason) => reason,
    );
  await server.close();

  if (!(error instanceof AuthenticationFailedError)) {
    check('the error is an AuthenticationFailedError', false);
    return;
  }
  diagnostic(error);
  blankLine();
  check(`kind ${error.kind}, reason ${error.reason}`, error.reason === 'auth.invalid-credentials');
  check(
    `disposition ${error.disposition}, delivery ${error.delivery}, retry.safe ${error.retry.safe}`,
    !error.retry.safe,
  );
  blankLine();
  say('Its log record, at warn:');
  const entry = log.entries.find(
    ({ level, record }) => level === 'warn' && record['event.name'] === 'smtp.client.send',
  );
  if (entry) show(entry.record);
  check(
    'the password is in none of it',
    !JSON.stringify([error, error.transcript, log.entries]).includes('battery'),
  );
}
