import { once } from 'node:events';
import { createServer } from 'node:net';
import {
  certificate,
  drop,
  garbage,
  hang,
  type ScriptedServerOptions,
  startScriptedServer,
} from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { withoutTls } from '../../src/cli/check/encrypt.js';
import { expired, forAnotherHost } from './certificates.js';
import { runCli, trusting } from './run-cli.js';

const PASSWORD = 'correct horse';
const accounts = { alice: PASSWORD };
const envelope = ['--from', 'alice@example.com', '--to', 'bob@example.com'];

/** Checks a server of ours; the URL's user makes it log in. */
async function checkAgainst(
  options: ScriptedServerOptions,
  args: readonly string[] = [],
  {
    env = {},
    user = 'alice',
  }: { readonly env?: Readonly<Record<string, string>>; readonly user?: string } = {},
) {
  await using server = await startScriptedServer(options);
  const scheme = options.secure ? 'smtps' : 'smtp';
  const url = `${scheme}://${user === '' ? '' : `${user}@`}${server.host}:${server.port}`;
  const run = await runCli(['check', url, ...args], { env: { SMTP_PASSWORD: PASSWORD, ...env } });
  const said = [run.stdout, run.stderr].join();
  expect(said).not.toContain(PASSWORD);
  expect(said).not.toContain(Buffer.from(`\0alice\0${PASSWORD}`).toString('base64'));
  expect(said).not.toContain(Buffer.from(PASSWORD).toString('base64').replace(/=+$/, ''));
  return { ...run, steps: stepsIn(run.stdout), server };
}

function stepsIn(stdout: string): readonly string[] {
  return [...stdout.matchAll(/^([✓!✗-]) (\S+(?: over TLS)?) +\d+ ms {2}/gm)].map(
    ([, mark, name]) => `${mark} ${name}`,
  );
}

describe.concurrent('a server that works', () => {
  test('is walked through up to RCPT, and no mail is sent', async () => {
    using trust = trusting(certificate);
    const { code, stdout, steps, server } = await checkAgainst(
      { accounts, extensions: { starttls: true } },
      envelope,
      trust,
    );
    expect(steps).toEqual([
      '- DNS',
      '✓ TCP',
      '✓ greeting',
      '✓ EHLO',
      '✓ STARTTLS',
      '✓ EHLO over TLS',
      '✓ AUTH',
      '✓ login',
      '✓ MAIL',
      '✓ RCPT',
      '✓ RSET',
      '✓ QUIT',
    ]);
    expect(stdout).toMatch(/TLSv1\.3, certificate for localhost by localhost,\s+\d+\s+days\s+left/);
    expect(stdout).toContain('221 2.0.0 Bye');
    expect(code).toBe(0);
    expect(server.messages).toHaveLength(0);
    expect(server.sessions[0]?.commands.at(-1)).toBe('QUIT');
  });

  test('with a certificate that proves nothing, where that is wanted, and says what is wrong with it', async () => {
    const tls = { accounts, extensions: { starttls: true } };
    const { code, stdout, steps } = await checkAgainst(tls, ['--insecure']);
    expect(steps).toContain('! STARTTLS');
    expect(steps.slice(-2)).toEqual(['✓ login', '✓ QUIT']);
    expect(stdout).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(code).toBe(0);
  });

  test('with TLS from the first byte', async () => {
    using trust = trusting(certificate);
    const { code, steps } = await checkAgainst({ accounts, secure: true }, [], trust);
    expect(steps).toEqual(['- DNS', '✓ TCP', '✓ TLS', '✓ greeting', '✓ EHLO', '✓ AUTH', '✓ login', '✓ QUIT']);
    expect(code).toBe(0);
  });

  test('without a user, and so without a login', async () => {
    const { code, steps } = await checkAgainst({}, [], { user: '' });
    expect(steps).toEqual(['- DNS', '✓ TCP', '✓ greeting', '✓ EHLO', '! STARTTLS', '- AUTH', '✓ QUIT']);
    expect(code).toBe(0);
  });

  test.each(['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'])('logs in with %s', async (mechanism) => {
    const { code, server } = await checkAgainst({ accounts }, ['--auth', mechanism.toLowerCase()]);
    expect(code).toBe(0);
    expect(server.logins).toMatchObject([{ mechanism, user: 'alice', accepted: true }]);
  });

  test('as one JSON object', async () => {
    const { code, stdout } = await checkAgainst({ accounts }, ['--json', ...envelope]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      command: 'check',
      ok: true,
      target: { host: '127.0.0.1', secure: false, user: 'alice' },
      steps: expect.arrayContaining([
        {
          name: 'AUTH',
          status: 'ok',
          ms: expect.any(Number),
          text: expect.any(String),
          facts: { mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'] },
        },
      ]),
    });
  });
});

