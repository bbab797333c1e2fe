import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { explainItem, toJson } from '../../src/explain/explain-item.js';
import { readItems } from '../../src/explain/read-items.js';
import { hidePasswords } from '../../src/render/hide-passwords.js';

const gmail = [
  '535-5.7.8 Username and Password not accepted. For more information, go to',
  '535 5.7.8  https://support.google.com/mail/?p=BadCredentials d2e1a72fcca58-7ba01c - gsmtp',
];
const fields = {
  code: 'EAUTH',
  response: gmail.join('\n'),
  responseCode: 535,
  permanent: true,
  command: 'AUTH PLAIN',
};
const error = Object.assign(new Error(`Invalid login: ${gmail.join('\n')}`), fields);
const dump = inspect(error);
const json = JSON.stringify({ message: error.message, stack: error.stack, ...fields });

function explained(text: string) {
  return readItems(hidePasswords(text)).map((item) => explainItem(item, {}));
}

function reasonsOf(text: string) {
  return explained(text).map(({ diagnosis }) => diagnosis?.reason);
}

const prefixed = (prefix: string, text: string) => text.replace(/^/gm, prefix);

/** The dialogue as Nodemailer's own logger writes it. */
const debugLog = [
  'DEBUG Sending mail using SMTP/10.6.1',
  'INFO  [QNuQzivclVU] Connection established to 192.0.2.1:587',
  'DEBUG [QNuQzivclVU] S: 220 mx.example.com ESMTP',
  'DEBUG [QNuQzivclVU] C: EHLO [127.0.0.1]',
  'DEBUG [QNuQzivclVU] S: 250-mx.example.com',
  'DEBUG [QNuQzivclVU] S: 250 AUTH PLAIN LOGIN',
  'DEBUG [QNuQzivclVU] SMTP handshake finished',
  'DEBUG [QNuQzivclVU] C: AUTH PLAIN AGFsaWNlAC8qIHNlY3JldCAqLw==',
  `DEBUG [QNuQzivclVU] S: ${gmail[0]}`,
  `DEBUG [QNuQzivclVU] S: ${gmail[1]}`,
  'INFO  [QNuQzivclVU] User "alice" failed to authenticate',
  'DEBUG [QNuQzivclVU] Closing connection to the server using "end"',
  `ERROR Send Error: Invalid login: ${gmail[0]}`,
  `ERROR ${gmail[1]}`,
].map((line) => `[2026-01-05 10:00:00] ${line}`);

const swaks = `=== Trying smtp.example.com:587...
=== Connected to smtp.example.com.
<-  220 smtp.example.com ESMTP
 -> EHLO host.example
<-  250-smtp.example.com
<-  250-STARTTLS
<-  250 AUTH PLAIN LOGIN
 -> STARTTLS
<-  220 2.0.0 Ready to start TLS
=== TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256
 ~> EHLO host.example
<~  250 AUTH PLAIN LOGIN
 ~> AUTH PLAIN AGFsaWNlAC8qIHNlY3JldCAqLw==
<~* ${gmail[0]}
<~* ${gmail[1]}
*** No authentication type succeeded
 ~> QUIT
<~  221 2.0.0 Bye
=== Connection closed with remote host.`;

