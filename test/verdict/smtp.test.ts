import { describe } from 'vitest';
import {
  answer,
  closed,
  dotted,
  failed,
  failure,
  heard,
  type Row,
  refusal,
  resolved,
  session,
} from './facts.js';
import { testRows } from './rows.js';

const timedOut = failure('Timeout', { code: 'ETIMEDOUT', command: 'CONN', timeoutType: 'SOCKET_TIMEOUT' });
const aborted = failure('Message sending aborted', { name: 'AbortError', code: 'EABORT' });
const overdue = failure('The send took longer', { code: 'ETIMEDOUT', timeoutType: 'SEND_DEADLINE' });
const protocol = failure('Something unasked', { code: 'EPROTOCOL', command: 'CONN' });
const socket = (originalCode: string, message = originalCode) =>
  failure(message, { code: 'ESOCKET', command: 'CONN', originalCode });

const accepted: readonly Row[] = [
  ['250 after the dot', resolved(dotted(['250 2.0.0 queued'])), 'accepted'],
  ['251 after the dot', resolved(dotted(['251 will forward'])), 'accepted'],
  ['252 after the dot', resolved(dotted(['252 will try'])), 'accepted'],
  [
    '250 after the dot, some recipients refused',
    resolved(dotted(['250 ok']), { rejected: ['x@y.z'] }),
    'accepted',
  ],
  [
    'a doubtful acceptance of the only recipient',
    resolved(dotted(['250 ok'], { doubtfulRecipient: answer('rcpt', '221 hm') })),
    'accepted',
  ],
  [
    'LMTP takes both',
    resolved(dotted(['250 a', '250 b'], { expected: 2 }), { accepted: ['a', 'b'] }),
    'accepted',
  ],
  [
    'LMTP takes one of two',
    resolved(dotted(['250 a', '550 b'], { expected: 2 }), { accepted: ['a'], rejected: ['b'] }),
    'accepted',
  ],
];

const believedByNodemailer: readonly Row[] = [
  ['221 after the dot', resolved(dotted(['221 bye'])), 'unknown', 'delivery.unknown', 'final-dot'],
  ['220 after the dot', resolved(dotted(['220 hello'])), 'unknown', 'delivery.unknown', 'final-dot'],
  ['235 after the dot', resolved(dotted(['235 ok'])), 'unknown'],
  ['354 after the dot', resolved(dotted(['354 go'])), 'unknown'],
  ['999 after the dot', resolved(dotted(['999 ok'])), 'unknown'],
  ['250 before the message was complete', resolved(dotted(['250 ok']), {}, 'begun'), 'unknown'],
  [
    '221 before the message was complete',
    resolved(dotted(['221 bye']), {}, 'begun'),
    'not-sent',
    'server.closing',
  ],
  ['250 to DATA, 250 after the dot', resolved(dotted(['250 ok'], { data: '250 go' })), 'unknown'],
  ['3ab to DATA, 250 after the dot', resolved(dotted(['250 ok'], { data: '3ab go' })), 'unknown'],
  ['250 on a session out of step', resolved(dotted(['250 ok'], { outOfStep: 'unasked' })), 'unknown'],
  [
    'one of two recipients doubtful',
    resolved(dotted(['250 ok'], { doubtfulRecipient: answer('rcpt', '221 hm') }), { accepted: ['a', 'b'] }),
    'unknown',
  ],
  [
    'LMTP refuses both for good',
    resolved(dotted(['550 5.1.1 no', '550 5.1.1 no'], { expected: 2 }), {
      accepted: [],
      rejected: ['a', 'b'],
      refusals: [
        { response: '550 5.1.1 no', responseCode: 550 },
        { response: '550 5.1.1 no', responseCode: 550 },
      ],
    }),
    'not-sent',
    'recipient.unknown',
    'final-dot',
  ],
  [
    'LMTP refuses one for good and one for now',
    resolved(dotted(['550 5.1.1 no', '452 4.2.2 full'], { expected: 2 }), {
      accepted: [],
      rejected: ['a', 'b'],
      refusals: [
        { response: '550 5.1.1 no', responseCode: 550 },
        { response: '452 4.2.2 full', responseCode: 452 },
      ],
    }),
    'not-sent',
    'recipient.full',
  ],
  ['LMTP says 221 for one of two', resolved(dotted(['250 a', '221 bye'], { expected: 2 })), 'unknown'],
];