describe.concurrent('each step fails once, and stops the check with its diagnosis', () => {
  const starttls = { extensions: { starttls: true } };
  const fast = ['--timeout', '0.5'];

  type Case = readonly [
    what: string,
    last: string,
    reason: string,
    options: ScriptedServerOptions,
    args?: readonly string[],
  ];
  const cases: readonly Case[] = [
    ['a silent greeting', '✗ greeting', 'connection.timeout', { script: { greeting: hang() } }, fast],
    ['garbage for a greeting', '✗ greeting', 'protocol.violation', { script: { greeting: garbage() } }],
    [
      'a web server',
      '✗ greeting',
      'protocol.violation',
      { script: { greeting: 'HTTP/1.1 400 Bad Request' } },
    ],
    [
      'a greeting that refuses',
      '✗ greeting',
      'rate.limited',
      { script: { greeting: '421 4.3.2 Too many connections' } },
    ],
    ['a goodbye for a greeting', '✗ greeting', 'server.closing', { script: { greeting: '221 2.0.0 Bye' } }],
    ['a connection that is dropped', '✗ greeting', 'connection.lost', { script: { greeting: drop() } }],
    ['EHLO refused', '✗ EHLO', 'protocol.rejected', { script: { ehlo: '502 5.5.1 Not implemented' } }],
    [
      'STARTTLS refused',
      '✗ STARTTLS',
      'tls.unavailable',
      { ...starttls, script: { starttls: '454 4.7.0 TLS not available due to temporary reason' } },
    ],
    [
      'a TLS handshake that is dropped',
      '✗ STARTTLS',
      'connection.lost',
      { ...starttls, script: { tls: drop() } },
    ],
    [
      'a TLS handshake that hangs',
      '✗ STARTTLS',
      'connection.timeout',
      { ...starttls, script: { tls: hang() } },
      fast,
    ],
    ['an untrusted certificate', '✗ STARTTLS', 'tls.certificate', starttls],
    ['an untrusted certificate on an smtps port', '✗ TLS', 'tls.certificate', { secure: true }],
    ['AUTH not offered', '✗ AUTH', 'auth.not-supported', {}],
    [
      'a mechanism that is not offered',
      '✗ AUTH',
      'auth.mechanism',
      { accounts, mechanisms: ['LOGIN'] },
      ['--auth', 'XOAUTH2'],
    ],
    ['a wrong password', '✗ login', 'auth.invalid-credentials', { accounts: { alice: 'another' } }],
    ['a refused token', '✗ login', 'auth.token', { accounts: { alice: 'another' } }, ['--auth', 'XOAUTH2']],
    [
      'a goodbye for a login',
      '✗ login',
      'server.closing',
      { accounts, script: { 'auth-response': '221 2.0.0 Bye' } },
    ],
    [
      'a sender refused',
      '✗ MAIL',
      'sender.rejected',
      { accounts, script: { mail: '553 5.7.1 Sender address rejected: not owned by user alice' } },
      envelope,
    ],
    [
      'a recipient refused',
      '✗ RCPT',
      'recipient.unknown',
      { accounts, script: { rcpt: '550 5.1.1 User unknown' } },
      envelope,
    ],
    [
      'RSET refused',
      '✗ RSET',
      'server.busy',
      { accounts, script: { rset: '451 4.3.0 Local error in processing' } },
      envelope,
    ],
    [
      'QUIT answered with anything but 221',
      '✗ QUIT',
      'protocol.violation',
      { accounts, script: { quit: '250 2.0.0 OK' } },
    ],
    ['QUIT unanswered', '✗ QUIT', 'connection.timeout', { accounts, script: { quit: hang() } }, fast],
  ];
  test.each(cases.map(([what, last, reason, options, args = []]) => ({ what, last, reason, options, args })))(
    '$what',
    async ({ last, reason, options, args }) => {
      const { code, stdout, stderr, steps } = await checkAgainst(options, args);
      expect(steps.at(-1)).toBe(last);
      expect(stdout).toMatch(new RegExp(`^\\w+: ${reason}$`, 'm'));
      expect(stdout).toContain('\nWhat to do\n   1. ');
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    },
  );

  test('a host name that does not resolve', async () => {
    const { code, stdout } = await runCli(['check', 'smtp.example.invalid']);
    expect(stepsIn(stdout)).toEqual(['✗ DNS']);
    expect(stdout).toMatch(/^ConnectionFailed: connection\.dns(?:-temporary)?$/m);
    expect(code).toBe(1);
  });

  test('a server that knows no TLS on a port where TLS comes first', async () => {
    await using server = await startScriptedServer();
    const { code, stdout } = await runCli(['check', `smtps://${server.host}:${server.port}`]);
    expect(stepsIn(stdout)).toEqual(['- DNS', '✓ TCP', '✗ TLS']);
    expect(stdout).toContain('TlsFailed: tls.handshake');
    expect(code).toBe(1);
  });

  test('a port where nobody listens', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const address = closed.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    closed.close();
    await once(closed, 'close');
    const { code, stdout } = await runCli(['check', `localhost:${port}`]);
    expect(stepsIn(stdout)).toEqual(['✓ DNS', '✗ TCP']);
    expect(stdout).toContain('ConnectionFailed: connection.refused');
    expect(code).toBe(1);
  });

  test.each([
    ['that has expired', expired, 'CERT_HAS_EXPIRED'],
    ['for another host', forAnotherHost, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('a trusted certificate %s is described', async (_what, { cert, key }, problem) => {
    using trust = trusting(cert);
    const { code, stdout } = await checkAgainst({ tls: { cert, key }, ...starttls }, [], trust);
    expect(stdout).toContain(`${problem}: TLSv1.3,`);
    expect(stdout).toContain('TlsFailed: tls.certificate');
    expect(stdout).toMatch(
      problem === 'CERT_HAS_EXPIRED' ? /expired \d+\s+days ago/ : /certificate\s+for\s+mail\.example\.org/,
    );
    expect(code).toBe(1);
  });

  test('the refusal is pointed at in the dialogue, as JSON it stands in the failure', async () => {
    const wrong = { accounts: { alice: 'another' } };
    const { stdout } = await checkAgainst(wrong);
    expect(stdout).toContain('    | C: AUTH PLAIN [redacted]\n  > | S: 535 5.7.8');
    expect(stdout).toContain('^^^^^^^^^ this decided: 5xx permanent negative');
    expect(stdout).toContain('PLAIN, LOGIN, CRAM-MD5, XOAUTH2.');
    const json = await checkAgainst(wrong, ['--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      failure: {
        step: 'login',
        diagnosis: { kind: 'AuthenticationFailed', reason: 'auth.invalid-credentials' },
        reply: { code: 535, enhancedCode: '5.7.8' },
        transcript: expect.arrayContaining(['C: AUTH PLAIN [redacted]']),
      },
    });
  });
});

describe.concurrent('what it never does', () => {
  test('print credentials that a server repeats', async () => {
    // checkAgainst() looks for them.
    for (const mechanism of ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2']) {
      const echoing = {
        accounts,
        script: {
          auth: { says: '500 5.5.2 Unknown:', echoes: true },
          'auth-response': { says: `535 5.7.8 No: ${PASSWORD}`, echoes: true },
        },
      };
      const { code, stdout } = await checkAgainst(echoing, ['--auth', mechanism, '--json']);
      expect(code).toBe(1);
      expect(stdout).toContain('5.');
    }
  });

  test('go on in a connection into which somebody has slipped a line before TLS', async () => {
    using trust = trusting(certificate);
    const script = { starttls: { says: '220 2.0.0 Ready\r\n250 2.0.0 slipped in' } };
    const { code, stdout } = await checkAgainst(
      { accounts, extensions: { starttls: true }, script },
      [],
      trust,
    );
    expect(stdout).toContain('ProtocolFailed: protocol.violation');
    expect(code).toBe(1);
  });

  test('take a reply that came before its question for the answer', async () => {
    const ehlo = { says: '250-x\r\n250 AUTH PLAIN\r\n235 in already\r\n250 a\r\n250 b\r\n250 c\r\n221 bye' };
    const { code, stdout, steps } = await checkAgainst({ accounts, script: { ehlo } }, envelope);
    expect(steps.at(-1)).toBe('✗ login');
    expect(stdout).toContain('ProtocolFailed: protocol.violation');
    expect(code).toBe(1);
  });

  test('read without end', async () => {
    for (const says of [`220 ${'x'.repeat(2 ** 20)}`, '220-more\r\n'.repeat(50_000)]) {
      const { code, stdout } = await checkAgainst({ script: { greeting: says } });
      expect(stdout).toContain('ProtocolFailed: protocol.violation');
      expect(code).toBe(1);
    }
  });

  test('let a server write lines of its own', async () => {
    const says = '220 \u001b[2K\r✓ login\u2028✓ QUIT';
    const { stdout } = await checkAgainst({ script: { greeting: says, ehlo: drop() } });
    expect(stepsIn(stdout)).toEqual(['- DNS', '✓ TCP', '✓ greeting', '✗ EHLO']);
    expect(stdout).not.toContain('\u001b');
  });

  test('print controls as JSON, which a terminal would act on', async () => {
    const greeting = '220 \u009b2K \u202e \u001b[2J \u{e0001}';
    const { stdout } = await checkAgainst({ script: { greeting, quit: drop() } }, ['--json'], { user: '' });
    expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(stdout).steps[2].text).toBe(greeting);
  });

  test('send a password in clear text to another machine, unless it is told to', () => {
    const plan = {
      target: { host: 'mail.example.com', port: 587, secure: false },
      timeoutMs: 1000,
      login: { user: 'alice', secret: PASSWORD },
    };
    expect(() => withoutTls({ ...plan, insecure: false, allowPlaintext: false }, '192.0.2.1')).toThrow(
      /clear text/,
    );
    expect(withoutTls({ ...plan, insecure: false, allowPlaintext: true }, '192.0.2.1').status).toBe(
      'warning',
    );
    expect(withoutTls({ ...plan, insecure: false, allowPlaintext: false }, '127.0.0.1').status).toBe(
      'warning',
    );
  });
});