describe('explain reads one finding out of', () => {
  test.each<readonly [what: string, text: string]>([
    ['an error as the console shows it', dump],
    ['a dump without its beginning', dump.slice(dump.indexOf('  code:'))],
    ['a dump without its end', dump.slice(0, dump.indexOf('  permanent'))],
    ['a dump that a terminal has cut at 80 columns', dump.replace(/(.{80})(?=.)/g, '$1\n')],
    ['a dump on one line', inspect(fields, { breakLength: Number.POSITIVE_INFINITY })],
    ['a dump behind a message', `2026-01-05T10:00:00Z sending failed ${inspect(fields)}`],
    ['docker compose', prefixed('app-1  | ', dump)],
    ['Kubernetes', prefixed('2026-01-05T10:00:00.123456789Z stderr F ', dump)],
    ['kubectl with --prefix', prefixed('[pod/mailer-6d4f/app] ', dump)],
    ['pm2', prefixed('0|mailer  | ', dump)],
    ['pm2 with a time', prefixed('0|mailer  | 2026-01-05T10:00:00: ', dump)],
    ['syslog', prefixed('Jan  5 10:00:00 host mailer[12]: ', dump)],
    [
      'a file of Docker',
      dump
        .split('\n')
        .map((log) => JSON.stringify({ log: `${log}\n`, stream: 'stderr', time: '2026-01-05T10:00:00Z' }))
        .join('\n'),
    ],
    ['Heroku', prefixed('2026-01-05T10:00:00.123456+00:00 app[web.1]: ', dump)],
    [
      'a log of other things',
      `$ node app.js\nlistening on port: 465\n${dump}\n500 requests served\nGET / 550 in 5 ms\n\nNode.js v22.0.0`,
    ],
    [
      "Python's smtplib",
      `Traceback (most recent call last):\nsmtplib.SMTPAuthenticationError: (535, b'5.7.8 Username and Password not accepted. - gsmtp')`,
    ],
    [
      'pino',
      JSON.stringify({
        level: 50,
        time: 1,
        pid: 1,
        err: { type: 'Error', ...JSON.parse(json) },
        msg: 'send failed',
      }),
    ],
    [
      'pino, among lines of other things',
      `{"level":30,"msg":"listening on port: 465"}\n{"level":50,"err":${json},"msg":"x"}\n{"level":30,"msg":"request 550 done"}`,
    ],
    [
      'pino-pretty',
      `[10:00:00.123] ERROR (1234): send failed\n    err: {\n      "type": "Error",\n      "message": ${JSON.stringify(error.message)},\n      "stack":\n          ${String(error.stack).replace(/\n/g, '\n          ')}\n      "code": "EAUTH",\n      "response": ${JSON.stringify(fields.response)},\n      "responseCode": 535,\n      "command": "AUTH PLAIN"\n    }`,
    ],
    ['winston', JSON.stringify({ level: 'error', ...JSON.parse(json) })],
    ['winston, simple', `error: ${error.message} ${JSON.stringify({ ...fields, stack: error.stack })}`],
    ['JSON over many lines', JSON.stringify(JSON.parse(json), null, 2)],
    ['a list of records', JSON.stringify([{ level: 30 }, { level: 50, error: JSON.parse(json) }])],
    ['a record whose message is a dump', JSON.stringify({ level: 'error', message: dump })],
    ["Nodemailer's debug log", debugLog.join('\n')],
    ["Nodemailer's debug log, and the error after it", `${debugLog.join('\n')}\n${dump}`],
    ['swaks', swaks],
    [
      'NestJS',
      `[Nest] 12  - 01/05/2026, 10:00:00 AM   ERROR [MailService] Invalid login: ${gmail.join('\n')}\n${String(error.stack).split('\n').slice(2).join('\n')}`,
    ],
    [
      "this package's own rendering",
      `  > | S: ${gmail[0]}\n    | ^^^^^^^^^ this decided\n  > | S: ${gmail[1]}`,
    ],
    ['an error that caused another', inspect(new Error('Mail failed', { cause: error }))],
    ['a quoted mail', prefixed('> ', gmail.join('\n'))],
    [
      'telnet',
      `220 mx.example.com ESMTP\nEHLO x\n250 AUTH PLAIN\nAUTH PLAIN AGFsaWNl\n${gmail.join('\n')}\nQUIT\n221 Bye`,
    ],
  ])('%s', (_what, text) => {
    const results = explained(text);
    expect(results.map(({ diagnosis }) => diagnosis?.reason)).toEqual(['auth.invalid-credentials']);
    expect(results[0]).toMatchObject({ known: true, diagnosis: { provider: 'gmail' } });
  });

  test.each<readonly [what: string, text: string, reason: string]>([
    [
      'Postfix, bounced',
      'Jan  5 10:00:00 mail postfix/smtp[123]: 4F1: to=<bob@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1.2, delays=0.1/0/1/0.1, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550-5.1.1 The email account that you tried to reach 550 5.1.1 does not exist (in reply to RCPT TO command))',
      'recipient.unknown',
    ],
    [
      'Postfix, deferred before a reply',
      'Jan  5 10:00:00 mail postfix/smtp[123]: 4F1: to=<bob@example.org>, relay=none, delay=30, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.1]:25: Connection timed out)',
      'connection.timeout',
    ],
    [
      'Exim',
      '2026-01-05 10:00:00 1tAbCd-000000001-AbCd ** bob@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<bob@example.org>: 550 5.1.1 User unknown',
      'recipient.unknown',
    ],
    [
      'OpenSMTPD',
      'Jan  5 10:00:00 mail smtpd[1]: mta delivery evpid=1 to=<bob@example.org> result="PermFail" stat="550 5.1.1 User unknown"',
      'recipient.unknown',
    ],
    [
      'a refused token',
      'C: AUTH XOAUTH2 eA==\nS: 334 eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIn0=\nC: \nS: 535 5.7.8 No',
      'auth.token',
    ],
    [
      'a refused token, and nothing after it',
      'C: AUTH XOAUTH2 eA==\nS: 334 eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIn0=',
      'auth.token',
    ],
    [
      'a refusal after the final dot',
      'C: DATA\nS: 354 Go ahead\nC: <120 bytes encoded mime message>\nS: 221 Bye',
      'delivery.unknown',
    ],
    [
      'an error without a reply',
      inspect(
        Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:587'), {
          errno: -111,
          code: 'ESOCKET',
          syscall: 'connect',
          address: '127.0.0.1',
          port: 587,
          command: 'CONN',
        }),
      ),
      'connection.refused',
    ],
    [
      'an unhandled rejection',
      "node:internal/process/promises:394\n      triggerUncaughtException(err, true /* fromPromise */);\n      ^\n\nError: getaddrinfo ENOTFOUND smtp.example.invalid\n    at GetAddrInfoReqWrap.onlookup (node:dns:107:26) {\n  errno: -3008,\n  code: 'EDNS',\n  syscall: 'getaddrinfo',\n  hostname: 'smtp.example.invalid',\n  command: 'CONN'\n}\n\nNode.js v22.0.0",
      'connection.dns',
    ],
    [
      "this package's log",
      '{"level":"debug","event.name":"smtp.session.closed","smtp.response.status_code":535}\n{"level":"warn","event.name":"smtp.pace","error.type":"rate.limited","smtp.error.kind":"RateLimited","smtp.response.status_code":421,"smtp.remediation.summary":"Slower."}\n{"level":"warn","event.name":"smtp.client.send","event.outcome":"failure","error.type":"rate.limited","smtp.error.kind":"RateLimited","smtp.response.status_code":421,"smtp.phase":"mail","server.address":"smtp.example.com"}',
      'rate.limited',
    ],
    [
      "this package's error",
      inspect(
        Object.assign(
          new Error('The server closed. [421 4.3.2 in answer to MAIL FROM: "Too many connections"]'),
          { name: 'RateLimitedError' },
        ),
      ),
      'rate.limited',
    ],
    [
      'what a send came to',
      JSON.stringify({
        accepted: ['a@example.com'],
        rejectedErrors: [
          { code: 'EENVELOPE', response: '550 5.1.1 User unknown', responseCode: 550, command: 'RCPT TO' },
        ],
        response: '250 OK',
      }),
      'recipient.unknown',
    ],
    [
      'a token service',
      '{"error":"invalid_grant","error_description":"Token has been expired or revoked."}',
      'auth.token',
    ],
  ])('%s', (_what, text, reason) => {
    expect(reasonsOf(text)).toEqual([reason]);
  });
});

