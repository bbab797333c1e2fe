import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import nodemailer, { type MailMessage, type SendMailOptions, type Transporter } from 'nodemailer';
import { isSmtpError, SmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { certificate, drop, hang, reset, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { mail } from './helpers/both-ways.js';
import { collectingLogger, rejection } from './helpers/collect.js';
import { nodemailerHas } from './helpers/nodemailer-version.js';
import { startProxy } from './helpers/proxy.js';
import { startTokenEndpoint } from './helpers/token-endpoint.js';

type Create = () => Transporter;
type Message = () => SendMailOptions;

/** Fails in one way, given to {@link Case.arrange}; it is run with bare Nodemailer and wrapped. */
type Fail = (create: Create, message?: Message) => Promise<void>;

interface Case {
  /** What happens, to end the sentence "… when". */
  readonly when: string;
  /** What the typed error has. */
  readonly expected: object;
  /** What Nodemailer has to have for it. */
  readonly needs?: Parameters<typeof nodemailerHas>[0];
  /** Also, or only, what `verify()` rejects with. */
  readonly verify?: 'too' | 'only';
  readonly arrange: (fail: Fail) => Promise<void>;
}

const user = 'alice';
const plain: Message = () => mail;

/** Nodemailer's own fields, as they are on an error. */
function nodemailerFields(error: unknown): object {
  const keys = ['code', 'command', 'response', 'responseCode', 'permanent', 'originalCode'];
  const more = ['timeoutType', 'recipient', 'rejected'];
  const fields = [...keys, ...more].map((key) => [key, Reflect.get(Object(error), key)]);
  const rejectedErrors: unknown = Reflect.get(Object(error), 'rejectedErrors');
  const refusals = Array.isArray(rejectedErrors) ? rejectedErrors.map(nodemailerFields) : undefined;
  return { ...Object.fromEntries(fields), refusals };
}

type Server = NonNullable<Parameters<typeof startScriptedServer>[0]>;

/** A case with a scripted server and options for the transport. */
function against(server: Server, options: object = {}, message: Message = plain): Case['arrange'] {
  return async (fail) => {
    await using started = await startScriptedServer(server);
    const { host, port } = started;
    await fail(() => nodemailer.createTransport({ host, port, ...options }), message);
  };
}

/** A case that needs no server: nothing gets that far. */
function locally(message: Message, options: object = { jsonTransport: true }): Case['arrange'] {
  return (fail) => fail(() => nodemailer.createTransport(options), message);
}

/** A case with a server that takes connections and never says a word. */
async function withSilence(use: (port: number) => Promise<void>): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await use(typeof address === 'object' && address ? address.port : 0);
  for (const socket of sockets) socket.destroy();
  server.close();
  await once(server, 'close');
}

const closed = { kind: 'ConnectionClosed', delivery: 'not-sent', retry: { safe: true } };
const failed = { kind: 'ConnectionFailed', delivery: 'not-sent' };
const tls = { kind: 'TlsFailed', delivery: 'not-sent', disposition: 'operator-action' };
const source = { kind: 'MessageUnreadable', reason: 'message.source', delivery: 'not-sent' };
const badConfig = { kind: 'Misconfigured', reason: 'config.invalid', delivery: 'not-sent', phase: 'local' };
const badEnvelope = {
  kind: 'Misconfigured',
  reason: 'config.envelope',
  delivery: 'not-sent',
  phase: 'local',
};
const login = { kind: 'AuthenticationFailed', phase: 'auth', delivery: 'not-sent', code: 'EAUTH' };

const cases: Readonly<Record<string, readonly Case[]>> = {
  ECONNECTION: [
    {
      when: 'the server leaves before its greeting',
      needs: 'finer codes',
      expected: { ...closed, reason: 'connection.lost', phase: 'greeting' },
      verify: 'too',
      arrange: against({ script: { greeting: drop() } }),
    },
    {
      when: 'the server leaves in the middle of a session',
      expected: { ...closed, reason: 'connection.lost', phase: 'mail' },
      arrange: against({ script: { mail: drop() } }),
    },
    {
      when: 'a pool was closed before',
      needs: 'ends for every send',
      expected: { kind: 'SendAborted', reason: 'send.aborted', delivery: 'not-sent' },
      arrange: (fail) =>
        fail(() => {
          const mailer = nodemailer.createTransport({ pool: true, host: '127.0.0.1', port: 1 });
          mailer.close();
          return mailer;
        }),
    },
  ],
  ETIMEDOUT: [
    {
      when: 'no connection comes about in time',
      expected: { ...failed, reason: 'connection.timeout', phase: 'connect', timeoutType: 'CONNECT_TIMEOUT' },
      verify: 'too',
      arrange: (fail) =>
        withSilence((port) =>
          fail(() =>
            nodemailer.createTransport({ host: '127.0.0.1', port, secure: true, connectionTimeout: 60 }),
          ),
        ),
    },
    {
      when: 'no greeting comes',
      expected: {
        ...failed,
        reason: 'connection.timeout',
        phase: 'greeting',
        timeoutType: 'GREETING_TIMEOUT',
      },
      verify: 'too',
      arrange: against({ script: { greeting: hang() } }, { greetingTimeout: 60 }),
    },
    {
      when: 'a plain client waits for the greeting of a TLS port',
      expected: { ...failed, reason: 'connection.timeout', phase: 'greeting' },
      verify: 'too',
      arrange: against({ secure: true }, { secure: false, greetingTimeout: 60 }),
    },
    {
      when: 'the server stops answering',
      expected: { ...failed, reason: 'connection.timeout', phase: 'mail', timeoutType: 'SOCKET_TIMEOUT' },
      arrange: against({ script: { mail: hang() } }, { socketTimeout: 60 }),
    },
    {
      when: 'the server stops answering after the final dot',
      expected: { kind: 'DeliveryUnknown', phase: 'final-dot', delivery: 'unknown', retry: { safe: false } },
      arrange: against({ script: { 'final-dot': hang() } }, { socketTimeout: 60 }),
    },
  ],
  ESOCKET: [
    {
      when: 'nothing listens there',
      expected: { ...failed, reason: 'connection.refused', phase: 'connect', originalCode: 'ECONNREFUSED' },
      verify: 'too',
      arrange: (fail) => fail(() => nodemailer.createTransport({ host: '127.0.0.1', port: 1 })),
    },
    {
      when: 'nothing listens on a port that looks like a reply code',
      expected: { ...failed, reason: 'connection.refused', originalCode: 'ECONNREFUSED' },
      verify: 'too',
      arrange: (fail) => fail(() => nodemailer.createTransport({ host: '127.0.0.1', port: 599 })),
    },
    {
      when: 'the connection is reset',
      expected: {
        delivery: 'not-sent',
        reason: 'connection.reset',
        originalCode: 'ECONNRESET',
        retry: { safe: true },
      },
      verify: 'too',
      arrange: against({ script: { ehlo: reset() } }),
    },
    {
      when: 'the certificate is not trusted',
      expected: { ...tls, reason: 'tls.certificate', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      verify: 'too',
      arrange: against({ secure: true }, { secure: true }),
    },
    {
      when: 'the certificate is for another host',
      expected: { ...tls, reason: 'tls.certificate', originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      verify: 'too',
      arrange: against(
        { secure: true },
        { secure: true, tls: { ca: certificate, servername: 'example.com' } },
      ),
    },
    {
      when: 'a TLS client comes to a plain port',
      expected: {
        ...tls,
        reason: 'tls.handshake',
        originalCode: 'ERR_SSL_WRONG_VERSION_NUMBER',
        message: expect.not.stringContaining('\\x0a'),
      },
      verify: 'too',
      arrange: against({}, { secure: true }),
    },
    {
      when: 'the server leaves during the handshake',
      expected: {
        kind: 'ConnectionClosed',
        reason: 'connection.lost',
        disposition: 'transient',
        delivery: 'not-sent',
        phase: 'tls',
      },
      verify: 'too',
      arrange: against(
        { extensions: { starttls: true }, script: { tls: drop() } },
        { tls: { ca: certificate } },
      ),
    },
    {
      when: 'the certificate after STARTTLS is not trusted',
      expected: { ...tls, reason: 'tls.certificate' },
      verify: 'too',
      arrange: against({ extensions: { starttls: true } }),
    },
  ],
  EDNS: [
    {
      when: 'the host does not exist',
      expected: { ...failed, phase: 'connect', reason: expect.stringMatching(/^connection\.dns/) },
      verify: 'too',
      arrange: (fail) => fail(() => nodemailer.createTransport({ host: 'mail.invalid', dnsTimeout: 500 })),
    },
  ],
  ETLS: [
    {
      when: 'TLS is required and not offered',
      expected: { ...tls, reason: 'tls.unavailable' },
      verify: 'too',
      arrange: against({}, { requireTLS: true }),
    },
    {
      when: 'STARTTLS is refused',
      expected: { ...tls, phase: 'tls', reason: 'tls.unavailable', responseCode: 454 },
      verify: 'too',
      arrange: against(
        { extensions: { starttls: true }, script: { starttls: '454 4.7.0 TLS not available' } },
        { requireTLS: true },
      ),
    },
  ],
  EREQUIRETLS: [
    {
      when: 'REQUIRETLS is asked for without TLS',
      expected: { ...tls, reason: 'tls.required' },
      arrange: against({}, {}, () => ({ ...mail, requireTLSExtensionEnabled: true })),
    },
    {
      when: 'the server does not know REQUIRETLS',
      expected: { ...tls, reason: 'tls.required' },
      arrange: against({ secure: true }, { secure: true, tls: { ca: certificate } }, () => ({
        ...mail,
        requireTLSExtensionEnabled: true,
      })),
    },
  ],
  EPROTOCOL: [
    {
      when: 'what answers is no mail server',
      expected: {
        kind: 'ProtocolFailed',
        reason: 'protocol.violation',
        phase: 'greeting',
        delivery: 'not-sent',
      },
      verify: 'too',
      arrange: against({ script: { greeting: 'HTTP/1.1 400 Bad Request' } }),
    },
    {
      when: 'what answers is something else altogether',
      expected: {
        kind: 'ProtocolFailed',
        reason: 'protocol.violation',
        phase: 'greeting',
        delivery: 'not-sent',
      },
      verify: 'too',
      arrange: against({ script: { greeting: 'SSH-2.0-OpenSSH_9.2p1' } }),
    },
    {
      when: 'the greeting says that there are too many connections',
      expected: { phase: 'greeting', delivery: 'not-sent', retry: { safe: true }, responseCode: 421 },
      verify: 'too',
      arrange: against({ script: { greeting: '421 4.7.0 Too many connections' } }),
    },
  ],
  EENVELOPE: [
    {
      when: 'there is no recipient',
      expected: badEnvelope,
      arrange: against({}, {}, () => ({ ...mail, to: [] })),
    },
    {
      when: 'the sender is refused',
      expected: { kind: 'SenderRejected', reason: 'sender.rejected', phase: 'mail', responseCode: 550 },
      arrange: against({ script: { mail: '550 5.1.8 Sender rejected' } }),
    },
    {
      when: 'every recipient is refused',
      expected: {
        kind: 'RecipientRejected',
        reason: 'recipient.unknown',
        phase: 'rcpt',
        rejected: ['bob@example.com', 'carol@example.com'],
        recipients: [
          { address: 'bob@example.com', outcome: 'rejected', reason: 'recipient.unknown' },
          { address: 'carol@example.com', outcome: 'rejected', reason: 'recipient.unknown' },
        ],
      },
      arrange: against({ script: { rcpt: '550 5.1.1 No such user' } }, {}, () => ({
        ...mail,
        to: ['bob@example.com', 'carol@example.com'],
      })),
    },
    {
      when: 'DATA is refused',
      expected: { phase: 'data', command: 'DATA', delivery: 'not-sent', retry: { safe: true } },
      arrange: against({ script: { data: '451 4.3.0 Try again later' } }),
    },
  ],
  EMESSAGE: [
    {
      when: 'the message is refused after the final dot',
      expected: {
        kind: 'MessageRejected',
        reason: 'message.rejected',
        phase: 'final-dot',
        delivery: 'not-sent',
      },
      arrange: against({ script: { 'final-dot': '554 5.6.0 Malformed message' } }),
    },
    {
      when: 'the message is larger than the server takes',
      expected: { kind: 'MessageRejected', reason: 'message.too-large', delivery: 'not-sent' },
      arrange: against({ extensions: { size: 100 } }, {}, () => ({
        ...mail,
        envelope: { from: mail.from, to: mail.to, size: 1000 },
      })),
    },
  ],
  EOTP: [
    {
      when: 'a one-time passcode is malformed',
      needs: 'one-time passcodes',
      expected: badConfig,
      arrange: locally(() => ({ ...mail, otp: { code: '', origin: 'https://example.com' } })),
    },
  ],
  ESTREAM: [
    {
      when: 'a stream of the message fails',
      expected: source,
      arrange: against({}, {}, () => ({
        ...mail,
        text: new Readable({
          read() {
            this.destroy(new Error('disk on fire'));
          },
        }),
      })),
    },
    {
      when: 'an attached file does not exist',
      expected: { ...source, originalCode: 'ENOENT' },
      arrange: against({}, {}, () => ({ ...mail, attachments: [{ path: '/nowhere/at/all.pdf' }] })),
    },
  ],
  EABORT: [
    {
      when: 'the signal is aborted already',
      needs: 'signals',
      expected: { kind: 'SendAborted', reason: 'send.aborted', delivery: 'not-sent', phase: 'local' },
      arrange: locally(() => ({ ...mail, signal: AbortSignal.abort() })),
    },
    {
      when: 'the signal aborts a delivery',
      needs: 'signals',
      expected: { kind: 'SendAborted', reason: 'send.aborted', delivery: 'not-sent', phase: 'mail' },
      arrange: async (fail) => {
        let controller = new AbortController();
        const script = {
          mail: () => {
            controller.abort();
            return hang();
          },
        };
        await against({ script }, {}, () => {
          controller = new AbortController();
          return { ...mail, signal: controller.signal };
        })(fail);
      },
    },
  ],
  EAUTH: [
    {
      when: 'the password is wrong',
      expected: {
        ...login,
        reason: 'auth.invalid-credentials',
        disposition: 'operator-action',
        responseCode: 535,
      },
      verify: 'too',
      arrange: against({ accounts: { [user]: 'right' } }, { auth: { user, pass: 'wrong' } }),
    },
    {
      when: 'the password is missing',
      expected: { kind: 'Misconfigured', reason: 'config.credentials-missing', phase: 'local' },
      verify: 'too',
      arrange: against({ accounts: { [user]: 'right' } }, { auth: { user } }),
    },
    {
      when: 'the login failed only for now',
      expected: { ...login, reason: 'auth.temporary', disposition: 'transient', responseCode: 454 },
      verify: 'too',
      arrange: against(
        {
          accounts: { [user]: 'x' },
          script: { 'auth-response': '454 4.7.0 Temporary authentication failure' },
        },
        { auth: { user, pass: 'x' } },
      ),
    },
  ],
  ENOAUTH: [
    {
      when: 'a login is forced and there is nothing to log in with',
      expected: { kind: 'Misconfigured', reason: 'config.credentials-missing', delivery: 'not-sent' },
      verify: 'only',
      arrange: against({ accounts: { [user]: 'x' } }, { forceAuth: true }),
    },
  ],
  EOAUTH2: [
    {
      when: 'there is no token and no way to get one',
      expected: { ...login, reason: 'auth.token', originalCode: 'EOAUTH2' },
      verify: 'too',
      arrange: against({ accounts: { [user]: 'x' } }, { auth: { type: 'OAuth2', user } }),
    },
    {
      when: 'the token endpoint refuses the refresh token',
      expected: { ...login, reason: 'auth.token', originalCode: 'EOAUTH2', disposition: 'operator-action' },
      verify: 'too',
      arrange: async (fail) => {
        await using endpoint = await startTokenEndpoint({ error: 'invalid_grant' }, 400);
        const auth = { type: 'OAuth2', user, clientId: 'c', clientSecret: 'cs', refreshToken: 'rt' };
        await against({ accounts: { [user]: 'x' } }, { auth: { ...auth, accessUrl: endpoint.url } })(fail);
      },
    },
  ],
  EMAXLIMIT: [
    {
      // A pool keeps this one to itself: see below.
      when: 'a transport passes it on before it has read the message',
      expected: { kind: 'ConnectionClosed', reason: 'connection.lost' },
      arrange: (fail) =>
        fail(() =>
          nodemailer.createTransport({
            name: 'custom',
            version: '1',
            send: (sent: MailMessage, done: (error: Error) => void) => {
              sent.message.createReadStream();
              done(Object.assign(new Error('Resource exhausted'), { code: 'EMAXLIMIT' }));
            },
          }),
        ),
    },
  ],
  EMAXRECIPIENTS: [
    {
      when: 'there are more recipients than allowed',
      needs: 'a limit of recipients',
      expected: badEnvelope,
      arrange: locally(() => ({ ...mail, to: ['bob@example.com', 'carol@example.com'], maxRecipients: 1 })),
    },
  ],
  ESENDMAIL: [
    {
      when: 'sendmail refuses the message',
      expected: { delivery: 'not-sent', kind: 'MessageRejected' },
      arrange: locally(plain, { sendmail: true, path: '/bin/sh', args: ['-c', 'cat > /dev/null; exit 65'] }),
    },
    {
      when: 'sendmail exits with a failure after it had the whole message',
      expected: { delivery: 'unknown', kind: 'DeliveryUnknown' },
      arrange: locally(plain, { sendmail: true, path: '/bin/sh', args: ['-c', 'cat > /dev/null; exit 1'] }),
    },
  ],
  ESES: [
    {
      when: 'Amazon SES refuses',
      expected: { kind: 'MessageRejected', reason: 'message.rejected', delivery: 'not-sent' },
      arrange: locally(plain, {
        SES: {
          sesClient: {
            send: () => Promise.reject(Object.assign(new Error('Virus'), { name: 'MessageRejected' })),
          },
          SendEmailCommand: Object,
        },
      }),
    },
  ],
  ECONFIG: [
    {
      when: 'the signal is no AbortSignal',
      needs: 'signals',
      expected: badConfig,
      arrange: locally(() => Object.assign({ ...mail }, JSON.parse('{ "signal": "stop" }'))),
    },
    {
      when: 'the DKIM options cannot be used',
      needs: 'ends for every send',
      expected: { kind: 'Misconfigured', reason: 'config.invalid', delivery: 'not-sent' },
      arrange: locally(
        () => ({
          ...mail,
          dkim: { domainName: 'example.com', keySelector: 'k', privateKey: 'x', hashAlgo: 'none' },
        }),
        { streamTransport: true, buffer: true },
      ),
    },
  ],
  EPROXY: [
    {
      when: 'the proxy refuses',
      expected: { ...failed, reason: 'connection.proxy', phase: 'connect' },
      verify: 'too',
      arrange: async (fail) => {
        await using proxy = await startProxy(407);
        await fail(() => nodemailer.createTransport({ host: '127.0.0.1', port: 25, proxy: proxy.url }));
      },
    },
    {
      when: 'the proxy is of an unknown kind, or its module is missing',
      expected: { ...failed, reason: 'connection.proxy', phase: 'connect', disposition: 'operator-action' },
      verify: 'too',
      arrange: async (fail) => {
        for (const proxy of ['gopher://127.0.0.1:70', 'socks5://127.0.0.1:1080']) {
          await fail(() => nodemailer.createTransport({ host: '127.0.0.1', port: 25, proxy }));
        }
      },
    },
  ],
  EFILEACCESS: [
    {
      when: 'a file is attached and files are off',
      expected: source,
      arrange: locally(() => ({ ...mail, attachments: [{ path: '/etc/hosts' }], disableFileAccess: true }), {
        streamTransport: true,
        buffer: true,
      }),
    },
  ],
  EURLACCESS: [
    {
      when: 'a URL is attached and URLs are off',
      expected: source,
      arrange: locally(
        () => ({ ...mail, attachments: [{ href: 'http://127.0.0.1/' }], disableUrlAccess: true }),
        { streamTransport: true, buffer: true },
      ),
    },
  ],
  EFETCH: [
    {
      when: 'an attached URL does not exist',
      expected: source,
      arrange: async (fail) => {
        await using endpoint = await startTokenEndpoint('nothing here', 404);
        const options = { streamTransport: true as const, buffer: true };
        const attachments = [{ href: endpoint.url }];
        await fail(
          () => nodemailer.createTransport(options),
          () => ({ ...mail, attachments }),
        );
      },
    },
  ],
};

test.runIf(nodemailerHas('error codes'))('there is a case for every code that Nodemailer has', async () => {
  const { ERROR_CODES } = await import('nodemailer/lib/errors');
  expect(Object.keys(cases)).toEqual(expect.arrayContaining(Object.keys(ERROR_CODES)));
  if (nodemailerHas('signals')) expect(Object.keys(ERROR_CODES)).toHaveLength(Object.keys(cases).length);
});

/** What an error is to have, as far as this Nodemailer gives it. */
function asFarAsGiven(expected: object): object {
  if (nodemailerHas('finer codes')) return expected;
  const { originalCode: _, timeoutType: __, ...rest } = { originalCode: '', timeoutType: '', ...expected };
  return rest;
}

/** A test of a case, skipped where Nodemailer lacks what the case is about. */
function testOf({ needs }: Case, title: string, body: () => Promise<void>): void {
  const isPossible = needs === undefined || nodemailerHas(needs);
  test.runIf(isPossible)(needs === undefined ? title : `${title} (needs ${needs})`, body);
}

describe.each(Object.entries(cases))('%s becomes a typed error', (code, ofCode) => {
  const expectTyped = (error: unknown, expected: object, bare: unknown) => {
    expect(isSmtpError(error)).toBe(true);
    expect(error).toBeInstanceOf(SmtpError);
    expect(error).toMatchObject(asFarAsGiven(expected));
    expect(error).not.toMatchObject({ kind: 'Unclassified' });
    // Nodemailer says of some only whether it is for good.
    expect({ ...nodemailerFields(error), permanent: 0 }).toEqual({ ...nodemailerFields(bare), permanent: 0 });
    const codes = [Reflect.get(Object(bare), 'code'), Reflect.get(Object(bare), 'originalCode')];
    if (nodemailerHas('finer codes')) expect(codes).toContain(code);
    expect(error).toMatchObject({ remediation: { summary: expect.stringMatching(/./) } });
  };

  for (const one of ofCode.filter(({ verify }) => verify !== 'only')) {
    const { when, expected, arrange } = one;
    testOf(one, `from sendMail when ${when}`, () =>
      arrange(async (create, message = plain) => {
        const bare = await rejection(create().sendMail(message()));
        const { logger, records } = collectingLogger();
        const mailer = wrapTransport(create(), { logger, retry: false, loginGuard: false });
        expectTyped(await rejection(mailer.sendMail(message())), expected, bare);
        const called = await new Promise((resolve) => mailer.sendMail(message(), resolve));
        expectTyped(called, expected, bare);
        const reason = Reflect.get(Object(called), 'reason');
        const record = { level: 'warn', 'error.type': reason };
        expect(records('smtp.client.send')).toMatchObject([record, record]);
      }),
    );
  }

  for (const one of ofCode.filter(({ verify }) => verify !== undefined)) {
    const { when, expected, arrange } = one;
    testOf(one, `from verify when ${when}`, () =>
      arrange(async (create) => {
        const bare = await rejection(create().verify());
        const mailer = wrapTransport(create(), { retry: false, loginGuard: false });
        expectTyped(await rejection(mailer.verify()), expected, bare);
        const called = await new Promise((resolve) => mailer.verify(resolve));
        expectTyped(called, expected, bare);
      }),
    );
  }
});

test('EMAXLIMIT, by which a pool retires a connection, never becomes an error', async () => {
  await using server = await startScriptedServer();
  const { host, port } = server;
  const { logger, records } = collectingLogger();
  const options = { pool: true as const, maxConnections: 1, maxMessages: 1, host, port };
  const mailer = wrapTransport(nodemailer.createTransport(options), { logger, retry: false });
  await Promise.all([1, 2, 3].map(() => mailer.sendMail(mail)));
  mailer.close();
  expect(server.sessions).toHaveLength(3);
  expect(records('smtp.client.send').map(({ level }) => level)).toEqual(['debug', 'debug', 'debug']);
});

describe('what fails before the transport is asked has a type and one record', () => {
  test.each<[string, string, object]>([
    ['fails', 'compile', {}],
    ['fails', 'stream', {}],
  ])('a plugin that %s at %s', async (_what, step) => {
    const { logger, records } = collectingLogger();
    const mailer = wrapTransport(nodemailer.createTransport({ jsonTransport: true }), { logger });
    const cause = new Error('template not found');
    mailer.use(step, (_mail, done) => done(cause));
    const expected = {
      delivery: 'not-sent',
      phase: 'local',
      attempts: { length: 0 },
      cause,
      retry: { safe: false },
    };
    const error = await rejection(mailer.sendMail(mail));
    expect(error).toMatchObject(expected);
    expect(error).toMatchObject({ kind: 'Misconfigured', reason: 'config.invalid' });
    expect(records('smtp.client.send')).toMatchObject([
      { level: 'warn', 'event.outcome': 'failure', 'smtp.phase': 'local' },
    ]);
    const called = await new Promise((resolve) => mailer.sendMail(mail, resolve));
    expect(called).toMatchObject(expected);
    expect(records('smtp.client.send')).toHaveLength(2);
  });

  test.runIf(nodemailerHas('ends for compiling'))(
    'a message that cannot be compiled (Nodemailer 9.1.1)',
    async () => {
      const { logger, records } = collectingLogger();
      const mailer = wrapTransport(nodemailer.createTransport({ jsonTransport: true }), { logger });
      const hostile = {
        get address(): string {
          throw new TypeError('no address');
        },
      };
      const to = Object.assign([], [hostile]);
      expect(await rejection(mailer.sendMail({ ...mail, to }))).toMatchObject({
        kind: 'Misconfigured',
        phase: 'local',
        attempts: { length: 0 },
      });
      expect(records('smtp.client.send')).toHaveLength(1);
    },
  );

  test('a signal that aborts while a plugin works', async () => {
    const { logger, records } = collectingLogger();
    const mailer = wrapTransport(nodemailer.createTransport({ jsonTransport: true }), { logger });
    const controller = new AbortController();
    mailer.use('compile', (_mail, done) => {
      controller.abort(new Error('changed my mind'));
      setImmediate(done);
    });
    const error = await rejection(mailer.sendMail({ ...mail, signal: controller.signal }));
    expect(error).toMatchObject({
      kind: 'SendAborted',
      code: 'EABORT',
      delivery: 'not-sent',
      cause: { cause: { message: 'changed my mind' } },
    });
    expect(records('smtp.client.send')).toHaveLength(1);
  });
});

test('TLS that fails before the greeting is told as phase tls, not as a connection that could not be made', async () => {
  await using server = await startScriptedServer({ secure: true });
  const { host, port } = server;
  const error = await wrapTransport(nodemailer.createTransport({ host, port, secure: true }), {
    retry: false,
  })
    .sendMail(mail)
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ kind: 'TlsFailed', reason: 'tls.certificate', phase: 'tls' });
});
