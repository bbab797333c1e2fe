import { channel } from 'node:diagnostics_channel';
import { context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import nodemailer from 'nodemailer';
import { isSmtpError, type WrapOptions, wrapTransport } from 'nodemailer-smtp-errors';
import { instrumentMail } from 'nodemailer-smtp-errors/opentelemetry';
import { drop, type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { isTraced } from '../../src/channels/publish.js';
import { rejection } from '../helpers/collect.js';
import { childrenOf, collectTelemetry, isError, type Telemetry } from '../helpers/telemetry.js';

const SEND = 'smtp.client.send';
const ATTEMPT = 'smtp.client.attempt';

const message = { from: 'sender@example.com', to: 'bob@example.org', subject: 'hello', text: 'hello' };
const quick = { retry: { minTimeout: 1 } };

function mailerFor({ host, port }: ScriptedServer, settings: object = {}, options: WrapOptions = quick) {
  return wrapTransport(nodemailer.createTransport({ host, port, ...settings }), options);
}

describe('a send', () => {
  test('that is delivered is a CLIENT span with one attempt in it', async () => {
    await using telemetry = collectTelemetry();
    await using server = await startScriptedServer();
    const { messageId } = await mailerFor(server).sendMail(message);

    const [send] = telemetry.spans(SEND);
    const common = {
      'server.address': server.host,
      'server.port': server.port,
      'network.protocol.name': 'smtp',
      'network.transport': 'tcp',
      'email.message_id': messageId,
      'smtp.attempt': 1,
    };
    expect(send).toMatchObject({ kind: SpanKind.CLIENT, status: { code: SpanStatusCode.UNSET } });
    expect(send?.attributes).toEqual({
      ...common,
      'event.outcome': 'success',
      'smtp.recipients.count': 1,
      'smtp.recipients.accepted': 1,
      'smtp.recipients.rejected': 0,
    });
    const attempts = childrenOf(send, telemetry.spans(ATTEMPT));
    expect(attempts).toMatchObject([{ kind: SpanKind.INTERNAL, status: { code: SpanStatusCode.UNSET } }]);
    expect(attempts[0]?.attributes).toEqual(common);
    expect(telemetry.spans(ATTEMPT)).toHaveLength(1);
  });

  test('that is delivered in the end is no error, and shows the attempt that was one', async () => {
    await using telemetry = collectTelemetry();
    await using server = await startScriptedServer({ script: { rcpt: ['451 4.7.1 Greylisted'] } });
    await mailerFor(server).sendMail(message);

    const [send] = telemetry.spans(SEND);
    expect(send).toMatchObject({ status: { code: SpanStatusCode.UNSET }, events: [] });
    expect(send?.attributes).toMatchObject({ 'event.outcome': 'success', 'smtp.attempt': 2 });
    const [first, second] = childrenOf(send, telemetry.spans(ATTEMPT));
    expect(first).toMatchObject({ status: { code: SpanStatusCode.ERROR }, events: [] });
    expect(first?.attributes).toMatchObject({
      'smtp.attempt': 1,
      'error.type': 'rate.greylisted',
      'smtp.error.kind': 'RateLimited',
      'smtp.response.status_code': 451,
      'smtp.response.enhanced_code': '4.7.1',
      'smtp.command': 'RCPT TO',
      'smtp.phase': 'rcpt',
      'smtp.delivery': 'not-sent',
      'smtp.disposition': 'transient',
      'smtp.retry.safe': true,
    });
    expect(second).toMatchObject({ status: { code: SpanStatusCode.UNSET } });
    expect(second?.attributes).toMatchObject({ 'smtp.attempt': 2 });
  });

  test('that is refused is an error with one exception, without addresses and without server text', async () => {
    await using telemetry = collectTelemetry();
    const refusal = '450 4.2.1 <bob@example.org> is being polished';
    await using server = await startScriptedServer({ script: { rcpt: refusal } });
    const error = await rejection(mailerFor(server).sendMail(message));
    if (!isSmtpError(error)) throw error;

    const [send] = telemetry.spans(SEND);
    const attempts = childrenOf(send, telemetry.spans(ATTEMPT));
    expect(attempts).toHaveLength(3);
    expect(attempts.every(isError)).toBe(true);
    expect(attempts.flatMap(({ events }) => events)).toEqual([]);
    const { summary } = error.remediation;
    expect(send?.status).toEqual({ code: SpanStatusCode.ERROR, message: summary });
    expect(send?.attributes).toMatchObject({
      'event.outcome': 'failure',
      'error.type': error.reason,
      'smtp.rule': error.ruleId,
      'smtp.attempt': 3,
      'smtp.recipients.rejected': 1,
    });
    expect(send?.events).toMatchObject([
      {
        name: 'exception',
        attributes: {
          'exception.type': 'RecipientRejectedError',
          'exception.message': summary,
          'exception.stacktrace': expect.stringMatching(/^RecipientRejectedError: .*\n {4}at .*:\d+/),
        },
      },
    ]);
    const exported = await telemetry.everything();
    expect(error.message).toContain('polished');
    expect(exported).not.toMatch(/polished|bob|example\.org|sender@/);
  });

  test('of which nobody knows what became is an error, and says so', async () => {
    await using telemetry = collectTelemetry();
    await using server = await startScriptedServer({ script: { 'final-dot': drop() } });
    await rejection(mailerFor(server).sendMail(message));

    const [send] = telemetry.spans(SEND);
    expect(send?.status.code).toBe(SpanStatusCode.ERROR);
    expect(send?.attributes).toMatchObject({
      'event.outcome': 'unknown',
      'error.type': 'delivery.unknown',
      'smtp.delivery': 'unknown',
      'smtp.retry.safe': false,
    });
  });

  test('that some recipients were refused for is no error, and counts them', async () => {
    await using telemetry = collectTelemetry();
    await using server = await startScriptedServer({ script: { rcpt: ['550 5.1.1 No such user'] } });
    await mailerFor(server).sendMail({ ...message, to: 'bob@example.org, ann@example.org, eve@example.org' });

    const [send] = telemetry.spans(SEND);
    expect(send?.status.code).toBe(SpanStatusCode.UNSET);
    expect(send?.attributes).toMatchObject({
      'smtp.recipients.count': 3,
      'smtp.recipients.accepted': 2,
      'smtp.recipients.rejected': 1,
    });
  });

  test('that the login guard does not let through says so', async () => {
    await using telemetry = collectTelemetry();
    await using server = await startScriptedServer({ accounts: { alice: 'right' } });
    const mailer = mailerFor(server, { auth: { user: 'alice', pass: 'wrong' } });
    await rejection(mailer.sendMail(message));
    await rejection(mailer.sendMail(message));

    expect(telemetry.spans(SEND).map(({ attributes }) => attributes['error.type'])).toEqual([
      'auth.invalid-credentials',
      'auth.suspended',
    ]);
    expect(server.logins).toHaveLength(1);
  });

  test('through something that does not speak SMTP says nothing of servers and networks', async () => {
    await using telemetry = collectTelemetry();
    await wrapTransport(nodemailer.createTransport({ jsonTransport: true })).sendMail(message);
    const names = Object.keys(telemetry.spans(SEND)[0]?.attributes ?? {});
    expect(names).toContain('event.outcome');
    expect(names.filter((name) => /^(server|network)\./.test(name))).toEqual([]);
  });
});

describe('the context', () => {
  test('of each sendMail is its parent, also for a pool that sends them over one connection', async () => {
    await using telemetry = collectTelemetry();
    await using server = await startScriptedServer({
      script: { 'final-dot': [undefined, '451 4.3.0 Again'] },
    });
    const mailer = mailerFor(server, { pool: true, maxConnections: 1 });
    const parents: Span[] = [];
    const request = (name: string) =>
      telemetry.tracer.startActiveSpan(name, async (parent) => {
        parents.push(parent);
        await mailer.sendMail({ ...message, messageId: `<${name}@example.com>` });
        expect(trace.getActiveSpan()).toBe(parent);
        parent.end();
      });
    await Promise.all(['one', 'two', 'three', 'four'].map(request));
    mailer.close();

    const attempts = telemetry.spans(ATTEMPT);
    const seen = parents.map((parent) => {
      const [send, ...others] = childrenOf(parent, telemetry.spans(SEND));
      expect(others).toEqual([]);
      const own = childrenOf(send, attempts);
      expect(own.map(({ attributes }) => attributes['email.message_id'])).toEqual(
        own.map(() => send?.attributes['email.message_id']),
      );
      return { id: send?.attributes['email.message_id'], attempts: own.length };
    });
    expect(seen.map(({ id }) => id)).toEqual(
      ['one', 'two', 'three', 'four'].map((name) => `<${name}@example.com>`),
    );
    expect(seen.map(({ attempts }) => attempts).sort()).toEqual([1, 1, 1, 2]);
    expect(attempts).toHaveLength(5);
    expect(server.messages).toHaveLength(4);
  });

  // Node 26.1 enters the stores of a channel in a way that OpenTelemetry cannot follow.
  test.skipIf('withStoreScope' in channel('any'))(
    'within a send is its attempt, so that what an application does there is a part of it',
    async () => {
      await using telemetry = collectTelemetry();
      await using server = await startScriptedServer({ accounts: { alice: 'right' } });
      const wrong = { auth: { user: 'alice', pass: 'wrong' } };
      const mailer = mailerFor(server, wrong, {
        credentials: async () => {
          telemetry.tracer.startSpan('ask the vault').end();
          return { pass: 'right' };
        },
      });
      await mailer.sendMail(message);

      expect(childrenOf(telemetry.spans(ATTEMPT)[0], telemetry.spans('ask the vault'))).toHaveLength(1);
      expect(trace.getActiveSpan()).toBeUndefined();
    },
  );

  test('is not needed for an attempt to be a part of its send', async () => {
    context.disable();
    await using telemetry = collectTelemetry();
    await using server = await startScriptedServer();
    await mailerFor(server).sendMail(message);
    expect(childrenOf(telemetry.spans(SEND)[0], telemetry.spans(ATTEMPT))).toHaveLength(1);
    // Brings a context manager along.
    new NodeTracerProvider().register();
  });
});

describe('instrumentMail', () => {
  test('leaves nobody listening once it is stopped, and can be started again', async () => {
    await using server = await startScriptedServer();
    const telemetry = collectTelemetry();
    expect(isTraced()).toBe(true);
    telemetry.stop();
    telemetry.stop();
    expect(isTraced()).toBe(false);
    await mailerFor(server).sendMail(message);
    expect(telemetry.spans(SEND)).toEqual([]);

    await using again = collectTelemetry();
    await mailerFor(server).sendMail(message);
    expect(again.spans(SEND)).toHaveLength(1);
    expect(telemetry.spans(SEND)).toEqual([]);
  });

  test('ends the spans of a send that is under way when it is stopped', async () => {
    await using telemetry = collectTelemetry();
    const stop = () => {
      telemetry.stop();
      return undefined;
    };
    await using server = await startScriptedServer({ script: { mail: stop } });
    await mailerFor(server).sendMail(message);
    const [send] = telemetry.spans(SEND);
    expect(childrenOf(send, telemetry.spans(ATTEMPT))).toHaveLength(1);
    expect(send?.attributes).not.toHaveProperty('event.outcome');
  });

  test('says nothing of a send that was under way before', async () => {
    const started: Telemetry[] = [];
    const startLate = () => {
      started.push(collectTelemetry());
      return '451 4.7.1 Greylisted';
    };
    await using server = await startScriptedServer({ script: { rcpt: [startLate] } });
    // Somebody else listens from the beginning, so that there is something to hear.
    await using early = collectTelemetry();
    await mailerFor(server).sendMail(message);
    for (const late of started) {
      expect([...late.spans(SEND), ...late.spans(ATTEMPT)]).toEqual([]);
      expect(await late.points('smtp.client.send.duration')).toEqual([]);
      await late[Symbol.asyncDispose]();
    }
    expect(started).toHaveLength(1);
    expect(early.spans(ATTEMPT)).toHaveLength(2);
  });

  test('uses the global providers by itself, the tracer also where it is registered later', async () => {
    trace.disable();
    const stop = instrumentMail();
    const exporter = new InMemorySpanExporter();
    const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    trace.setGlobalTracerProvider(provider);
    await using server = await startScriptedServer();
    await mailerFor(server).sendMail(message);
    stop();
    trace.disable();
    expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual([ATTEMPT, SEND]);
    await provider.shutdown();
  });
});