describe('explain reads several findings out of', () => {
  test('commands that went out together', () => {
    const text = `C: MAIL FROM:<a@example.com>
C: RCPT TO:<b@example.org>
C: RCPT TO:<c@example.org>
C: DATA
S: 250 OK
S: 550 5.1.1 User unknown
S: 452 4.2.2 Mailbox full
S: 503 5.5.1 No recipients`;
    expect(explained(text).map(({ item }) => item.context.command)).toEqual(['RCPT TO', 'RCPT TO', 'DATA']);
    expect(reasonsOf(text).slice(0, 2)).toEqual(['recipient.unknown', 'recipient.full']);
  });

  test('two errors, one after the other', () => {
    const other = inspect(
      Object.assign(new Error('Greeting never received'), { code: 'ETIMEDOUT', command: 'CONN' }),
    );
    expect(reasonsOf(`${dump}\n${other}`)).toEqual(['auth.invalid-credentials', 'connection.timeout']);
  });

  test('a bounce, one for each recipient', () => {
    const text = `Hi. This is the qmail-send program at example.com.

<bob@example.org>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 User unknown

<carol@example.org>:
Remote host said: 552 5.2.2 Mailbox full
`;
    expect(reasonsOf(text)).toEqual(['recipient.unknown', 'recipient.full']);
  });
});

test("says on trying again what this package's own record says", () => {
  const record = {
    'error.type': 'recipient.unknown',
    'smtp.error.kind': 'RecipientRejected',
    'smtp.retry.safe': true,
    'smtp.retry.why': 'It is temporary (450).',
  };
  const [result] = explained(JSON.stringify(record));
  expect(result?.diagnosis).toMatchObject({ disposition: 'transient', retry: { safe: true } });
  expect(result?.diagnosis?.remediation.steps.join()).not.toMatch(/Take the address off/);
});