const beforeTheMessage: readonly Row[] = [
  ['nobody listens', failed(socket('ECONNREFUSED'), undefined), 'not-sent', 'connection.refused', 'connect'],
  [
    'no such host',
    failed(
      failure('getaddrinfo ENOTFOUND', { code: 'EDNS', command: 'CONN', originalCode: 'ENOTFOUND' }),
      undefined,
    ),
    'not-sent',
    'connection.dns',
    'connect',
  ],
  [
    'a connection that is not made in time',
    failed(
      failure('Connection timeout', { code: 'ETIMEDOUT', command: 'CONN', timeoutType: 'CONNECT_TIMEOUT' }),
      undefined,
    ),
    'not-sent',
    'connection.timeout',
    'connect',
  ],
  [
    'a proxy that refuses',
    failed(failure('Invalid response from proxy: 407', { code: 'EPROXY' }), undefined),
    'not-sent',
    'connection.proxy',
    'connect',
  ],
  [
    'a greeting that does not come',
    failed(failure('Greeting never received', { code: 'ETIMEDOUT', command: 'CONN' }), session('greeting')),
    'not-sent',
    'connection.timeout',
    'greeting',
  ],
  [
    '221 for a greeting',
    failed(refusal('221 bye', 'EPROTOCOL', 'CONN'), heard('greeting', '221 bye')),
    'not-sent',
    'server.closing',
    'greeting',
  ],
  [
    '554 for a greeting',
    failed(
      failure('Invalid greeting. response=554 5.7.1 no', {
        code: 'EPROTOCOL',
        command: 'CONN',
        response: '554 5.7.1 no',
        responseCode: 554,
      }),
      heard('greeting', '554 5.7.1 no'),
    ),
    'not-sent',
    'policy.blocked',
    'greeting',
  ],
  ['a close before the login', failed(closed, session('auth')), 'not-sent', 'connection.lost', 'auth'],
  [
    'a wrong password',
    failed(refusal('535 5.7.8 no', 'EAUTH', 'AUTH PLAIN'), heard('auth', '535 5.7.8 no')),
    'not-sent',
    'auth.invalid-credentials',
    'auth',
  ],
  [
    'a login that is refused for now',
    failed(refusal('454 4.7.0 later', 'EAUTH', 'AUTH PLAIN'), heard('auth', '454 4.7.0 later')),
    'not-sent',
    'auth.temporary',
    'auth',
  ],
  [
    '221 to a login, and a close',
    failed(closed, heard('mail', '221 bye', { goodbye: answer('auth', '221 bye') })),
    'not-sent',
    'server.closing',
    'auth',
  ],
  [
    '421 to the second try of a refused token',
    failed(
      refusal('421 bye', 'EAUTH', 'AUTH XOAUTH2'),
      heard('auth', '421 bye', { loginRefusal: answer('auth', '535 5.7.8 no') }),
    ),
    'not-sent',
    'auth.invalid-credentials',
    'auth',
  ],
  [
    'a close after a refused token',
    failed(closed, session('auth', { loginRefusal: answer('auth', '535 5.7.8 no') })),
    'not-sent',
    'auth.invalid-credentials',
    'auth',
  ],
  [
    '421 while the token is asked for',
    failed(refusal('421 4.4.2 idle', 'ECONNECTION', 'AUTH XOAUTH2'), heard('ehlo', '421 4.4.2 idle')),
    'not-sent',
    'server.closing',
    'auth',
  ],
  [
    'a close while the token is asked for',
    failed(
      failure('Connection closed unexpectedly', { code: 'ECONNECTION', command: 'AUTH XOAUTH2' }),
      heard('ehlo', '250 ok'),
    ),
    'not-sent',
    'connection.lost',
    'auth',
  ],
  [
    'a sender that is refused',
    failed(refusal('550 5.1.8 no', 'EENVELOPE', 'MAIL FROM'), heard('mail', '550 5.1.8 no')),
    'not-sent',
    'sender.rejected',
    'mail',
  ],
  [
    'authentication required at MAIL',
    failed(
      refusal('530 5.7.0 Authentication required', 'EENVELOPE', 'MAIL FROM'),
      heard('mail', '530 5.7.0 Authentication required'),
    ),
    'not-sent',
    'auth.required',
    'mail',
  ],
  [
    'all recipients refused',
    failed(refusal('550 5.1.1 no', 'EENVELOPE', 'RCPT TO'), heard('rcpt', '550 5.1.1 no')),
    'not-sent',
    'recipient.unknown',
    'rcpt',
  ],
  [
    'greylisting',
    failed(refusal('451 4.7.1 Greylisted', 'EENVELOPE', 'RCPT TO'), heard('rcpt', '451 4.7.1 Greylisted')),
    'not-sent',
    'rate.greylisted',
    'rcpt',
  ],
  [
    'DATA refused',
    failed(refusal('452 4.3.1 full', 'EENVELOPE', 'DATA'), heard('data', '452 4.3.1 full')),
    'not-sent',
    'server.storage',
    'data',
  ],
  [
    'DATA refused where the message was read all the same',
    failed(refusal('554 5.7.1 no', 'EENVELOPE', 'DATA'), heard('data', '554 5.7.1 no'), 'read'),
    'not-sent',
    'message.rejected',
    'data',
  ],
  ['no reply to DATA', failed(closed, session('data')), 'not-sent', 'connection.lost', 'data'],
  [
    'Nodemailer refuses the envelope itself',
    failed(failure('No recipients defined', { code: 'EENVELOPE', command: 'API' }), undefined),
    'not-sent',
    'config.envelope',
    'local',
  ],
  [
    'the application aborts before the message',
    failed(aborted, session('rcpt')),
    'not-sent',
    'send.aborted',
    'rcpt',
  ],
  ['the deadline comes in the queue', failed(overdue, undefined), 'not-sent', 'connection.timeout'],
];

