/** What Nodemailer says in an error of its own, and what else it puts on that error. */
export interface Sentence {
  /** How the sentence begins, in small letters; `#` is any number. */
  readonly begins: string;
  readonly code: string;
  readonly command?: string;
  readonly originalCode?: string;
  readonly timeoutType?: string;
  readonly name?: string;
  /** True where it is one only by itself, and no beginning of another sentence. */
  readonly isWhole?: true;
}

type Group = readonly [code: string, command: string, ...beginnings: readonly string[]];

/** As `_formatError(sentence, code, reply, command)` in its sources has them, and `err.code = …`. */
const groups: readonly Group[] = [
  ['EAUTH', 'AUTH', 'invalid login', 'invalid login sequence while waiting'],
  ['EAUTH', 'API', 'missing credentials for "', 'unknown authentication method "'],
  ['EENVELOPE', 'MAIL FROM', 'mail command failed', 'internationalized mailbox name not allowed: 550'],
  [
    'EENVELOPE',
    'RCPT TO',
    'recipient command failed',
    "can't send mail - all recipients were rejected",
    'internationalized mailbox name not allowed: 553',
  ],
  ['EENVELOPE', 'DATA', 'data command failed'],
  ['EMESSAGE', 'DATA', 'message failed'],
  [
    'EENVELOPE',
    'API',
    'no recipients defined',
    'invalid sender "',
    'invalid recipient "',
    'invalid dsn ret: ',
    'invalid dsn notify: ',
  ],
  ['EMAXRECIPIENTS', 'API', 'message has # recipients, which is over the'],
  ['EMESSAGE', 'API', 'empty message'],
  ['EMESSAGE', 'MAIL FROM', 'message size larger than allowed'],
  [
    'EREQUIRETLS',
    'MAIL FROM',
    'requiretls can only be used over tls',
    'server does not support requiretls extension',
  ],
  [
    'EPROTOCOL',
    'CONN',
    'invalid greeting',
    'unexpected response',
    'server response exceeds maximum allowed size',
  ],
  ['EPROTOCOL', 'LHLO', 'invalid lhlo'],
  ['EPROTOCOL', 'HELO', 'invalid helo'],
  ['EPROTOCOL', 'RSET', 'could not reset session state'],
  [
    'ECONNECTION',
    'EHLO',
    'server terminates connection',
    'ehlo failed but helo does not support required starttls',
  ],
  ['ETLS', 'STARTTLS', 'error upgrading connection with starttls'],
  ['ETLS', 'CONN', 'error initiating tls'],
  ['ECONNECTION', 'CONN', 'server closed the connection', 'connection closed unexpectedly'],
  [
    'ECONNECTION',
    'API',
    'cannot connect - connect() was already called',
    'cannot login - smtp connection',
    'cannot send message - smtp connection',
    'cannot reset - smtp connection',
    'cannot connect - smtp connection',
  ],
  ['ECONNECTION', '', 'reached maximum number of retries after connection', 'connection pool was closed'],
  ['EMAXLIMIT', '', 'resource exhausted'],
  ['EDNS', 'CONN', 'dns lookup for '],
  ['ENOAUTH', '', 'authentication info was not provided'],
  [
    'EOAUTH2',
    '',
    'options "privatekey" and "user" are required for service account',
    "can't create new access token for user",
    "can't generate token. check your auth options",
    'invalid authentication response',
    'no access token',
  ],
  [
    'EPROXY',
    '',
    'invalid proxy destination',
    'proxy closed the connection before the tunnel',
    'proxy response headers too large',
    'invalid response from proxy',
    'socks module not loaded',
    'unknown proxy configuration',
  ],
  [
    'ESENDMAIL',
    '',
    'can not send mail. invalid envelope addresses',
    'sendmail command not found',
    'sendmail exited with code',
    'sendmail was terminated by',
    'sendmail exited before the message was written',
    'sendmail was not found',
  ],
  [
    'EFETCH',
    '',
    'unsupported protocol for url',
    'maximum redirect count exceeded',
    'invalid status code',
    'response size exceeds the allowed',
    'request exceeded the allowed',
    'request timeout',
  ],
  ['EFILEACCESS', '', 'file access rejected for '],
  ['EURLACCESS', '', 'url access rejected for '],
  [
    'ESTREAM',
    '',
    'content stream was already read or destroyed',
    'message stream was closed before the message was generated',
  ],
  ['EOTP', '', 'the otp code must be', 'the otp origin must be'],
  [
    'ECONFIG',
    '',
    'missing ses configuration',
    'using legacy ses configuration',
    'the signal option must be an abortsignal',
    'unsupported dkim hash algorithm "',
  ],
];

const timeouts: readonly Sentence[] = [
  {
    begins: 'connection timeout',
    code: 'ETIMEDOUT',
    command: 'CONN',
    timeoutType: 'CONNECT_TIMEOUT',
    isWhole: true,
  },
  { begins: 'greeting never received', code: 'ETIMEDOUT', command: 'CONN', timeoutType: 'GREETING_TIMEOUT' },
  { begins: 'tls handshake timed out', code: 'ETIMEDOUT', command: 'CONN', timeoutType: 'UPGRADE_TIMEOUT' },
  { begins: 'proxy socket timed out', code: 'ETIMEDOUT' },
  { begins: 'message sending aborted', code: 'EABORT', name: 'AbortError' },
];

/** Every sentence, the longest first: `Invalid login sequence` is no `Invalid login`. */
export const sentences: readonly Sentence[] = [
  ...timeouts,
  ...groups.flatMap(([code, command, ...beginnings]) =>
    beginnings.map((begins) => ({ begins, code, ...(command === '' ? {} : { command }) })),
  ),
].sort((one, other) => other.begins.length - one.begins.length);
