import { describe } from 'vitest';
import { elsewhere, failure, type Row } from './facts.js';
import { testRows } from './rows.js';

const exit = (status: number) => failure(`Sendmail exited with code ${status}`, { code: 'ESENDMAIL' });

const sendmail: readonly Row[] = [
  ...[64, 78, 126].map(
    (status): Row => [
      `exit ${status}`,
      elsewhere('sendmail', exit(status)),
      'not-sent',
      'config.invalid',
      'local',
    ],
  ),
  ['exit 65', elsewhere('sendmail', exit(65)), 'not-sent', 'message.rejected'],
  ['exit 66', elsewhere('sendmail', exit(66)), 'not-sent', 'message.source'],
  ['exit 77', elsewhere('sendmail', exit(77)), 'not-sent', 'sender.rejected'],
  [
    'exit 127',
    elsewhere(
      'sendmail',
      failure('Sendmail command not found, process exited with code 127', { code: 'ESENDMAIL' }),
    ),
    'not-sent',
    'config.invalid',
  ],
  ...[1, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 137, 164, 177].map(
    (status): Row => [`exit ${status} after all was taken`, elsewhere('sendmail', exit(status)), 'unknown'],
  ),
  ['exit 75 before all was taken', elsewhere('sendmail', exit(75), 'withdrawn'), 'not-sent', 'server.busy'],
  [
    'killed after all was taken',
    elsewhere('sendmail', failure('Sendmail was terminated by SIGKILL', { code: 'ESENDMAIL' })),
    'unknown',
  ],
  [
    'killed before all was taken',
    elsewhere('sendmail', failure('Sendmail was terminated by SIGKILL', { code: 'ESENDMAIL' }), 'withdrawn'),
    'not-sent',
    'server.busy',
  ],
  [
    'gone before the message was written',
    elsewhere('sendmail', failure('Sendmail exited before the message was written', { code: 'ESENDMAIL' })),
    'not-sent',
  ],
  [
    'a pipe that broke after all was taken',
    elsewhere('sendmail', failure('write EPIPE', { code: 'EPIPE' })),
    'unknown',
  ],
  [
    'no such program, however much was written',
    elsewhere('sendmail', failure('spawn /no/sendmail ENOENT', { code: 'ENOENT' })),
    'not-sent',
    'config.invalid',
  ],
  [
    'the deadline after all was taken',
    elsewhere('sendmail', failure('The send took longer than its deadline', { code: 'ETIMEDOUT' })),
    'unknown',
  ],
  [
    'the deadline, and the message taken back',
    elsewhere(
      'sendmail',
      failure('The send took longer than its deadline', { code: 'ETIMEDOUT' }),
      'withdrawn',
    ),
    'not-sent',
    'connection.timeout',
  ],
];

const aws = (name: string, status?: number, tries = 1) =>
  failure(name, { name, code: 'ESES', tries, ...(status === undefined ? {} : { status }) });

const ses: readonly Row[] = [
  ['400 MessageRejected', elsewhere('ses', aws('MessageRejected', 400)), 'not-sent', 'message.rejected'],
  [
    '429 to the first try',
    elsewhere('ses', aws('TooManyRequestsException', 429)),
    'not-sent',
    'rate.limited',
  ],
  [
    '403 to the first try',
    elsewhere('ses', aws('InvalidSignatureException', 403)),
    'not-sent',
    'auth.invalid-credentials',
  ],
  [
    '413 with a name that nobody knows',
    elsewhere('ses', aws('SomethingNew', 413)),
    'not-sent',
    'message.too-large',
  ],
  ['429 to the third try', elsewhere('ses', aws('TooManyRequestsException', 429, 3)), 'unknown'],
  ['403 to the second try', elsewhere('ses', aws('InvalidSignatureException', 403, 2)), 'unknown'],
  ['500', elsewhere('ses', aws('InternalFailure', 500)), 'unknown'],
  ['503', elsewhere('ses', aws('ServiceUnavailable', 503)), 'unknown'],
  ['504 of a load balancer', elsewhere('ses', aws('504', 504)), 'unknown'],
  [
    '200 that cannot be read',
    elsewhere(
      'ses',
      failure('Unexpected end of JSON input', { name: 'SyntaxError', code: 'ESES', status: 200, tries: 1 }),
    ),
    'unknown',
  ],
  ['a known name without a status', elsewhere('ses', aws('ThrottlingException')), 'not-sent', 'rate.limited'],
  ['a name that nobody knows, without a status', elsewhere('ses', aws('SomethingNew')), 'unknown'],
  [
    'no credentials',
    elsewhere('ses', aws('CredentialsProviderError')),
    'not-sent',
    'config.credentials-missing',
  ],
  [
    'nobody listens, at the first try',
    elsewhere('ses', failure('connect ECONNREFUSED', { code: 'ECONNREFUSED', tries: 1 })),
    'not-sent',
    'connection.refused',
  ],
  [
    'nobody listens, at the third try',
    elsewhere('ses', failure('connect ECONNREFUSED', { code: 'ECONNREFUSED', tries: 3 })),
    'unknown',
  ],
  ['a reset', elsewhere('ses', failure('read ECONNRESET', { code: 'ECONNRESET', tries: 1 })), 'unknown'],
  ['a timeout of the SDK', elsewhere('ses', aws('TimeoutError')), 'unknown'],
  [
    'a client that throws',
    elsewhere('ses', failure('x is not a function', { name: 'TypeError', code: 'ESES' })),
    'unknown',
  ],
  [
    'a client that throws before the message was read',
    elsewhere('ses', failure('x is not a function', { name: 'TypeError', code: 'ESES' }), 'unread'),
    'not-sent',
    'config.invalid',
  ],
];