test.each([
  ['lists in lists', `${'['.repeat(1e5)}${']'.repeat(1e5)}`],
  ['objects in objects', `${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}`],
  ['a number too large', '1e999'],
])('is not thrown by JSON with %s', (_what, value) => {
  for (const field of [
    'enhancedCode',
    'message',
    'err',
    'cause',
    'server',
    'command',
    'code',
    'name',
    'response',
    'stack',
    'retry',
  ]) {
    const input = `{"responseCode":550,"replyText":"5.1.1 User unknown","${field}":${value}}`;
    expect(explained(input).map((result) => typeof JSON.stringify(toJson(result)))).toEqual(['string']);
  }
});

describe('a password in a URL', () => {
  test.each([
    'smtp://alice:p@ss/w:rd@smtp.example.com:587',
    'smtps://alice%40example.com:p%40ss@smtp.example.com',
    'socks5://alice:p@ss@proxy.example.com:1080',
    'http://alice:p@proxy.example.com:3128/a@b',
  ])('%s is not shown', (url) => {
    const shown = hidePasswords(`TypeError: Invalid URL {\n  code: 'ERR_INVALID_URL',\n  input: '${url}'\n}`);
    expect(shown).toContain(':[redacted]@');
    expect(shown).not.toMatch(/:p/);
  });

  test('nor is anything else of a link', () => {
    const link = 'https://support.google.com/mail/?p=BadCredentials see https://example.com:8443/x@y';
    expect(hidePasswords(link)).toBe(link);
  });
});

describe('a password in the words of a server', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  test.each([
    ['535 5.7.8 failed, password: hunter2secret', '535 5.7.8 failed, password: [redacted]'],
    ['535 user=alice pass=hunter2secret', '535 user=alice pass=[redacted]'],
    ['535 user=alice pwd=secret host=a', '535 user=alice pwd=[redacted] host=a'],
    ['SMTP_PASSWORD=hunter2', 'SMTP_PASSWORD=[redacted]'],
    ["auth: { pass: 'hunter2 words' }", "auth: { pass: '[redacted]' }"],
    ['{"passwd":"secret","code":"EAUTH"}', '{"passwd":"[redacted]","code":"EAUTH"}'],
    [`535 5.7.8 bad ${base64('\0alice\0hunter2secret')}`, '535 5.7.8 bad [redacted]'],
    [`535 bad <${base64('alice\0alice\0pw')}>`, '535 bad <[redacted]>'],
    [`535 bad ${base64('user=alice\x01auth=Bearer ya29.abc\x01\x01')}`, '535 bad [redacted]'],
  ])('%j is not shown', (text, shown) => {
    expect(hidePasswords(text)).toBe(shown);
    expect(JSON.stringify(explained(text).map((result) => toJson(result)))).not.toMatch(/hunter2|ya29/);
  });

  test.each([
    '535 wrong password: try again',
    '535 Password: not accepted',
    'Invalid password: 535 5.7.8 Authentication failed',
    'wrong password: 5.7.8 see our help',
    'wrong password: 3 attempts left',
    'bad username or password: https://support.google.com/mail/?p=BadCredentials1',
    '535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6',
    '550 5.7.26 dkim=pass spf=pass dmarc=pass',
    '250 2.0.0 Ok: queued as 4Q2X5B1z2Yz9xLAAAAAAAAAA',
    'Error: ERR_TLS_CERT_ALTNAME_INVALID',
  ])('%s stays readable', (text) => {
    expect(hidePasswords(text)).toBe(text);
  });
});

test('takes time in proportion to the text, whatever it is', () => {
  const size = 2 ** 15;
  // Of the processor: other tests may keep the machine busy.
  const start = process.cpuUsage();
  for (const piece of [
    ' ',
    '\n',
    '"',
    "\\'",
    '{',
    '[',
    '535-',
    '535 ',
    ': ',
    'S: ',
    'C: AUTH ',
    'at ',
    'Error: ',
    'a@',
    '{"a":',
    "code: '",
    ' | ',
    '(',
    'https://a:',
    'pass=',
    'password: ',
    'QUJD',
    'AAAAAA ',
    "'x' +\n",
    '<-',
    'E',
    'status=bounced (',
    'x: {\n',
    '}\n',
    '550 a\n',
    '    at x (y)\n',
  ]) {
    for (const lead of ['', 'hello', "Error: x\n    at y (z)\n  code: '", 'S: 250 ok\n']) {
      readItems(hidePasswords(`${lead}${piece.repeat(size / piece.length)}b`));
    }
  }
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(8000);
});
