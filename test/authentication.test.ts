import nodemailer, { type Transporter } from 'nodemailer';
import {
  type AnySmtpError,
  AuthenticationFailedError,
  isSmtpError,
  type WrapOptions,
  wrapTransport,
} from 'nodemailer-smtp-errors';
import {
  accepting,
  certificate,
  closing,
  drop,
  hang,
  type Mechanism,
  mechanisms,
  type Pace,
  reset,
  type Script,
  type ScriptedServer,
  type ScriptedServerOptions,
  startScriptedServer,
} from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { rejection } from './helpers/collect.js';
import { nodemailerHas } from './helpers/nodemailer-version.js';
import { allClosed, mail } from './helpers/send-once.js';

const user = 'alice@example.com';
const paces: readonly Pace[] = ['whole', 'lines', 'bytes'];

/** Quick to try again, so that a try too many would be seen. */
const eager: WrapOptions = { retry: { retries: 2, minTimeout: 1, maxTimeout: 5 } };

/** A server that wants a login. */
function startServer(script: Script = {}, options: ScriptedServerOptions = {}): Promise<ScriptedServer> {
  return startScriptedServer({ accounts: { [user]: 'right' }, requireAuth: true, script, ...options });
}

function mailerFor(server: ScriptedServer, options: object = {}, wrap: WrapOptions = eager): Transporter {
  const { host, port } = server;
  const auth = { user, pass: 'wrong' };
  return wrapTransport(nodemailer.createTransport({ host, port, auth, ...options }), wrap);
}

/** The error of a send, which has to be one of ours. */
async function failure(mailer: Transporter, message: object = {}): Promise<AnySmtpError> {
  const error = await rejection(mailer.sendMail({ ...mail, ...message }));
  mailer.close();
  if (!isSmtpError(error)) throw error;
  return error;
}

/** Credentials that the server does not take, for each mechanism. */
function credentialsFor(mechanism: Mechanism): object {
  return mechanism === 'XOAUTH2'
    ? { type: 'OAuth2', user, accessToken: 'stale' }
    : { user, pass: 'wrong', method: mechanism };
}

/** An application that can renew its tokens, to no avail. */
function renewing(mailer: Transporter, renewed: string[] = []): Transporter {
  mailer.set(
    'oauth2_provision_cb',
    (_user: string, renew: boolean, done: (error: null, token: string) => void) => {
      const token = renew ? 'renewed' : 'stale';
      renewed.push(token);
      done(null, token);
    },
  );
  return mailer;
}

