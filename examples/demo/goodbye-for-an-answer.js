import nodemailer from 'nodemailer';
import { DeliveryUnknownError, wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { check, dialogue, say, scene } from './stage.js';

export async function goodbyeForAnAnswer() {
  scene('4  A 221 in answer to the final dot');
  const server = await startScriptedServer({ script: { 'final-dot': '221 2.0.0 Bye' } });
  const message = { from: 'alice@example.com', to: 'bob@example.com', text: 'Hello' };
  const options = { host: server.host, port: server.port };

  const bare = await nodemailer.createTransport(options).sendMail(message);
  const error = await wrapTransport(nodemailer.createTransport(options))
    .sendMail(message)
    .then(
      () => undefined,
      (/** @type {unknown} */ reason) => reason,
    );

  dialogue(error instanceof DeliveryUnknownError ? error.transcript : []);
  say(
    `Nodemailer alone reports success: "${bare.response}". The server accepted ${server.messages.length} messages.`,
  );
  check('wrapped, it is a DeliveryUnknownError', error instanceof DeliveryUnknownError);
  if (error instanceof DeliveryUnknownError) {
    check(
      `delivery "${error.delivery}", retry.safe ${error.retry.safe}`,
      error.delivery === 'unknown' && !error.retry.safe,
    );
    say(error.retry.why);
  }
  await server.close();
}
