import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { check, dialogue, listen, remember, scene } from './stage.js';

export async function idlePool() {
  scene('3  A pool whose idle connection the server closes with 221');
  const server = await startScriptedServer();
  const wire = listen();
  const log = remember();
  const mailer = wrapTransport(
    nodemailer.createTransport({
      host: server.host,
      port: server.port,
      pool: true,
      logger: wire.logger,
      transactionLog: true,
    }),
    { logger: log },
  );
  const message = { from: 'alice@example.com', to: 'bob@example.com', text: 'Hello' };

  await mailer.sendMail(message);
  await server.until(({ sessions }) => sessions[0]?.state === 'idle');
  await server.sayGoodbye('221 2.0.0 Closing idle connection');
  const closed = await log.until(({ record }) => record['closure'] === 'server');
  const info = await mailer.sendMail(message);
  mailer.close();

  dialogue(wire.lines);
  check('the 221 is a closure by the server: smtp.session.closed, at debug', closed.level === 'debug');
  check(`the next message went out over a new connection: ${info.response}`, server.sessions.length === 2);
  check('without a warning', wire.alarms.length === 0 && log.entries.every(({ level }) => level === 'debug'));
  await server.close();
}
