import fc from 'fast-check';
import { expect, test } from 'vitest';
import { queueIdIn } from '../../src/reply/queue-id.js';

test.each([
  ['Postfix', '250 2.0.0 Ok: queued as 4Q2X5B1z2Yz9xL', '4Q2X5B1z2Yz9xL'],
  ['Postfix, BDAT', '250 2.0.0 Ok: 467 bytes queued as 8343522A9BE', '8343522A9BE'],
  [
    'amavis before Postfix',
    '250 2.6.0 Ok, id=24855-05, from MTA([127.0.0.1]:10025): 250 2.0.0 Ok: queued as EA569169C48B',
    'EA569169C48B',
  ],
  ['Exim', '250 OK id=1xVRhw-0005v6-0k', '1xVRhw-0005v6-0k'],
  ['Exim 4.97', '250 OK id=1tXaBc-00000001abc-2DEF', '1tXaBc-00000001abc-2DEF'],
  [
    'Gmail',
    '250 2.0.0 OK  1707769536 e14-20020aa78c4e000000b006e091489776sm6140274pfd.92 - gsmtp',
    'e14-20020aa78c4e000000b006e091489776sm6140274pfd.92',
  ],
  ['Gmail, as it was', '250 2.0.0 OK 1321118137 q15si6316124anp.165', 'q15si6316124anp.165'],
  [
    'Microsoft 365',
    '250 2.6.0 <20230910203057.5BBB918C6@app.example> [InternalId=38521561683110, Hostname=TYZPR06MB6239.apcprd06.prod.outlook.com] 8733 bytes in 0.281, 30.310 KB/sec Queued mail for delivery',
    '38521561683110',
  ],
  [
    'Exchange 2010',
    '250 2.6.0 <20111025@app.example> [InternalId=274498] Queued mail for delivery',
    '274498',
  ],
  [
    'Hotmail, over two lines or not',
    '250  <SNT0-MC3-F1964xSNUX00142e45@SNT0-MC3-F19.Snt0.hotmail.com> Queued mail for delivery',
    '<SNT0-MC3-F1964xSNUX00142e45@SNT0-MC3-F19.Snt0.hotmail.com>',
  ],
  [
    'Outlook.com',
    '250 2.0.0 OK <AM0PR04MB1234@AM0PR04MB1234.eurprd04.prod.outlook.com> [Hostname=AM0PR04MB1234.eurprd04.prod.outlook.com]',
    '<AM0PR04MB1234@AM0PR04MB1234.eurprd04.prod.outlook.com>',
  ],
  [
    'Amazon SES',
    '250 Ok 010201819ab3682a-8a9a6442-6822-4e64-a65d-54561c87b79f-000000',
    '010201819ab3682a-8a9a6442-6822-4e64-a65d-54561c87b79f-000000',
  ],
  ['qmail', '250 ok 1129400405 qp 17374', '1129400405 qp 17374'],
  ['qmail with its name', '250 ok 1349174460 qp 13230 by mx1.example.org', '1349174460 qp 13230'],
  ['sendmail', '250 2.0.0 5AB1Xd2e012345 Message accepted for delivery', '5AB1Xd2e012345'],
  ['sendmail before 8.10', '250 KAA12345 Message accepted for delivery', 'KAA12345'],
  ['OpenSMTPD', '250 2.0.0 97b16924 Message accepted for delivery', '97b16924'],
  ['OpenSMTPD as it was', '250 2.0.0: 97b16924 Message accepted for delivery', '97b16924'],
  ['Proofpoint', '250 2.0.0 3gab12cd56-1 Message accepted for delivery', '3gab12cd56-1'],
  ['CommuniGate', '250 12345678 message accepted for delivery', '12345678'],
  [
    'Haraka',
    '250 Message Queued (022975E9-9E44-4A7B-84FF-6B381498257C.2)',
    '022975E9-9E44-4A7B-84FF-6B381498257C.2',
  ],
  ['SendGrid', '250 Ok: queued as gXyz_ABC123-aa_Qw', 'gXyz_ABC123-aa_Qw'],
  [
    'Mailjet',
    '250 OK queued as 2b7b9869-0e44-42d4-9246-1039ef6b95ee',
    '2b7b9869-0e44-42d4-9246-1039ef6b95ee',
  ],
  [
    'Brevo',
    '250 2.0.0 OK: queued as <202310121530.12345@smtp-relay.mailin.fr>',
    '202310121530.12345@smtp-relay.mailin.fr',
  ],
  [
    'IONOS, GMX, web.de',
    '250 Requested mail action okay, completed: id=1MGQax-1lzJu01s1l-00GrzV',
    '1MGQax-1lzJu01s1l-00GrzV',
  ],
  [
    'NetEase',
    '250 Mail OK queued as smtp8,DMCowACHOslvk6hWF1u7AA--.51185S2 1453888371',
    'smtp8,DMCowACHOslvk6hWF1u7AA--.51185S2',
  ],
  [
    'Yandex',
    '250 2.0.0 Ok: queued on mail-nwsmtp-smtp-production-main-64.vla.yp-c.yandex.net 1783419955-tPFHe55kViE0-EXc4x7wE',
    '1783419955-tPFHe55kViE0-EXc4x7wE',
  ],
  [
    'Yandex as it was',
    '250 2.0.0 Ok: queued on mxfront9q.mail.yandex.net as 1590262878-g7S0CPwaoz-fIVS8Xqq',
    '1590262878-g7S0CPwaoz-fIVS8Xqq',
  ],
  ['Stalwart', '250 2.0.0 Message queued with id 217700302698266624.', '217700302698266624'],
  ['ZoneMTA', '250 Message queued as 18abc0f2e4b0001f3a', '18abc0f2e4b0001f3a'],
  [
    'Ethereal',
    '250 Accepted [STATUS=new MSGID=XdIe14o5dlrp4TBCXdIe21H7a1sj4A0TAAAAAZaseUEGLbsk8gFeA.CZMFA]',
    'XdIe14o5dlrp4TBCXdIe21H7a1sj4A0TAAAAAZaseUEGLbsk8gFeA.CZMFA',
  ],
  ['IronPort', '250 ok:  Message 256429218 accepted', '256429218'],
  [
    'Mimecast',
    '250 SmtpThread-230451-1550091842414@snd-mta-2.snd.mimecast.lan Received OK [7aP2u_kqNSGf3hZCpg.uk35]',
    '7aP2u_kqNSGf3hZCpg.uk35',
  ],
  ['Alibaba Cloud', '250 Data Ok: queued as freedom ###envid=123456789012', '123456789012'],
  ['Dovecot by LMTP', '250 2.0.0 <user7@example.com> QGx4Jm5WZmQ3BAAA8aTgTA Saved', 'QGx4Jm5WZmQ3BAAA8aTgTA'],
  ['a filter before it', '250 2.0.0 not spam, queued as 4Q2X5B1z2Yz9', '4Q2X5B1z2Yz9'],
  ['several lines', '250-2.0.0 Thank you\r\n250 2.0.0 Ok: queued as 4Q2X5B1z2Yz9', '4Q2X5B1z2Yz9'],
])('%s: the id that the server has the message by', (_server, reply, id) => {
  expect(queueIdIn(reply)).toBe(id);
});

