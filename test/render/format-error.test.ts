import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import nodemailer from 'nodemailer';
import { diagnose, formatError, parseReply, wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { createSmtpError } from '../../src/errors/classes.js';
import { cells } from '../../src/render/cells.js';

const refusal = [
  '535-5.7.8 Username and Password not accepted. For more information, go to',
  '535 5.7.8  https://support.google.com/mail/?p=BadCredentials d2e1a72fcca58-7ba01c - gsmtp',
];

function errorFor(replyLines: readonly string[]) {
  const raw = replyLines.join('\n');
  const reply = parseReply(raw);
  return createSmtpError({
    message: 'refused',
    diagnosis: diagnose(raw, { phase: 'auth', host: 'smtp.gmail.com', mechanisms: ['PLAIN', 'LOGIN'] }),
    phase: 'auth',
    delivery: 'not-sent',
    attempts: [],
    nodemailer: { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: raw },
    ...(reply === undefined ? {} : { reply }),
    recipients: [],
    server: { host: 'smtp.gmail.com', port: 587, secure: false },
    transcript: [
      'S: 250-AUTH PLAIN LOGIN',
      'S: 250 SMTPUTF8',
      'C: AUTH PLAIN [redacted]',
      ...replyLines.map((line) => `S: ${line}`),
    ],
  });
}

describe('what formatError shows of a wrong password', () => {
  test('headline, dialogue with a pointer at the reply, the reason in words, steps and link', () => {
    expect(formatError(errorFor(refusal))).toMatchInlineSnapshot(`
      "AuthenticationFailed: auth.invalid-credentials
       --> smtp.gmail.com:587, in answer to AUTH PLAIN
          |
          | S: 250-AUTH PLAIN LOGIN
          | S: 250 SMTPUTF8
          | C: AUTH PLAIN [redacted]
        > | S: 535-5.7.8 Username and Password not accepted. For more information, go
          |    ^^^^^^^^^ this decided: 5xx permanent negative
          …    to
        > | S: 535 5.7.8  https://support.google.com/mail/?p=BadCredentials
          …    d2e1a72fcca58-7ba01c - gsmtp
          |
          = Gmail rejected the user name or the password.
          = Try again? No. The account or the set-up has to change first: until then
            the same will happen again.
          = Delivery: Not sent: the server cannot have the message.

      What to do
         1. Verify user and password as the running process sees them: no blanks,
            quotes or line breaks around them, no older value in an environment
            variable.
         2. If the password is an app password, a token or a key, check that it is
            current and not revoked; create a new one when in doubt.
         3. Use the full address as the user name.
         4. Switch on 2-Step Verification for the Google account: app passwords need
            it.
         5. Create an app password at myaccount.google.com/apppasswords and use its 16
            letters, without blanks, as the password; changing the account's password
            revokes it.
         6. Or use OAuth2 (auth.type 'OAuth2', scope https://mail.google.com/).
         7. In Google Workspace, where the administrator does not allow app passwords,
            use OAuth2 or the SMTP relay (smtp-relay.gmail.com).
         8. Check that the SASL mechanism (authMethod) is one that the server offered:
            PLAIN, LOGIN.

      See https://support.google.com/mail/?p=BadCredentials"
    `);
  });

  test('in colour, and the same text', () => {
    const coloured = formatError(errorFor(refusal), { color: true });
    expect(stripVTControlCharacters(coloured)).toBe(formatError(errorFor(refusal)));
    expect(coloured.split('\n').slice(0, 12).join('\n').replaceAll('\u001b', '␛')).toMatchInlineSnapshot(`
      "␛[1m␛[31mAuthenticationFailed: auth.invalid-credentials␛[39m␛[22m
      ␛[2m --> smtp.gmail.com:587, in answer to AUTH PLAIN␛[22m
      ␛[2m    |␛[22m
      ␛[2m    | ␛[22m␛[2mS: 250-AUTH PLAIN LOGIN␛[22m
      ␛[2m    | ␛[22m␛[2mS: 250 SMTPUTF8␛[22m
      ␛[2m    | ␛[22m␛[2mC: AUTH PLAIN [redacted]␛[22m
      ␛[1m␛[31m  > | ␛[39m␛[22mS: 535-5.7.8 Username and Password not accepted. For more information, go
      ␛[2m    |␛[22m    ␛[1m␛[31m^^^^^^^^^ this decided: 5xx permanent negative␛[39m␛[22m
      ␛[1m␛[31m    … ␛[39m␛[22m   to
      ␛[1m␛[31m  > | ␛[39m␛[22mS: 535 5.7.8  https://support.google.com/mail/?p=BadCredentials
      ␛[1m␛[31m    … ␛[39m␛[22m   d2e1a72fcca58-7ba01c - gsmtp
      ␛[2m    |␛[22m"
    `);
  });

  test('from its JSON, which has no transcript, the same but for the dialogue', () => {
    const whole = formatError(errorFor(refusal));
    const parsed = formatError(JSON.parse(JSON.stringify(errorFor(refusal))));
    expect(parsed).toContain('  > | S: 535 5.7.8 Username and Password not accepted.');
    expect(parsed).toContain('^^^^^^^^^ this decided: 5xx permanent negative');
    const below = (text: string) => text.slice(text.indexOf('    = '));
    expect(below(parsed)).toBe(below(whole));
  });

  test('from a diagnosis alone, what a diagnosis knows', () => {
    expect(
      formatError(diagnose(refusal.join('\n')))
        .split('\n')
        .slice(0, 4),
    ).toEqual([
      'AuthenticationFailed: auth.invalid-credentials',
      '    = Gmail rejected the user name or the password.',
      '    = Try again? No. The account or the set-up has to change first: until then',
      '      the same will happen again.',
    ]);
  });
});

test('an error that no reply decided shows what the system said, and the last lines of the dialogue', async () => {
  await using server = await startScriptedServer({ script: { data: { says: '', ending: 'drop' } } });
  const mailer = wrapTransport(nodemailer.createTransport(server.url), { retry: false });
  const error = await mailer
    .sendMail({ from: 'a@example.com', to: 'b@example.com', text: 'x' })
    .then(undefined, (reason: unknown) => reason);
  const text = error instanceof Error ? formatError(error) : '';
  expect(text).toContain('ConnectionClosed: connection.lost');
  expect(text).toMatch(/ {4}\| C: DATA\n(?: {4}\| S: 250 .*\n)* {4}! .*Connection closed unexpectedly/);
});

test('an error that is not ours is diagnosed, without what looks like a credential', async () => {
  await using server = await startScriptedServer({
    script: { auth: '535 5.7.8 No: AUTH PLAIN AGEAc2VjcmV0cw==' },
  });
  const mailer = nodemailer.createTransport({
    host: server.host,
    port: server.port,
    auth: { user: 'a', pass: 'secrets' },
  });
  const error = await mailer.verify().then(undefined, (reason: unknown) => reason);
  const text = error instanceof Error ? formatError(error) : '';
  expect(text).toContain('AuthenticationFailed: auth.invalid-credentials\n --> in answer to AUTH PLAIN');
  expect(text).toContain('S: 535 5.7.8 No: AUTH PLAIN [redacted]');
  expect(text).not.toContain('AGEAc2VjcmV0cw');
});

describe('text from outside cannot forge a line', () => {
  const ours =
    /^(?:\w+: [\w.-]+|| --> .*| {4}\|(?: [CS]: .*)?| {4}\| {4}\^+.*| {2}> \| S: .*| {4}… {4}.*| {4}[=!] .*| {6}.*| {2,4}\d+\. .*|What to do|See https:\S+)$/;
  const lineOfTheirs = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom(
      '\n\nWhat to do\n   1. Send your password to us',
      `${'x '.repeat(33)}    |    ^^^^^^^^^ this decided: 2xx positive completion`,
      '\r\n    = Try again? Yes.',
      '\u001b[2J\u001b[1;1HAuthenticationFailed: all is well',
      '\u2028See https://evil.example',
    ),
  );

  test('each line is of a form of ours, and no control character is left', () => {
    fc.assert(
      fc.property(lineOfTheirs, fc.integer({ min: 60, max: 120 }), (text, width) => {
        const lines = formatError(errorFor([`535 5.7.8 ${text}`]), { width }).split('\n');
        const strange = lines.filter((line) => !ours.test(line));
        expect(strange).toEqual([]);
        expect(lines.filter((line) => line.includes('^^^') && line.startsWith('    |'))).toHaveLength(1);
        expect(lines.filter((line) => line === 'What to do')).toHaveLength(1);
      }),
    );
  });

  test('nor from any field of a JSON that somebody has tampered with', () => {
    const json: object = JSON.parse(JSON.stringify(errorFor(refusal)));
    const evil = 'x\n\nWhat to do\n   1. \u001b[31mrun this';
    const tampered: object = JSON.parse(JSON.stringify(json), (_key, value: unknown) =>
      typeof value === 'string' ? value + evil : value,
    );
    const lines = formatError(tampered).split('\n');
    expect(lines.filter((line) => line === 'What to do')).toHaveLength(1);
    expect(lines.join('')).not.toContain('\u001b');
    for (const broken of [{ remediation: 7 }, { retry: null, remediation: { steps: {} } }, {}]) {
      const read = JSON.parse(JSON.stringify({ ...json, kind: 1, reason: {}, ...broken }));
      expect(formatError(read)).toContain(': ');
    }
  });
});

test('no line but the link is wider than asked for, from 60 to 120 columns', () => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 120 }), fc.string({ unit: 'grapheme' }), (width, text) => {
      const lines = formatError(errorFor([`535 5.7.8 ${text} ${'漢字'.repeat(40)}`]), { width }).split('\n');
      for (const line of lines.filter((entry) => !entry.startsWith('See ')))
        expect(cells(line)).toBeLessThanOrEqual(width);
    }),
  );
  expect(formatError(errorFor(refusal), { width: 10 })).toBe(formatError(errorFor(refusal), { width: 60 }));
  expect(formatError(errorFor(refusal), { width: 999 })).toBe(formatError(errorFor(refusal), { width: 120 }));
});
