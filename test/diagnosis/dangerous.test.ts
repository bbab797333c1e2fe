import { diagnose, formatError, type Phase, readBounce } from 'nodemailer-smtp-errors/diagnose';
import { describe, expect, test } from 'vitest';

describe('a refused login is not tried again for a harmless word', () => {
  test.each(['535 5.7.8 host auth failed', '535 auth failed for host mx.example.com'])('%s', (text) => {
    const { reason, retry } = diagnose(text, { phase: 'auth' });
    expect(reason).toBe('auth.invalid-credentials');
    expect(retry.safe).toBe(false);
  });
});

describe('an address is taken off a list only where its mailbox is surely gone', () => {
  const takesOff = (text: string) =>
    diagnose(text, { phase: 'rcpt' }).remediation.steps.some((step) =>
      step.startsWith('Take the address off'),
    );

  test.each([
    '550 unknown error',
    '550 5.1.1 Your IP is unknown',
    '550 unknown host',
    '550 recipient does not exist in our sender whitelist',
    '550 SPF record not found',
    '550 failed',
    '554 5.3.0 unknown mailer error 1',
    '550 5.1.1 mailbox temporarily unavailable',
    '550 5.2.1 mailbox temporarily disabled',
    '550 5.2.0 mailbox being moved',
    '550 no such domain, mx lookup failed temporarily',
  ])('not for "%s"', (text) => expect(takesOff(text)).toBe(false));

  test.each([
    '550 5.1.1 <bob@example.org>: Recipient address rejected: User unknown in local recipient table',
    '550 5.1.1 The email account that you tried to reach does not exist.',
    '550 No such user here',
    '550 mailbox not found',
  ])('for "%s"', (text) => expect(takesOff(text)).toBe(true));
});

test('a recipient’s account is not the sender’s', () => {
  const text = '554 5.7.1 <bob@x.example>: recipient account is not active';
  expect(diagnose(text, { phase: 'rcpt' }).kind).not.toBe('AuthenticationFailed');
});

describe('what is no time to wait is none', () => {
  test.each([
    '450 4.7.1 Try again later, message is 12 days old',
    '450 Try again; last seen 3 days ago',
    '450 4.7.1 greylisted until Mon, 28 Nov 2026 for 10:00:05',
    '450 try again at 5 h',
    '450 come back in 10:30:00 tomorrow',
    '450 请于11月28日后重试',
    '451 limit of 100 messages in 60 minutes, retry later',
    '450 try later (session lasted 30 seconds)',
  ])('%s', (text) => expect(diagnose(text, { phase: 'rcpt' }).retry).not.toHaveProperty('afterMs'));
});

describe('a loss that tells no phase may have come after the message', () => {
  test.each([
    { code: 'ECONNECTION', message: 'Connection closed. Earlier: connect ECONNREFUSED 192.0.2.1:25' },
    { code: 'ESOCKET', message: 'write EPIPE (after connection timeout was raised to 30s)' },
    { message: 'Connection timeout after message was sent' },
  ])('$message', (error) => expect(diagnose(error).retry.safe).toBe(false));

  test('and one that does may not', () => {
    expect(diagnose({ code: 'ESOCKET', message: 'connect ECONNREFUSED 192.0.2.1:25' }).retry.safe).toBe(true);
    expect(diagnose('Error: Connection timeout').retry.safe).toBe(true);
  });
});

describe('a bounce', () => {
  const postfix = (said: string) =>
    `From: MAILER-DAEMON@x.example\n\nThis is the mail system at host x.example.\n\n<a@b.example>: ${said}\n`;

  test.each([
    'lost connection with mx.b.example[192.0.2.1]',
    'conversation with mx.b.example[192.0.2.1] timed out',
  ])('that says that the message may be out is not to be sent again: %s', (said) => {
    const text = postfix(`${said} while sending end of data -- message may be sent more than once`);
    expect(readBounce(text)?.recipients).toMatchObject([
      { diagnosis: { reason: 'delivery.unknown', retry: { safe: false } } },
    ]);
  });

  test.each([
    [
      'a receipt of somebody who has read it',
      'From: Bob <bob@x.example>\nContent-Type: multipart/report; report-type=disposition-notification; boundary=B\n\n--B\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;bob@x.example\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--B--\n',
    ],
    [
      'a question about one',
      'From: Bob <bob@x.example>\n\nWhat does this mean?\n\nFinal-Recipient: rfc822; bob@x.example\nStatus: 5.1.1\n',
    ],
    [
      'a notice of a postmaster',
      'From: postmaster@x.example\nSubject: Invoice\n\nVersion 5.1.1 is out.\nsupport@x.example\n',
    ],
    ['an absence', 'Return-Path: <>\n\nI am away. Write to c@d.example, ticket 5.1.1\n'],
  ])('is not what somebody else writes: %s', (_what, text) => expect(readBounce(text)).toBeUndefined());

  test('takes the exit code of a program for no reply', () => {
    const text =
      'Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x.example\n\nFinal-Recipient: RFC822; bob@x.example\nAction: failed\nStatus: 5.3.0\nDiagnostic-Code: X-Unix; 255 unknown mailer error\n\n--B--\n';
    const [bob] = readBounce(text)?.recipients ?? [];
    expect(bob).not.toHaveProperty('reply');
    expect(bob?.diagnosis?.reason).not.toBe('recipient.unknown');
  });
});

describe('what is shown has no password in it', () => {
  test.each<Error | object>([
    new TypeError('Invalid URL: smtp://bob:Sup3rS3cr3t@mx.example'),
    new TypeError("Invalid URL: smtp://bob:pa'Sup3rS3cr3t@mx.example"),
    { code: 'EPROXY', message: 'refused by https://bob:Sup3rS3cr3t@proxy.example' },
    { code: 'EAUTH', message: 'x', response: '535 5.7.8 Authorization: Basic U3VwM3JTM2NyM3Q= refused' },
    { message: "failed with { auth: { user: 'bob', pass: 'Sup3rS3cr3t' } }" },
    { message: 'failed with {"auth":{"user":"bob","pass":"Sup3rS3cr3t"}}' },
  ])('%o', (error) => expect(formatError(Object(error))).not.toMatch(/Sup3rS3cr3t|U3VwM3JTM2NyM3Q/));
});

test('a phase that there is none of is none', () => {
  expect(() => diagnose('550 x', { phase: 'constructor' as Phase })).not.toThrow();
});