test.each([
  '250 OK',
  '250 2.0.0 OK: queued',
  '250 2.0.0 Ok: queued as',
  '250 Data Ok: queued as freedom',
  '250 Queued (0.312 seconds)',
  '250 Message accepted for delivery',
  '250 OK: Message accepted for delivery',
  '250 2.5.0 Message accepted for delivery',
  '250 2.6.0 Message received',
  '250 Ok, message saved <Message-ID: >',
  '250 Great success',
  '250 OK , completed',
  '250 Message Queued',
  '250 2.6.0 Queued mail for delivery',
  '250 Queued. Thank you.',
  '250 Ok 42',
  '221 2.0.0 Ok: queued as 4Q2X5B1z2Yz9',
  '450 4.2.0 Not queued as 4Q2X5B1z2Yz9',
  '354 queued as 4Q2X5B1z2Yz9',
  'The application confirmed the delivery, queued as 4Q2X5B1z2Yz9',
  '250 this was NOT queued as ABC123XYZ',
  '250 2.0.0 Ok: could not be queued as ABC123XYZ',
  "250 Message wasn't queued as ABC123XYZ",
  '250 Ok: queued as 10.0.0.1',
  '250 Ok: queued as 10.0.0.1.',
  '250 Ok: queued as 2001:db8::1',
  '250 Ok: queued as 2026-11-28',
  '250 Ok: queued as 2026-11-28T10:00:00Z',
  '250 Ok: queued as 20261128T100000Z',
  // What is cut short or has something taken out of it names no message.
  '250 2.0.0 Ok: queued as 4Q2X[redacted]',
  '250 2.0.0 Ok: queued as [redacted]',
  `250 2.0.0 Ok: queued as ${'4Q2X'.repeat(60)}`,
  '250 2.0.0 Ok: queued as \\x1b[31m4Q2X',
  '',
])('%j names none', (reply) => {
  expect(queueIdIn(reply)).toBeNull();
});

test('whatever a server says, an id is short and of plain characters, and is found at once', () => {
  const words = fc.constantFrom(
    'queued',
    ' as ',
    ' on ',
    'OK',
    ' id=',
    '<',
    '@',
    '>',
    'a1'.repeat(80),
    '\n250 ',
    '[',
    '.',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ unit: 'binary' })), { maxLength: 400 }), (parts) => {
      const reply = `250 ${parts.join('')}`;
      const started = performance.now();
      const id = queueIdIn(reply);
      expect(performance.now() - started).toBeLessThan(50);
      if (id !== null) expect(id).toMatch(/^[\x21-\x7e]{1,200}$|^<[^<>\s]{3,401}>$|^\d+ qp \d+$/);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['queued as '.repeat(100_000)],
  ['queued on '.repeat(100_000)],
  [`OK ${'0a'.repeat(100_000)}`],
  [`OK <${'@'.repeat(100_000)}`],
  ['-0a0a'.repeat(100_000)],
  ['250 '.repeat(100_000)],
  ['\n250 '.repeat(100_000)],
])('a megabyte of hostile words is looked through in no time', (words) => {
  const started = performance.now();
  expect(queueIdIn(`250 ${words}`)).toBeNull();
  expect(performance.now() - started).toBeLessThan(100);
});