const theMessage: readonly Row[] = [
  ['a close in the body', failed(closed, dotted([]), 'begun'), 'not-sent', 'connection.lost'],
  ['a close after the dot', failed(closed, dotted([]), 'read'), 'unknown', 'delivery.unknown', 'final-dot'],
  ['silence after the dot', failed(timedOut, dotted([]), 'read'), 'unknown'],
  ['a reset after the dot', failed(socket('ECONNRESET'), dotted([]), 'read'), 'unknown'],
  ['the application aborts after the dot', failed(aborted, dotted([]), 'read'), 'unknown', 'send.aborted'],
  ['the deadline comes after the dot', failed(overdue, dotted([]), 'read'), 'unknown'],
  [
    'a refusal after the dot',
    failed(refusal('554 5.6.0 no', 'EMESSAGE', 'DATA'), dotted(['554 5.6.0 no']), 'read'),
    'not-sent',
    'message.rejected',
    'final-dot',
  ],
  [
    'a refusal for now after the dot',
    failed(refusal('451 4.3.0 later', 'EMESSAGE', 'DATA'), dotted(['451 4.3.0 later']), 'read'),
    'not-sent',
    'server.busy',
    'final-dot',
  ],
  [
    '421 after the dot',
    failed(refusal('421 4.3.2 bye', 'EMESSAGE', 'DATA'), dotted(['421 4.3.2 bye']), 'read'),
    'not-sent',
    'server.closing',
    'final-dot',
  ],
  [
    'a refusal in the body',
    failed(refusal('552 5.3.4 too big', 'EMESSAGE', 'DATA'), dotted(['552 5.3.4 too big']), 'begun'),
    'not-sent',
    'message.too-large',
    'final-dot',
  ],
  [
    'a refusal after the dot, out of step',
    failed(
      refusal('554 5.6.0 no', 'EMESSAGE', 'DATA'),
      dotted(['554 5.6.0 no'], { outOfStep: 'unasked' }),
      'read',
    ),
    'unknown',
  ],
  [
    'a refusal after 250 to DATA',
    failed(refusal('554 5.6.0 no', 'EMESSAGE', 'DATA'), dotted(['554 5.6.0 no'], { data: '250 go' }), 'read'),
    'unknown',
  ],
  [
    'no answer after a nonsense that was gone ahead on',
    failed(closed, dotted([], { data: '3 go' }), 'read'),
    'unknown',
  ],
  [
    '999 after the dot',
    failed(refusal('999 what', 'EMESSAGE', 'DATA'), dotted(['999 what']), 'read'),
    'unknown',
  ],
  [
    'a connection that was not followed',
    failed(closed, session('body', { isFollowed: false }), 'read'),
    'unknown',
  ],
  ['no session at all, and the message was read', failed(closed, undefined, 'read'), 'unknown'],
  ['LMTP refuses one and leaves', failed(closed, dotted(['550 no'], { expected: 2 }), 'read'), 'unknown'],
  [
    'LMTP refuses both, as an error',
    failed(
      refusal('550 5.1.1 no', 'EMESSAGE', 'DATA'),
      dotted(['550 5.1.1 no', '550 5.1.1 no'], { expected: 2 }),
      'read',
    ),
    'not-sent',
  ],
  [
    'a source of the message fails',
    { ...failed(failure('ENOENT: no such file', { code: 'ENOENT' }), dotted([]), 'begun'), origin: 'source' },
    'not-sent',
    'message.source',
  ],
  [
    'DKIM is set up wrong',
    { ...failed(failure('bad key', { code: 'ECONFIG' }), dotted([]), 'begun'), origin: 'source' },
    'not-sent',
    'config.invalid',
  ],
  [
    'a recipient of a message that others have',
    { ...failed(refusal('550 5.1.1 no', 'EENVELOPE', 'RCPT TO'), undefined), origin: 'recipient' },
    'partial',
    'recipient.unknown',
    'rcpt',
  ],
];

