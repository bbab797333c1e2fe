import { EventEmitter, once } from 'node:events';
import { connect, createServer } from 'node:net';
import nodemailer from 'nodemailer';
import SMTPTransport from 'nodemailer/lib/smtp-transport';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { bothWays, mail, timeless } from '../helpers/both-ways.js';
import { rejection } from '../helpers/collect.js';
import { nodemailerHas } from '../helpers/nodemailer-version.js';
import { startTokenEndpoint } from '../helpers/token-endpoint.js';

const user = 'alice@example.com';
const start = () => startScriptedServer({ accounts: { [user]: 'token-2' }, requireAuth: true });

describe.each([
  ['a single connection', {}],
  ['a pool', { pool: true as const }],
])('over %s', (_over, options) => {
  test('an access token logs in', async () => {
    await using server = await start();
    const { host, port } = server;
    const auth = { type: 'OAuth2' as const, user, accessToken: 'token-2' };
    const { bare, wrapped } = await bothWays(
      () => nodemailer.createTransport({ host, port, auth, ...options }),
      async (mailer) => timeless(await mailer.sendMail(mail)),
    );
    expect(wrapped).toEqual(bare);
    expect(server.logins).toMatchObject(Array(2).fill({ mechanism: 'XOAUTH2', user, accepted: true }));
  });

  test('a token is refreshed at the token endpoint, and announced with a token event', async () => {
    await using server = await start();
    await using endpoint = await startTokenEndpoint({ access_token: 'token-2', expires_in: 3600 });
    const { host, port } = server;
    const auth = {
      type: 'OAuth2' as const,
      user,
      clientId: 'client',
      clientSecret: 'client secret',
      refreshToken: 'refresh token',
      accessUrl: endpoint.url,
    };
    const { bare, wrapped } = await bothWays(
      () => nodemailer.createTransport({ host, port, auth, ...options }),
      async (mailer) => {
        const tokens: unknown[] = [];
        mailer.on('token', (token) => tokens.push({ ...token, expires: typeof token.expires }));
        const info = timeless(await mailer.sendMail(mail));
        return { info, tokens };
      },
    );
    expect(wrapped).toEqual(bare);
    expect(wrapped.tokens).toEqual([{ user, accessToken: 'token-2', expires: 'number' }]);
    expect(endpoint.requests.map((body) => body.get('refresh_token'))).toEqual(
      Array(2).fill('refresh token'),
    );
    expect(server.messages).toHaveLength(2);
  });

  test.runIf(nodemailerHas('late token callbacks') || 'pool' in options)(
    'oauth2_provision_cb, registered after wrapping, is asked for the token, and again when it is refused (single connection: Nodemailer 8.0.11)',
    async () => {
      const asked = { bare: [] as unknown[], wrapped: [] as unknown[] };
      const infos: unknown[] = [];
      for (const which of ['bare', 'wrapped'] as const) {
        await using server = await start();
        const { host, port } = server;
        const auth = { type: 'OAuth2' as const, user };
        const mailer = nodemailer.createTransport({ host, port, auth, ...options });
        if (which === 'wrapped') wrapTransport(mailer, { retry: false });
        mailer.set('oauth2_provision_cb', (name, renew, done) => {
          asked[which].push([name, renew]);
          done(null, renew ? 'token-2' : 'token-1');
        });
        infos.push(timeless(await mailer.sendMail(mail)));
        mailer.close();
      }
      expect(infos[1]).toEqual(infos[0]);
      expect(asked.wrapped).toEqual(asked.bare);
      expect(asked.wrapped).toEqual([
        [user, false],
        [user, true],
      ]);
    },
  );

  test('a token that no longer works is an AuthenticationFailedError', async () => {
    await using server = await start();
    const { host, port } = server;
    const auth = { type: 'OAuth2' as const, user, accessToken: 'token-1' };
    const mailer = wrapTransport(nodemailer.createTransport({ host, port, auth, ...options }));
    expect(await rejection(mailer.sendMail(mail))).toMatchObject({
      kind: 'AuthenticationFailed',
      reason: 'auth.token',
      code: 'EAUTH',
      phase: 'auth',
      attempts: { length: 1 },
    });
    mailer.close();
  });
});

test.runIf(nodemailerHas('late token callbacks'))(
  'a bare transport that is wrapped first finds its provision callback on the transporter made later (Nodemailer 8.0.11)',
  async () => {
    await using server = await start();
    const { host, port } = server;
    const transport = wrapTransport(new SMTPTransport({ host, port, auth: { type: 'OAuth2', user } }));
    const mailer = nodemailer.createTransport(transport);
    mailer.set('oauth2_provision_cb', (_user, _renew, done) => done(null, 'token-2'));
    await mailer.sendMail(mail);
    expect(server.messages).toHaveLength(1);
  },
);

test('a message may bring its own access token', async () => {
  await using server = await startScriptedServer({ accounts: { [user]: 't', 'bob@example.com': 'token-b' } });
  const { host, port } = server;
  const auth = { type: 'OAuth2' as const, user, accessToken: 't' };
  const mailer = wrapTransport(nodemailer.createTransport({ host, port, auth }));
  await mailer.sendMail(mail);
  await mailer.sendMail({ ...mail, auth: { user: 'bob@example.com', accessToken: 'token-b' } });
  expect(server.messages.map((message) => message.user)).toEqual([user, 'bob@example.com']);
});

