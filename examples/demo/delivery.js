import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { startMailServer } from './server.js';
import { check, dialogue, listen, remember, scene } from './stage.js';

export async function delivery() {
  scene('1  A delivery, and a verify() whose QUIT is answered with 221');
  const server = await startMailServer();
  const wire = listen();
  const log = remember();
  const mailer = wrapTransport(
    nodemailer.createTransport({
      host: server.host,
      port: server.port,
      auth: { user: 'alice', pass: 'correct horse' },
      logger: wire.logger,
      transactionLog: true,
    }),
    { logger: log },
  );

  const info = await mailer.sendMail({ from: 'alice@example.com', to: 'bob@example.com', text: 'Hello' });
  const verified = await mailer.verify();
  const closed = await log.until(({ record }) => record['closure'] === 'normal');
  await server.close();

  dialogue(wire.lines);
  check(`sendMail resolved: ${info.response}`, info.response.startsWith('250'));
  check('verify() says true', verified === true);
  check('the 221 after QUIT is a normal closure: smtp.session.closed, at debug', closed.level === 'debug');
  check(
    'and nothing anywhere at warn or error',
    wire.alarms.length === 0 && log.entries.every(({ level }) => level === 'debug'),
  );
}