const fetchFailed = (code: string) => failure('fetch failed', { name: 'TypeError', causes: [code] });

const api: readonly Row[] = [
  ...[
    '408 Request Timeout',
    'Error: 408 Request Timeout',
    'fetch failed',
    'socket hang up',
    'Gateway Timeout',
  ].map(
    (text): Row => [
      `'${text}'`,
      elsewhere('api', failure(text, { name: text === 'fetch failed' ? 'TypeError' : 'Error' })),
      'unknown',
    ],
  ),
  ...[
    '503 Service Unavailable',
    '429 Too Many Requests',
    'Daily user sending limit exceeded. Code: 429',
    '550 5.1.1 No such user',
    '422 Unprocessable',
  ].map((text): Row => [`'${text}', which is prose`, elsewhere('api', failure(text)), 'unknown', 'other']),
  [
    "'503 Service Unavailable' before the message was read",
    elsewhere('api', failure('503 Service Unavailable'), 'unread'),
    'not-sent',
    'other',
  ],
  [
    "'503 Service Unavailable' where nobody saw it read",
    elsewhere('api', failure('503 Service Unavailable'), 'unseen'),
    'unknown',
    'other',
  ],
  [
    'a failure while somebody may go on reading',
    elsewhere('api', failure('no'), 'begun'),
    'unknown',
    'other',
  ],
  [
    'a failure after the message was taken back',
    elsewhere('api', failure('no'), 'withdrawn'),
    'not-sent',
    'other',
  ],
  ['status 401', elsewhere('api', failure('no', { status: 401 })), 'not-sent', 'auth.invalid-credentials'],
  ['status 422', elsewhere('api', failure('no', { status: 422 })), 'not-sent', 'message.rejected'],
  ['status 429', elsewhere('api', failure('no', { status: 429 })), 'not-sent', 'rate.limited'],
  ['status 429 to the second try', elsewhere('api', failure('no', { status: 429, tries: 2 })), 'unknown'],
  ...[408, 409, 425, 499, 302, 200].map(
    (status): Row => [`status ${status}`, elsewhere('api', failure('no', { status })), 'unknown', 'other'],
  ),
  ...[500, 502, 503, 504].map(
    (status): Row => [`status ${status}`, elsewhere('api', failure('no', { status })), 'unknown'],
  ),
  ['a reset after all was read', elsewhere('api', failure('read', { code: 'ECONNRESET' })), 'unknown'],
  [
    'a reset before any was read',
    elsewhere('api', failure('read', { code: 'ECONNRESET' }), 'unread'),
    'not-sent',
    'connection.reset',
    'connect',
  ],
  [
    'nobody listens',
    elsewhere('api', failure('no', { code: 'ECONNREFUSED' })),
    'not-sent',
    'connection.refused',
    'connect',
  ],
  ['fetch: nobody listens', elsewhere('api', fetchFailed('ECONNREFUSED')), 'not-sent', 'connection.refused'],
  ['fetch: the other side closed', elsewhere('api', fetchFailed('UND_ERR_SOCKET')), 'unknown'],
  ['fetch: no answer', elsewhere('api', fetchFailed('UND_ERR_HEADERS_TIMEOUT')), 'unknown'],
  [
    'fetch: no connection',
    elsewhere('api', fetchFailed('UND_ERR_CONNECT_TIMEOUT')),
    'not-sent',
    'connection.timeout',
  ],
  ...['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError'].flatMap((name): readonly Row[] => [
    [`a ${name} after the message was read`, elsewhere('api', failure('oops', { name })), 'unknown'],
    [
      `a ${name} before the message was read`,
      elsewhere('api', failure('oops', { name }), 'unread'),
      'not-sent',
      'config.invalid',
    ],
  ]),
  [
    'an SMTP reply passed on in its fields',
    elsewhere('api', failure('no', { response: '550 5.1.1 no such user', responseCode: 550 })),
    'not-sent',
    'recipient.unknown',
  ],
  [
    "HTTP's words in an SMTP reply's field",
    elsewhere('api', failure('no', { response: '503 Service Unavailable', responseCode: 503 })),
    'unknown',
    'other',
  ],
  [
    'a file of the message that cannot be read',
    elsewhere('api', failure("ENOENT: no such file or directory, open '/x'", { code: 'ENOENT' }), 'unseen'),
    'not-sent',
    'message.source',
  ],
  [
    'the same after the message was read',
    elsewhere('api', failure("ENOENT: no such file or directory, open '/x'", { code: 'ENOENT' })),
    'unknown',
  ],
  [
    'an abort after the message was read',
    elsewhere('api', failure('aborted', { name: 'AbortError' })),
    'unknown',
    'send.aborted',
  ],
  [
    'a plugin that fails',
    { ...elsewhere('api', failure('no'), 'unread'), origin: 'local' },
    'not-sent',
    'config.invalid',
    'local',
  ],
  [
    'a transport that gives the message back',
    elsewhere('none', failure("ENOENT: no such file or directory, open '/x'", { code: 'ENOENT' })),
    'not-sent',
    'message.source',
  ],
];

describe('sendmail', () => testRows(sendmail));
describe('Amazon SES', () => testRows(ses));
describe("a transport of somebody else's", () => testRows(api));