const outOfStep: readonly Row[] = [
  [
    'out of step before the message',
    failed(protocol, session('rcpt', { outOfStep: 'unasked' })),
    'not-sent',
    'protocol.violation',
    'rcpt',
  ],
  [
    'out of step in the body',
    failed(protocol, dotted([], { outOfStep: 'before-the-dot' }), 'begun'),
    'not-sent',
    'protocol.violation',
  ],
  [
    'out of step after the dot',
    failed(protocol, dotted([], { outOfStep: 'mixed-codes' }), 'read'),
    'unknown',
  ],
  [
    'a reply that is none',
    failed(
      failure('Invalid', { code: 'EENVELOPE', command: 'MAIL FROM', response: 'HTTP/1.1 400' }),
      session('mail'),
    ),
    'not-sent',
    'protocol.violation',
    'mail',
  ],
];

const tls: readonly Row[] = [
  [
    'no TLS at all on the port',
    failed(socket('ERR_SSL_WRONG_VERSION_NUMBER'), undefined),
    'not-sent',
    'tls.handshake',
    'tls',
  ],
  [
    'a certificate that nobody trusts',
    failed(socket('DEPTH_ZERO_SELF_SIGNED_CERT'), undefined),
    'not-sent',
    'tls.certificate',
    'tls',
  ],
  [
    'a protocol version that is too old',
    failed(socket('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tlsv1 alert protocol version'), session('tls')),
    'not-sent',
    'tls.handshake',
    'tls',
  ],
  [
    'a client certificate that is missing, told after TLS 1.3 is up',
    failed(
      socket('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tlsv13 alert certificate required'),
      session('greeting'),
    ),
    'not-sent',
    'tls.certificate',
    'greeting',
  ],
  [
    'alert handshake_failure after TLS 1.3 is up',
    failed(socket('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'sslv3 alert handshake failure'), session('ehlo')),
    'not-sent',
    'tls.handshake',
    'ehlo',
  ],
  [
    'a close in the handshake of STARTTLS',
    failed(failure('Connection closed unexpectedly', { code: 'ETLS', command: 'CONN' }), session('tls')),
    'not-sent',
    'connection.lost',
    'tls',
  ],
  [
    'a FIN in the handshake',
    failed(
      socket('ECONNRESET', 'Client network socket disconnected before secure TLS connection was established'),
      undefined,
    ),
    'not-sent',
    'connection.lost',
    'connect',
  ],
  [
    'a reset in the handshake',
    failed(socket('ECONNRESET', 'read ECONNRESET'), session('tls')),
    'not-sent',
    'connection.reset',
    'tls',
  ],
  [
    'a goodbye in clear text at EHLO',
    failed(socket('ERR_SSL_WRONG_VERSION_NUMBER'), session('ehlo')),
    'not-sent',
    'connection.lost',
    'ehlo',
  ],
  [
    'a goodbye in clear text at AUTH',
    failed(socket('ERR_SSL_WRONG_VERSION_NUMBER'), session('auth')),
    'not-sent',
    'connection.lost',
    'auth',
  ],
  [
    'a goodbye in clear text at RCPT',
    failed(socket('ERR_SSL_WRONG_VERSION_NUMBER'), session('rcpt')),
    'not-sent',
    'connection.lost',
    'rcpt',
  ],
  [
    'a damaged record in the body',
    failed(socket('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'), dotted([]), 'begun'),
    'not-sent',
    'connection.lost',
  ],
  [
    'a damaged record after the dot',
    failed(socket('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'), dotted([]), 'read'),
    'unknown',
  ],
  [
    'an end without close_notify',
    failed(socket('ERR_SSL_UNEXPECTED_EOF_WHILE_READING', 'unexpected eof while reading'), session('mail')),
    'not-sent',
    'connection.lost',
    'mail',
  ],
];

describe('an acceptance is one', () => testRows(accepted));
describe('what Nodemailer takes for an acceptance', () => testRows(believedByNodemailer));
describe('before the message', () => testRows(beforeTheMessage));
describe('with the message', () => testRows(theMessage));
describe('out of step', () => testRows(outOfStep));
describe('TLS', () => testRows(tls));
