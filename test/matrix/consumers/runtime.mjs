// What an application does on Bun and Deno. The first thing that is not as it should be ends it.
import { deepStrictEqual, ok } from 'node:assert';
import { subscribe, tracingChannel } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import nodemailer from 'nodemailer';
import {
  AuthenticationFailedError,
  channelNames,
  isSmtpError,
  SmtpError,
  wrapTransport,
} from 'nodemailer-smtp-errors';
import { instrumentMail } from 'nodemailer-smtp-errors/opentelemetry';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
provider.register();
instrumentMail();

const told = [];
const { send, session } = channelNames;
tracingChannel(send).subscribe({
  start: () => told.push('start'),
  end() {},
  asyncStart() {},
  asyncEnd: () => told.push('asyncEnd'),
  error: ({ error }) => told.push(error.reason),
});
subscribe(session, () => told.push('session'));

const mail = { from: 'a@example.com', to: 'b@example.com', text: 'Hello' };
const server = await startScriptedServer({
  accounts: { alice: 'secret' },
  script: { rcpt: ['451 4.7.1 Greylisted'] },
});
const { host, port } = server;
const connect = (pass, pool) =>
  wrapTransport(nodemailer.createTransport({ host, port, pool, auth: { user: 'alice', pass } }), {
    retry: { minTimeout: 1, maxTimeout: 1 },
  });

const refused = await connect('wrong', false)
  .sendMail(mail)
  .catch((error) => error);
ok(refused instanceof AuthenticationFailedError && refused instanceof SmtpError, String(refused));
deepStrictEqual(refused.reason, 'auth.invalid-credentials');
deepStrictEqual(
  told.filter((event) => event !== 'session'),
  ['start', 'auth.invalid-credentials', 'asyncEnd'],
);

for (const pool of [false, true]) {
  const mailer = connect('secret', pool);
  const { recipients } = await mailer.sendMail(mail);
  deepStrictEqual(recipients, [{ address: 'b@example.com', outcome: 'accepted' }]);
  deepStrictEqual(await mailer.verify(), true);
  mailer.close();
}
deepStrictEqual(server.messages.length, 2);
ok(told.includes('session'), 'sessions are told of');

const nobody = await wrapTransport(nodemailer.createTransport({ host: '127.0.0.1', port: 1 }), {
  retry: false,
})
  .sendMail(mail)
  .catch((error) => error);
deepStrictEqual([nobody.reason, nobody.delivery], ['connection.refused', 'not-sent']);

// What the server sees of a message whose first recipient it put off.
const spans = exporter.getFinishedSpans();
const sends = spans.filter(({ name }) => name === 'smtp.client.send');
deepStrictEqual(sends.length, 4, spans.map(({ name }) => name).join());
const attempts = spans.filter(({ name }) => name === 'smtp.client.attempt');
const parents = sends.map((span) => span.spanContext().spanId);
ok(
  attempts.length > 4 && attempts.every((span) => parents.includes(span.parentSpanContext?.spanId)),
  'attempts have their sends as parents',
);

const required = createRequire(import.meta.url)('nodemailer-smtp-errors');
ok(required.isSmtpError(refused) && refused instanceof required.AuthenticationFailedError);
ok(isSmtpError(refused));
await server.close();