describe('a wrong password', () => {
  const ways: Record<string, [options: object, server: ScriptedServerOptions]> = {
    smtp: [{}, {}],
    pool: [{ pool: true }, {}],
    'smtp over TLS': [{ secure: true, tls: { ca: certificate } }, { secure: true }],
    'smtp over STARTTLS': [{ requireTLS: true, tls: { ca: certificate } }, { requireTls: true }],
    lmtp: [{ lmtp: true }, { lmtp: true }],
  };
  const cells = mechanisms.flatMap((mechanism) => Object.keys(ways).map((way) => [mechanism, way] as const));

  test.each(cells)(
    'with %s (%s): the same error, no login too many, and nothing sent',
    async (mechanism, way) => {
      const [options, settings] = ways[way] ?? [{}, {}];
      for (const pace of paces) {
        await using server = await startServer({}, { ...settings, pace });
        const mailer = mailerFor(server, { ...options, auth: credentialsFor(mechanism) });
        const error = await failure(mailer);
        expect(error).toBeInstanceOf(AuthenticationFailedError);
        expect(error).toMatchObject({
          name: 'AuthenticationFailedError',
          kind: 'AuthenticationFailed',
          reason: mechanism === 'XOAUTH2' ? 'auth.token' : 'auth.invalid-credentials',
          code: 'EAUTH',
          command: `AUTH ${mechanism}`,
          phase: 'auth',
          delivery: 'not-sent',
          disposition: 'operator-action',
          retry: { safe: false },
          attempts: { length: 1 },
          server: { host: server.host, port: server.port, secure: way === 'smtp over TLS' },
        });
        await server.until(allClosed);
        // Nodemailer itself renews a token that is refused, or tries the same one again.
        const logins = mechanism === 'XOAUTH2' ? 2 : 1;
        expect(server.logins).toMatchObject(Array(logins).fill({ mechanism, user, accepted: false }));
        expect(server.messages).toEqual([]);
      }
    },
  );

  test('keeps what code written for Nodemailer reads', async () => {
    await using server = await startServer();
    const error = await failure(mailerFor(server));
    expect(error).toMatchObject({ code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' });
    expect(error).toMatchObject({ permanent: true });
    expect(error.response).toMatch(/^535 5\.7\.8 /);
    expect(error.cause).toMatchObject({ code: 'EAUTH', responseCode: 535 });
    expect(error.reply).toMatchObject({ code: 535, enhancedCode: '5.7.8' });
  });

  test('tells a person what to check: user and password, app password, mechanism', async () => {
    await using server = await startServer({}, { mechanisms: ['LOGIN', 'CRAM-MD5'] });
    const { remediation } = await failure(mailerFor(server));
    expect(remediation).toMatchObject({ id: 'auth.invalid-credentials', audience: 'operator' });
    expect(remediation.summary).toMatch(/user name or the password/);
    const steps = expect.arrayContaining([
      expect.stringMatching(/^Verify user and password/),
      expect.stringMatching(/app password.*current and not revoked/),
      expect.stringMatching(/SASL mechanism.*: LOGIN, CRAM-MD5\.$/),
    ]);
    expect(remediation.steps).toEqual(steps);
  });

  test('says the first of it in its message, without saying who wanted in', async () => {
    await using server = await startServer({ 'auth-response': `535 5.7.8 No, <${user}>` });
    const error = await failure(mailerFor(server));
    expect(error.message).toContain(error.remediation.summary);
    expect(error.message).toContain('535 5.7.8 in answer to AUTH PLAIN');
    expect(error.message).not.toContain(user);
  });

  test('is the same for verify()', async () => {
    for (const pool of [false, true]) {
      await using server = await startServer();
      const mailer = mailerFor(server, { pool });
      expect(await rejection(mailer.verify())).toMatchObject({
        kind: 'AuthenticationFailed',
        reason: 'auth.invalid-credentials',
        phase: 'auth',
        retry: { safe: false },
      });
      expect(server.logins).toHaveLength(1);
      mailer.close();
    }
  });

  test('of one message is that message’s alone', async () => {
    await using server = await startServer();
    const mailer = mailerFor(server, { auth: { user, pass: 'right' } });
    const [good, bad] = await Promise.allSettled([
      mailer.sendMail(mail),
      mailer.sendMail({ ...mail, auth: { user: 'bob@example.com', pass: 'wrong' } }),
    ]);
    expect(good.status).toBe('fulfilled');
    expect(bad).toMatchObject({ reason: { kind: 'AuthenticationFailed' } });
    expect(server.messages).toHaveLength(1);
  });

  test('that is corrected in the options works at once', async () => {
    await using server = await startServer();
    const mailer = mailerFor(server, { pool: true });
    expect(await rejection(mailer.sendMail(mail))).toMatchObject({ kind: 'AuthenticationFailed' });
    Reflect.set(Object(mailer.transporter).options.auth, 'pass', 'right');
    await mailer.sendMail(mail);
    expect(server.messages).toHaveLength(1);
    mailer.close();
  });
});

describe.runIf(nodemailerHas('late token callbacks'))(
  'an OAuth2 token that is refused (its callback set later: Nodemailer 8.0.11)',
  () => {
    test('is renewed once, by Nodemailer itself, and no more', async () => {
      await using server = await startServer();
      const renewed: string[] = [];
      const options = { auth: { type: 'OAuth2', user } };
      const error = await failure(renewing(mailerFor(server, options), renewed));
      expect(error).toMatchObject({
        kind: 'AuthenticationFailed',
        reason: 'auth.token',
        phase: 'auth',
        attempts: { length: 1 },
      });
      expect(error.remediation.steps.join('\n')).toMatch(/token/);
      expect(renewed).toEqual(['stale', 'renewed']);
      expect(server.logins).toHaveLength(2);
    });

    test('and works once renewed is no failure', async () => {
      await using server = await startServer({}, { accounts: { [user]: 'renewed' } });
      const mailer = renewing(mailerFor(server, { auth: { type: 'OAuth2', user } }));
      await mailer.sendMail(mail);
      expect(server.messages).toHaveLength(1);
    });

    test.each(paces)('is told by its 535, which the 421 to the second try hides (%s)', async (pace) => {
      const script = {
        'auth-response': ['535 5.7.8 The token has expired', closing('421 4.7.0 Too many errors')],
      };
      for (const pool of [false, true]) {
        await using server = await startServer(script, { pace });
        const mailer = renewing(mailerFor(server, { pool, maxRequeues: 0, auth: { type: 'OAuth2', user } }));
        const error = await failure(mailer);
        expect(error).toMatchObject({
          kind: 'AuthenticationFailed',
          reason: 'auth.token',
          phase: 'auth',
          reply: { code: 535, enhancedCode: '5.7.8' },
          disposition: 'operator-action',
          retry: { safe: false },
        });
        expect(error.transcript.join('\n')).toContain('421 4.7.0');
        expect(server.logins).toHaveLength(2);
      }
    });

    const silences = { FIN: drop(), RST: reset(), silence: hang() };
    test.each(Object.entries(silences))(
      'and by its 535 where the second try ends with %s',
      async (name, end) => {
        const refusal = '535 5.7.8 The token has expired';
        const script = { 'auth-response': refusal, auth: ['ok', end, 'ok', end, 'ok', end] };
        const timeouts = name === 'silence' ? { socketTimeout: 250 } : {};
        for (const pool of [false, true]) {
          await using server = await startServer(script);
          const options = { pool, maxRequeues: 0, auth: { type: 'OAuth2', user }, ...timeouts };
          expect(await failure(renewing(mailerFor(server, options)))).toMatchObject({
            kind: 'AuthenticationFailed',
            reason: 'auth.token',
            reply: { code: 535 },
            retry: { safe: false },
            attempts: { length: 1 },
          });
          expect(server.logins).toHaveLength(2);
        }
      },
    );
  },
);

/** A login that is refused with a reply, and what becomes of it. */
interface Refusal {
  readonly reply: string;
  readonly kind?: string;
  readonly reason: string;
  readonly disposition?: string;
  readonly provider?: string;
  readonly steps?: RegExp;
}

describe('what a server says to a login', () => {
  const refusals: readonly Refusal[] = [
    { reply: '535 5.7.8 Authentication credentials invalid', reason: 'auth.invalid-credentials' },
    { reply: '535 Login failed', reason: 'auth.invalid-credentials' },
    { reply: '534 5.7.9 Authentication mechanism is too weak', reason: 'auth.mechanism' },
    { reply: '530 5.7.0 Authentication required', reason: 'auth.required' },
    {
      reply: '538 5.7.11 Encryption required for requested authentication mechanism',
      reason: 'auth.encryption-required',
    },
    { reply: '525 5.7.13 User account disabled', reason: 'auth.account-locked' },
    { reply: '432 4.7.12 A password transition is needed', reason: 'auth.mechanism' },
    {
      reply: '454 4.7.0 Temporary authentication failure',
      reason: 'auth.temporary',
      disposition: 'transient',
    },
    {
      reply: '421 4.3.2 Service shutting down',
      kind: 'ConnectionClosed',
      reason: 'server.closing',
      disposition: 'transient',
    },
    { reply: '500 5.5.2 Command not recognized', reason: 'auth.not-supported' },
    {
      reply: '501 5.5.2 Cannot decode the response',
      kind: 'ProtocolFailed',
      reason: 'protocol.rejected',
      disposition: 'permanent',
    },
    { reply: '502 5.5.1 Command not implemented', reason: 'auth.not-supported' },
    {
      reply: '503 5.5.1 Bad sequence of commands',
      kind: 'ProtocolFailed',
      reason: 'protocol.rejected',
      disposition: 'permanent',
    },
    { reply: '504 5.5.4 Unrecognized authentication type', reason: 'auth.mechanism' },
    { reply: '550 5.7.8 Authentication failed', reason: 'auth.invalid-credentials' },

    {
      reply:
        '535-5.7.8 Username and Password not accepted. For more information, go to\r\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials a1b2c3 - gsmtp',
      reason: 'auth.invalid-credentials',
      provider: 'gmail',
      steps: /app password.*myaccount\.google\.com/s,
    },
    {
      reply:
        '534-5.7.9 Application-specific password required. For more information, go to\r\n534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor a1b2c3 - gsmtp',
      reason: 'auth.app-password-required',
      provider: 'gmail',
      steps: /2-Step Verification/,
    },
    {
      reply:
        '534-5.7.14 <https://accounts.google.com/signin/continue?x>\r\n534-5.7.14 Please log in via your web browser and then try again.\r\n534 5.7.14  https://support.google.com/mail/?p=WebLoginRequired a1b2c3 - gsmtp',
      reason: 'auth.web-login-required',
      provider: 'gmail',
      steps: /browser/,
    },
    {
      reply: '535 5.7.0 (#AUTH005) Too many bad auth attempts.',
      reason: 'auth.rate-limited',
      disposition: 'transient',
      provider: 'yahoo',
      steps: /Yahoo|password/,
    },
    {
      reply:
        '535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. [AM0PR01.eurprd01.prod.outlook.com]',
      reason: 'auth.invalid-credentials',
      provider: 'microsoft365',
      steps: /outlook\.office\.com/,
    },
    {
      reply:
        '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [AM0PR01.eurprd01.prod.outlook.com]',
      reason: 'auth.disabled',
      provider: 'microsoft365',
      steps: /SmtpClientAuthenticationDisabled/,
    },
    {
      reply: '535 5.7.3 Authentication unsuccessful [AM0PR01.eurprd01.prod.outlook.com]',
      reason: 'auth.invalid-credentials',
      provider: 'microsoft365',
    },
  ];

  test.each(refusals)('$reply', async (expected) => {
    const { reply, kind = 'AuthenticationFailed', reason, disposition = 'operator-action' } = expected;
    const action = reply.startsWith('421') ? closing(reply) : reply;
    const phases: readonly (keyof Script)[] = ['auth', 'auth-challenge', 'auth-response'];
    for (const phase of phases) {
      for (const pool of [false, true]) {
        await using server = await startServer({ [phase]: action });
        const auth = { user, pass: 'wrong', method: 'LOGIN' };
        const error = await failure(mailerFor(server, { pool, maxRequeues: 0, auth }));
        expect(error).toMatchObject({
          kind,
          reason,
          disposition,
          phase: 'auth',
          delivery: 'not-sent',
          reply: { code: Number(reply.slice(0, 3)) },
        });
        expect(error.provider).toBe(expected.provider);
        const mechanismStep = expect.stringContaining(': PLAIN, LOGIN, CRAM-MD5, XOAUTH2.');
        if (reason === 'auth.invalid-credentials' || reason === 'auth.mechanism') {
          expect(error.remediation.steps).toContainEqual(mechanismStep);
        }
        if (expected.steps) expect(error.remediation.steps.join('\n')).toMatch(expected.steps);
        expect(error.retry.safe).toBe(disposition === 'transient');
        // A wait that is longer than the longest that is allowed is not waited for.
        const tries = disposition === 'transient' && error.retry.afterMs === undefined ? 3 : 1;
        expect(error.attempts).toHaveLength(tries);
        expect(server.logins).toHaveLength(tries);
      }
    }
  });

  test('provider by provider, the advice says whose account it is about', async () => {
    await using server = await startServer({
      auth: '535-5.7.8 Username and Password not accepted. For more information, go to\r\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials a1b2c3 - gsmtp',
    });
    const { remediation } = await failure(mailerFor(server));
    expect(remediation.id).toBe('auth.invalid-credentials/gmail');
    expect(remediation.summary).toMatch(/^Gmail /);
    expect(remediation.url).toMatch(/^https:\/\/support\.google\.com\//);
  });

  test('a temporary failure that passes is no failure', async () => {
    await using server = await startServer({ auth: ['454 4.7.0 Temporary authentication failure'] });
    await mailerFor(server, { auth: { user, pass: 'right' } }).sendMail(mail);
    expect(server.logins.map(({ accepted }) => accepted)).toEqual([false, true]);
    expect(server.messages).toHaveLength(1);
  });

  test('a yes that is none breaks the protocol, and is no wrong password', async () => {
    for (const reply of ['250 2.0.0 OK', '354 Go ahead', '334']) {
      await using server = await startServer({ 'auth-response': reply });
      const auth = { user, pass: 'right', method: 'CRAM-MD5' };
      expect(await failure(mailerFor(server, { auth }))).toMatchObject({
        kind: 'ProtocolFailed',
        reason: 'protocol.violation',
        phase: 'auth',
        delivery: 'not-sent',
      });
    }
  });
});

describe('a login that is missing', () => {
  test('and is asked for with 535 in answer to MAIL is an authentication failure all the same', async () => {
    await using server = await startServer({ mail: '535 5.7.8 Authentication required.' });
    const error = await failure(mailerFor(server, { auth: undefined }));
    expect(error).toMatchObject({
      kind: 'AuthenticationFailed',
      reason: 'auth.required',
      code: 'EENVELOPE',
      phase: 'mail',
      disposition: 'operator-action',
      retry: { safe: false },
      attempts: { length: 1 },
    });
    expect(server.logins).toEqual([]);
  });

  test.each(['530 5.7.0 Authentication required', '530 5.7.57 Client not authenticated to send mail.'])(
    'and is asked for with %s',
    async (reply) => {
      for (const phase of ['mail', 'rcpt', 'data'] as const) {
        await using server = await startServer({ [phase]: reply }, { requireAuth: false });
        expect(await failure(mailerFor(server, { auth: undefined }))).toMatchObject({
          kind: 'AuthenticationFailed',
          reason: 'auth.required',
          phase,
        });
      }
    },
  );

  test('because the server did not offer any: what to do is said', async () => {
    await using server = await startServer({}, { mechanisms: [] });
    const error = await failure(mailerFor(server));
    expect(error).toMatchObject({ kind: 'AuthenticationFailed', reason: 'auth.required', phase: 'mail' });
    expect(error.remediation.steps.join('\n')).toMatch(/TLS|encrypted/);
  });

  test('because the options have no password is not the server’s doing, and it never hears of it', async () => {
    await using server = await startServer();
    const error = await failure(mailerFor(server, { auth: { user } }));
    expect(error).toMatchObject({
      kind: 'Misconfigured',
      reason: 'config.credentials-missing',
      delivery: 'not-sent',
      retry: { safe: false },
    });
    expect(server.logins).toEqual([]);
  });

  test('a mechanism that the server does not offer: the error names those that it does', async () => {
    await using server = await startServer({}, { mechanisms: ['LOGIN', 'XOAUTH2'] });
    const error = await failure(mailerFor(server, { authMethod: 'PLAIN' }));
    expect(error).toMatchObject({ reason: 'auth.mechanism', reply: { code: 504 } });
    expect(error.remediation.steps).toContainEqual(expect.stringMatching(/: LOGIN, XOAUTH2\.$/));
  });

  test('what is offered only under TLS is named, too', async () => {
    await using server = await startServer({}, { requireTls: true, mechanisms: ['CRAM-MD5'] });
    const error = await failure(mailerFor(server, { requireTLS: true, tls: { ca: certificate } }));
    expect(error.remediation.steps).toContainEqual(expect.stringMatching(/: CRAM-MD5\.$/));
  });
});

test('a login that was accepted with the wrong words is a login', async () => {
  await using server = await startServer({ 'auth-response': accepting('200 Welcome') });
  await mailerFor(server, { auth: { user, pass: 'right' } }).sendMail(mail);
  expect(server.messages).toHaveLength(1);
});
