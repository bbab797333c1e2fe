import fc from 'fast-check';
import { readBounce } from 'nodemailer-smtp-errors/diagnose';
import { describe, expect, test } from 'vitest';

/** What a bounce says of each recipient, in short. */
function read(text: string) {
  return readBounce(text)?.recipients.map(({ recipient, action, final, status, reply, diagnosis }) => [
    recipient,
    action,
    final,
    status,
    reply?.code,
    diagnosis?.reason,
  ]);
}

const header = (type: string) => `Return-Path: <>
From: MAILER-DAEMON@mail.example.com (Mail Delivery System)
To: alice@example.com
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: ${type}
`;

/** A delivery status notification whose sentences are in any language. */
const dsn = (recipients: string, sentences = '申し訳ありません。') => `${header(
  'multipart/report; report-type=delivery-status;\n\tboundary="B/1"',
)}
This is a MIME-encapsulated message.

--B/1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

${Buffer.from(sentences).toString('base64')}

--B/1
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.com
Arrival-Date: Mon, 5 Jan 2026 10:00:00 +0000 (UTC)

${recipients}
--B/1
Content-Type: text/rfc822-headers

From: alice@example.com
Message-ID: <c0f2a4e1@example.com>

--B/1--
`;

describe('a delivery status notification', () => {
  test('tells of each recipient what was done, and what it means', () => {
    const bounce = readBounce(
      dsn(`Final-Recipient: rfc822; bob@example.org
Original-Recipient: rfc822;bob@example.org
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550-5.1.1 <bob@example.org>: Recipient address rejected:
    User unknown in
    550 5.1.1 virtual mailbox table

Final-Recipient: rfc822; carol@example.net
Action: delayed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mx.example.net[192.0.2.1]:25: Connection timed out
Will-Retry-Until: Sat, 10 Jan 2026 10:00:00 +0000 (UTC)

Final-Recipient: rfc822; dave@example.com
Action: delivered
Status: 2.0.0
`),
    );
    expect(bounce).toMatchObject({
      reportedBy: 'mail.example.com',
      messageId: 'c0f2a4e1@example.com',
      recipients: [
        {
          recipient: 'bob@example.org',
          action: 'failed',
          final: true,
          status: '5.1.1',
          remoteHost: 'mx.example.org',
          reply: { code: 550, enhancedCode: '5.1.1' },
          diagnosis: { reason: 'recipient.unknown', retry: { safe: false } },
        },
        {
          recipient: 'carol@example.net',
          action: 'delayed',
          final: false,
          status: '4.4.1',
          diagnosis: {
            kind: 'ConnectionFailed',
            reason: 'connection.timeout',
            retry: { safe: false, why: expect.stringContaining('goes on trying') },
            remediation: { summary: "The recipient's server could not be reached." },
          },
        },
        { recipient: 'dave@example.com', action: 'delivered', final: true, status: '2.0.0' },
      ],
    });
    expect(bounce?.recipients[1]).not.toHaveProperty('reply');
    expect(bounce?.recipients[2]).not.toHaveProperty('diagnosis');
  });

  test('takes the phase from the sentences beside it', () => {
    const report = (said: string) =>
      readBounce(
        dsn(
          'Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 No',
          `<bob@example.org>: host mx.example.org[192.0.2.1] said: 550 5.7.1 No (in reply\n    to ${said} command)`.replace(
            'reply\n    to',
            'reply to',
          ),
        ),
      )?.recipients[0]?.diagnosis?.reason;
    expect(report('MAIL FROM')).not.toBe(report('end of DATA'));
  });

  test.each([
    ['CRLF', (text: string) => text.replace(/\n/g, '\r\n')],
    ['CR', (text: string) => text.replace(/\n/g, '\r')],
    ['a mailbox file', (text: string) => `From MAILER-DAEMON Mon Jan  5 10:00:00 2026\n${text}`],
    [
      'an attachment of another message',
      (text: string) => `${header('multipart/mixed; boundary=F')}
--F
Content-Type: text/plain

What does this mean?
--F
Content-Type: message/rfc822

${text}
--F--`,
    ],
    ['a copy with empty lines before it', (text: string) => `\n  \n${text}`],
    ['no last boundary', (text: string) => text.slice(0, text.indexOf('--B/1\nContent-Type: text/rfc822'))],
    [
      'its status part alone',
      (text: string) =>
        text.slice(text.indexOf('Reporting-MTA'), text.indexOf('--B/1\nContent-Type: text/rfc822')),
    ],
  ])('in %s', (_what, as) => {
    const text = dsn(
      'Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp;552 5.2.2 Mailbox full',
    );
    expect(read(as(text))).toEqual([['bob@example.org', 'failed', true, '5.2.2', 552, 'recipient.full']]);
  });

  test('without a reply goes by its status', () => {
    expect(read(dsn('Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1'))).toEqual([
      ['bob@example.org', 'failed', true, '5.1.1', undefined, 'recipient.unknown'],
    ]);
  });

  test('of internationalised mail has its addresses as they are read', () => {
    const text = dsn('Final-Recipient: utf-8; j\\x{f6}rg@example.org\nAction: failed\nStatus: 5.1.1').replace(
      'message/delivery-status',
      'message/global-delivery-status',
    );
    expect(read(text)?.[0]?.[0]).toBe('jörg@example.org');
  });
});