describe.concurrent('wrong usage is told in a sentence, with exit code 2', () => {
  test.each([
    ['no server', [], /^One server is needed/],
    [
      'a password in the URL',
      ['smtp://alice:hunter2@localhost'],
      /^The URL must not hold a password: .*SMTP_PASSWORD/,
    ],
    [
      'a password as an option',
      ['localhost', '--password=hunter2'],
      /^There is no option for the password: .*SMTP_PASSWORD/,
    ],
    [
      'no password at all',
      ['smtp://alice@localhost'],
      /^There is no password to log in with: set the variable SMTP_PASSWORD/,
    ],
    ['another protocol', ['imap://localhost'], /^imap:\/\/ is not SMTP/],
    ['no URL', ['smtp://[a'], /^That is no address of a server/],
    ['an unknown mechanism', ['smtp://a@localhost', '--auth', 'PLIAN'], /Did you mean "PLAIN"\?/],
    ['half an envelope', ['localhost', '--from', 'a@example.com'], /^--from and --to go together/],
    ['a command in an address', ['localhost', '--from', 'a', '--to', 'b>\r\nDATA'], /is no address/],
    ['a timeout that is none', ['localhost', '--timeout', 'soon'], /^--timeout takes seconds/],
    ['a service that Nodemailer does not know', ['gmial'], /^Nodemailer knows no service "gmial"/],
  ])('%s', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await runCli(['check', ...args]);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toContain('hunter2');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