describe('a token service', () => {
  async function send(answers: readonly (readonly [number, object | string])[]) {
    const server = await start();
    const endpoint = await startTokenEndpoint({ access_token: 'token-2', expires_in: 3600 }, 200, answers);
    const client = { clientId: 'client', clientSecret: 'client secret', refreshToken: 'refresh token' };
    const auth = { type: 'OAuth2' as const, user, ...client, accessUrl: endpoint.url };
    const { host, port } = server;
    const mailer = wrapTransport(nodemailer.createTransport({ host, port, auth }), {
      retry: { retries: 1, minTimeout: 1 },
    });
    const reasonOf = (sent: Promise<unknown>) =>
      sent.then(
        () => 'sent',
        (error) => String(error.reason),
      );
    const reasons = [await reasonOf(mailer.sendMail(mail)), await reasonOf(mailer.sendMail(mail))];
    await Promise.all([server.close(), endpoint[Symbol.asyncDispose]()]);
    return { reasons, asked: endpoint.requests.length };
  }

  test.each<[number, object | string]>([
    [429, { error: 'rate_limit_exceeded' }],
    [403, { error: 'rate_limit_exceeded', error_description: 'Rate Limit Exceeded' }],
    [403, { error: { code: 403, status: 'RESOURCE_EXHAUSTED' } }],
    [429, { message: 'Too Many Requests' }],
    [400, { error: 'slow_down' }],
    [400, { error: 'invalid_request', error_description: '503: Service Unavailable' }],
    [
      400,
      { error: 'temporarily_unavailable', error_description: 'AADSTS90033: A transient error has occurred.' },
    ],
    [500, { error: 'server_error' }],
    [503, 'Service Unavailable'],
  ])('that is busy (%d %j) is asked again, and suspends nobody', async (status, answer) => {
    expect(await send([[status, answer]])).toMatchObject({ reasons: ['sent', 'sent'] });
    const busy = [status, answer] as const;
    expect(await send([busy, busy])).toMatchObject({ reasons: ['auth.temporary', 'sent'] });
  });

  test.each(['invalid_grant', 'invalid_client', 'unauthorized_client'])(
    'that refuses (%s) is asked once, and nobody tries again',
    async (error) => {
      const refusal = [400, { error, error_description: 'Quota of patience exceeded' }] as const;
      expect(await send([refusal, refusal])).toEqual({ reasons: ['auth.token', 'auth.suspended'], asked: 1 });
    },
  );
});

type Provision = (user: string, renew: boolean, done: (error: Error | null, token: string) => void) => void;

/** Stands before a server, and leaves its first client when it is told to. */
async function startImpatient(to: number, says: string) {
  const patience = new EventEmitter();
  const server = createServer((client) => {
    patience.emit('new client');
    const upstream = connect(to, '127.0.0.1');
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    patience.once('over', () => {
      upstream.unpipe(client).destroy();
      client.end(says);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { port, patience, [Symbol.asyncDispose]: async () => void server.close() };
}

describe('a token that takes longer than the server waits', () => {
  const goodbyes = [
    ['421 4.4.2 Timeout exceeded\r\n', { reason: 'server.closing', reply: { code: 421 } }],
    ['221 2.0.0 Bye\r\n', { reason: 'server.closing', reply: { code: 221 } }],
    ['', { reason: 'connection.lost' }],
  ] as const;

  test.each(goodbyes)("after '%s' the send is tried again, and delivered", async (says) => {
    await using server = await start();
    await using impatient = await startImpatient(server.port, says);
    const { host } = server;
    const provisionCallback: Provision = (_user, _renew, done) => {
      impatient.patience.once('new client', () => done(null, 'token-2')).emit('over');
    };
    const auth = { type: 'OAuth2' as const, user, provisionCallback };
    const transport = nodemailer.createTransport({ host, port: impatient.port, auth });
    const mailer = wrapTransport(transport, { retry: { minTimeout: 1 } });
    await mailer.sendMail(mail);
    expect(server.messages).toHaveLength(1);
  });

  test.each(goodbyes)("after '%s' send and verify() end in phase auth, with that", async (says, expected) => {
    for (const ask of ['sendMail', 'verify'] as const) {
      await using server = await start();
      await using impatient = await startImpatient(server.port, says);
      const late: Parameters<Provision>[2][] = [];
      const provisionCallback: Provision = (_user, _renew, done) => {
        late.push(done);
        impatient.patience.emit('over');
      };
      const auth = { type: 'OAuth2' as const, user, provisionCallback };
      const transport = nodemailer.createTransport({ host: server.host, port: impatient.port, auth });
      const mailer = wrapTransport(transport, { retry: false });
      const error = await rejection(ask === 'verify' ? mailer.verify() : mailer.sendMail(mail));
      expect(error).toMatchObject({
        ...expected,
        phase: 'auth',
        delivery: 'not-sent',
        retry: { safe: true },
      });
      // Nobody waits for it any more.
      late[0]?.(null, 'token-2');
      expect(server.logins).toEqual([]);
    }
  });

  test('a login of the application that waits for something else ends with the connection as well', async () => {
    await using server = await startScriptedServer({ accounts: { [user]: 'x' }, requireAuth: true });
    await using impatient = await startImpatient(server.port, '421 4.4.2 Timeout exceeded\r\n');
    const mailer = wrapTransport(
      nodemailer.createTransport({
        host: server.host,
        port: impatient.port,
        auth: { type: 'custom', method: 'PLAIN', user, pass: 'x' },
        customAuth: { PLAIN: () => void impatient.patience.emit('over') },
      }),
      { retry: false },
    );
    expect(await rejection(mailer.sendMail(mail))).toMatchObject({ phase: 'auth', reply: { code: 421 } });
  });
});