describe('a bounce that is no notification', () => {
  const plain = (text: string) => `${header('text/plain; charset=us-ascii')}\n${text}\n`;

  test.each([
    [
      'qmail',
      `Hi. This is the qmail-send program at example.com.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<bob@example.org>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 User unknown
Giving up on 192.0.2.1.

<carol@example.com>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

To: dave@example.net`,
      [
        ['bob@example.org', 'failed', true, '5.1.1', 550, 'recipient.unknown'],
        ['carol@example.com', 'failed', true, '5.1.1', undefined, 'recipient.unknown'],
      ],
    ],
    [
      'Exim',
      `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  bob@example.org
    host mx.example.org [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<bob@example.org>:
    550-5.1.1 The email account that you tried to reach
    550 5.1.1 does not exist.
  carol@example.com
    Unrouteable address

------ This is a copy of the message, including all the headers. ------`,
      [
        ['bob@example.org', 'failed', true, '5.1.1', 550, 'recipient.unknown'],
        ['carol@example.com', 'failed', true, undefined, undefined, 'recipient.unknown'],
      ],
    ],
    [
      'Exim, that goes on trying',
      `This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mail.example.com.

The address to which the message has not yet been delivered is:

  bob@example.org
    host mx.example.org [192.0.2.1]
    Delay reason: SMTP error from remote mail server after RCPT TO:<bob@example.org>:
    452 4.2.2 Mailbox full

No action is required on your part.`,
      [['bob@example.org', 'delayed', false, '4.2.2', 452, 'recipient.full']],
    ],
    [
      'Postfix',
      `This is the mail system at host mail.example.com.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<bob@example.org>: host mx.example.org[192.0.2.1] said: 552 5.3.4 Message size
    exceeds fixed limit (in reply to MAIL FROM command)`,
      [['bob@example.org', 'failed', true, '5.3.4', 552, 'message.too-large']],
    ],
    [
      'Exchange',
      `Delivery has failed to these recipients or groups:

Bob Example (bob@example.org)<mailto:bob@example.org>
The email address you entered couldn't be found.

Diagnostic information for administrators:

Generating server: EX1.example.com

bob@example.org
#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##

Original message headers:

Received: from EX2.example.com`,
      [['bob@example.org', 'failed', true, '5.1.1', 550, 'recipient.unknown']],
    ],
    [
      'Exchange in German, from another server',
      `Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:

bob@example.org
Diagnoseinformationen für Administratoren:
Generierender Server: EX1.example.com
bob@example.org
mx.example.org #<mx.example.org #5.2.2 smtp;552 5.2.2 Mailbox full> #SMTP#`,
      [['bob@example.org', 'failed', true, '5.2.2', 552, 'recipient.full']],
    ],
    [
      'Gmail',
      `Delivery to the following recipient failed permanently:

     bob@example.org

Technical details of permanent failure:
Google tried to deliver your message, but it was rejected by the server for the recipient domain.

The error that the other server returned was:
550 5.1.1 <bob@example.org>: User unknown

----- Original message -----`,
      [['bob@example.org', 'failed', true, '5.1.1', 550, 'recipient.unknown']],
    ],
    [
      'sendmail',
      `The original message was received at Mon, 5 Jan 2026 10:00:00 GMT

   ----- The following addresses had permanent fatal errors -----
<bob@example.org>
    (reason: 550 5.1.1 <bob@example.org>... User unknown)

   ----- Transcript of session follows -----
... while talking to mx.example.org.:
>>> DATA
<<< 550 5.1.1 <bob@example.org>... User unknown`,
      [['bob@example.org', 'failed', true, '5.1.1', 550, 'recipient.unknown']],
    ],
  ])('is read as %s writes it, header and all or its text alone', (_who, text, expected) => {
    expect(read(plain(text))).toEqual(expected);
    expect(read(text)).toEqual(expected);
  });

  test('is read from quoted-printable and from HTML', () => {
    const html = `${header('text/html; charset=iso-8859-1').trim()}
Content-Transfer-Encoding: quoted-printable

<p>Unzustellbar f=FCr</p><p>bob@example.org<br>Remote Server returned '550 5.1.=
10 RESOLVER.ADR.RecipientNotFound; not found'</p>`;
    expect(read(html)).toEqual([['bob@example.org', 'failed', true, '5.1.10', 550, 'recipient.unknown']]);
  });
});

describe('what is no bounce', () => {
  test.each([
    [
      'a letter',
      'From: bob@example.org\nTo: alice@example.com\nSubject: Hi\n\nI moved to bob@example.net:\n550 Main Street',
    ],
    ['a reply', '550 5.1.1 <bob@example.org>: User unknown'],
    ['nothing', ''],
  ])('%s is none', (_what, text) => {
    expect(readBounce(text)).toBeUndefined();
  });

  test.each([
    [Buffer.from('a bounce'), 'bytes'],
    [null, 'null'],
    [{ toString: () => 'a bounce' }, 'object'],
  ])('%o is no text, and is said to be none', (given, name) => {
    expect(() => Reflect.apply(readBounce, undefined, [given])).toThrow(
      new TypeError(`Expected readBounce to be given a bounce as text; got ${name}.`),
    );
  });

  test('no text makes it throw, or take long', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readBounce(dsn(text, text))));
    const start = process.cpuUsage();
    for (const piece of [
      'a@',
      '<a@b>:',
      '--B/1\n',
      '=',
      'Final-Recipient: a\n\n',
      ' ',
      '\n ',
      '<p',
      '&#9;',
      'a@b ',
      'a: b\n',
      '550-',
    ]) {
      readBounce(dsn(piece.repeat(2 ** 17 / piece.length)));
      readBounce(`Return-Path: <>\n\n${piece.repeat(2 ** 17 / piece.length)}`);
      readBounce(piece.repeat(2 ** 17 / piece.length));
    }
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
  });
});
