import type { Failure } from './failure.js';

const node = 'Node.js, Common system errors';
const smtpConnection = "Nodemailer's smtp-connection";
const openssl = 'Node.js TLS, X509 certificate error codes';

/** The network, the proxy, TLS and the server's silence. */
export const connectionFailures: readonly Failure[] = [
  {
    id: 'proxy.any',
    when: { ids: ['EPROXY'] },
    reason: 'connection.proxy',
    source: "Nodemailer's http-proxy-client and mailer",
    examples: [
      { code: 'EPROXY', message: 'Invalid response from proxy: 407' },
      { code: 'EPROXY', message: 'Socks module not loaded' },
    ],
  },
  {
    id: 'proxy.timeout',
    when: {
      text: ['proxy socket timed out', 'socks', 'proxy closed the connection', 'proxy connection timed out'],
    },
    reason: 'connection.proxy',
    source: "Nodemailer's http-proxy-client; the socks package",
    examples: [{ code: 'ETIMEDOUT', message: 'Proxy socket timed out' }],
  },
  {
    id: 'tls.requiretls',
    when: { ids: ['EREQUIRETLS'] },
    reason: 'tls.required',
    source: 'RFC 8689 section 4.2.1',
    examples: [
      {
        code: 'EREQUIRETLS',
        command: 'MAIL FROM',
        message: 'Server does not support REQUIRETLS extension',
      },
    ],
  },
  {
    id: 'tls.certificate',
    when: {
      ids: [
        'DEPTH_ZERO_SELF_SIGNED_CERT',
        'SELF_SIGNED_CERT_IN_CHAIN',
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        'UNABLE_TO_GET_ISSUER_CERT',
        'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
        'UNABLE_TO_GET_CRL',
        'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
        'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
        'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
        'CERT_SIGNATURE_FAILURE',
        'CRL_SIGNATURE_FAILURE',
        'CERT_NOT_YET_VALID',
        'CERT_HAS_EXPIRED',
        'CRL_NOT_YET_VALID',
        'CRL_HAS_EXPIRED',
        'ERROR_IN_CERT_NOT_BEFORE_FIELD',
        'ERROR_IN_CERT_NOT_AFTER_FIELD',
        'CERT_CHAIN_TOO_LONG',
        'CERT_REVOKED',
        'INVALID_CA',
        'INVALID_PURPOSE',
        'PATH_LENGTH_EXCEEDED',
        'CERT_UNTRUSTED',
        'CERT_REJECTED',
        'HOSTNAME_MISMATCH',
        'ERR_TLS_CERT_ALTNAME_INVALID',
        'ERR_TLS_CERT_ALTNAME_FORMAT',
      ],
    },
    reason: 'tls.certificate',
    source: openssl,
    examples: [
      {
        code: 'ESOCKET',
        originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT',
        message: 'self-signed certificate',
      },
      {
        code: 'ERR_TLS_CERT_ALTNAME_INVALID',
        message: "Hostname/IP does not match certificate's altnames",
      },
    ],
  },
  {
    id: 'tls.certificate-text',
    when: {
      text: [
        'self-signed certificate',
        'self signed certificate',
        'unable to verify the first certificate',
        'unable to get local issuer certificate',
        'certificate has expired',
        'certificate is not yet valid',
        "does not match certificate's altnames",
      ],
    },
    reason: 'tls.certificate',
    source: openssl,
    examples: [
      {
        code: 'ETLS',
        message: 'Error initiating TLS - self-signed certificate',
      },
    ],
  },
  {
    id: 'tls.server-wants-client-certificate',
    when: {
      text: ['alert bad certificate', 'alert certificate required', 'alert unknown ca'],
    },
    reason: 'tls.certificate',
    source: 'RFC 8446 section 6.2',
    examples: [
      {
        code: 'ESOCKET',
        message: 'ssl3_read_bytes:tlsv13 alert certificate required',
      },
    ],
  },
  {
    id: 'tls.unavailable',
    when: {
      text: ['error upgrading connection with starttls', 'helo does not support required starttls'],
    },
    reason: 'tls.unavailable',
    source: smtpConnection,
    examples: [
      {
        code: 'ETLS',
        command: 'STARTTLS',
        message: 'Error upgrading connection with STARTTLS',
      },
    ],
  },
  {
    id: 'tls.upgrade-timeout',
    when: { ids: ['UPGRADE_TIMEOUT'] },
    reason: 'connection.timeout',
    source: smtpConnection,
    examples: [
      {
        code: 'ETIMEDOUT',
        timeoutType: 'UPGRADE_TIMEOUT',
        message: 'TLS handshake timed out',
      },
    ],
  },
  {
    id: 'tls.handshake',
    when: { ids: ['ERR_SSL_*', 'ERR_TLS_*', 'EPROTO'] },
    reason: 'tls.handshake',
    source: 'Node.js errors: OpenSSL and TLS',
    examples: [
      {
        code: 'ESOCKET',
        originalCode: 'ERR_SSL_WRONG_VERSION_NUMBER',
        message: 'wrong version number',
      },
      {
        code: 'ERR_TLS_PROTOCOL_VERSION_CONFLICT',
        message: 'TLS protocol version conflict',
      },
    ],
  },
  {
    id: 'tls.options',
    when: { ids: ['ERR_OSSL_*', 'ERR_CRYPTO_*', 'ERR_INVALID_ARG_VALUE'] },
    reason: 'config.invalid',
    source: 'Node.js errors: key, certificate or TLS option of the application',
    examples: [
      {
        code: 'ERR_OSSL_PEM_NO_START_LINE',
        message: 'error:0480006C:PEM routines::no start line',
      },
    ],
  },
  {
    id: 'tls.any',
    when: { ids: ['ETLS'] },
    reason: 'tls.handshake',
    source: "Nodemailer's ERROR_CODES: ETLS",
    examples: [
      {
        code: 'ETLS',
        command: 'CONN',
        message: 'Error initiating TLS - bad option',
      },
      {
        code: 'ETLS',
        command: 'CONN',
        message: 'Connection closed unexpectedly',
      },
    ],
  },
  {
    id: 'tls.text',
    when: {
      text: ['ssl routines', 'disconnected before secure tls connection', 'tls handshake'],
    },
    reason: 'tls.handshake',
    source: 'OpenSSL error strings; Node.js tls',
    examples: [
      {
        code: 'ESOCKET',
        originalCode: 'ECONNRESET',
        message: 'Client network socket disconnected before secure TLS connection was established',
      },
    ],
  },
  {
    id: 'dns.temporary',
    when: {
      ids: ['EAI_AGAIN', 'ETIMEOUT', 'ESERVFAIL', 'EREFUSED', 'ECANCELLED', 'EDESTRUCTION'],
    },
    reason: 'connection.dns-temporary',
    source: 'getaddrinfo(3); Node.js dns, Error codes',
    examples: [
      {
        code: 'EDNS',
        originalCode: 'EAI_AGAIN',
        message: 'getaddrinfo EAI_AGAIN smtp.example.com',
      },
      {
        code: 'EDNS',
        originalCode: 'ETIMEOUT',
        message: 'DNS lookup for smtp.example.com timed out',
      },
    ],
  },
  {
    id: 'dns.lookup-timeout',
    when: {
      ids: ['EDNS'],
      text: ['timed out', 'eai_again', 'etimeout', 'eservfail', 'queryerror'],
    },
    reason: 'connection.dns-temporary',
    source: "Nodemailer's shared: resolveHostname",
    examples: [{ code: 'EDNS', message: 'DNS lookup for smtp.example.com timed out' }],
  },
  {
    id: 'dns.not-found',
    when: {
      ids: [
        'ENOTFOUND',
        'ENODATA',
        'EAI_*',
        'EBADNAME',
        'ENONAME',
        'EFORMERR',
        'ENOTIMP',
        'EBADRESP',
        'EDNS',
      ],
    },
    reason: 'connection.dns',
    source: 'getaddrinfo(3); Node.js dns, Error codes',
    examples: [
      {
        code: 'EDNS',
        originalCode: 'ENOTFOUND',
        message: 'getaddrinfo ENOTFOUND smtp.example.invalid',
      },
      { code: 'EAI_NONAME', message: 'getaddrinfo EAI_NONAME' },
    ],
  },
  {
    id: 'node.ECONNREFUSED',
    when: { ids: ['ECONNREFUSED'] },
    reason: 'connection.refused',
    source: node,
    examples: [
      {
        code: 'ESOCKET',
        originalCode: 'ECONNREFUSED',
        message: 'connect ECONNREFUSED 192.0.2.1:587',
      },
    ],
  },
  {
    id: 'node.unreachable',
    when: {
      ids: ['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'ENONET'],
    },
    reason: 'connection.unreachable',
    source: node,
    examples: [
      {
        code: 'ESOCKET',
        originalCode: 'ENETUNREACH',
        message: 'connect ENETUNREACH 2001:db8::1:25',
      },
    ],
  },
  {
    id: 'node.denied',
    when: {
      ids: ['EACCES', 'EPERM', 'ERR_SOCKET_BAD_PORT', 'EADDRNOTAVAIL', 'EINVAL'],
    },
    reason: 'connection.denied',
    source: node,
    examples: [
      {
        code: 'ESOCKET',
        originalCode: 'EACCES',
        message: 'connect EACCES 192.0.2.1:25',
      },
    ],
  },
  {
    id: 'node.no-resources',
    when: {
      ids: ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRINUSE', 'EAGAIN'],
    },
    reason: 'server.busy',
    source: `${node}: this machine is out of sockets or memory`,
    examples: [
      {
        code: 'ESOCKET',
        originalCode: 'EMFILE',
        message: 'connect EMFILE 192.0.2.1:25',
      },
    ],
  },
  {
    id: 'node.timeout',
    when: {
      ids: [
        'ETIMEDOUT',
        'ESOCKETTIMEDOUT',
        'CONNECT_TIMEOUT',
        'GREETING_TIMEOUT',
        'SOCKET_TIMEOUT',
        'ERR_SOCKET_CONNECTION_TIMEOUT',
      ],
    },
    reason: 'connection.timeout',
    source: `${node}; Nodemailer's timeoutType`,
    examples: [
      {
        code: 'ETIMEDOUT',
        command: 'CONN',
        message: 'Greeting never received',
      },
      {
        code: 'ETIMEDOUT',
        timeoutType: 'SOCKET_TIMEOUT',
        command: 'CONN',
        message: 'Timeout',
      },
      {
        code: 'ESOCKET',
        originalCode: 'ETIMEDOUT',
        message: 'connect ETIMEDOUT 192.0.2.1:25',
      },
    ],
  },
  {
    id: 'node.reset',
    when: {
      ids: ['ECONNRESET', 'ECONNABORTED', 'ENETRESET', 'EPIPE', 'ENOTCONN', 'ERR_SOCKET_CLOSED'],
    },
    reason: 'connection.reset',
    source: node,
    examples: [
      {
        code: 'ESOCKET',
        originalCode: 'ECONNRESET',
        message: 'read ECONNRESET',
      },
      { code: 'ESOCKET', originalCode: 'EPIPE', message: 'write EPIPE' },
    ],
  },
  {
    id: 'protocol.violation',
    when: { ids: ['EPROTOCOL'] },
    reason: 'protocol.violation',
    source: "Nodemailer's ERROR_CODES: EPROTOCOL",
    examples: [
      {
        code: 'EPROTOCOL',
        command: 'CONN',
        message: 'Server response exceeds maximum allowed size',
      },
      {
        code: 'EPROTOCOL',
        command: 'CONN',
        message: 'Invalid greeting. response=HTTP/1.1 400 Bad Request',
      },
    ],
  },
  {
    id: 'pool.resource',
    when: { ids: ['EMAXLIMIT'] },
    reason: 'connection.lost',
    source: "Nodemailer's pool-resource: the connection has sent maxMessages",
    examples: [{ code: 'EMAXLIMIT', message: 'Resource exhausted' }],
  },
  {
    id: 'pool.retries',
    when: {
      text: ['reached maximum number of retries after connection was closed'],
    },
    reason: 'connection.lost',
    source: "Nodemailer's smtp-pool",
    examples: [
      {
        code: 'ECONNECTION',
        message: 'Reached maximum number of retries after connection was closed',
      },
    ],
  },
  {
    id: 'connection.misuse',
    when: { ids: ['ECONNECTION'], text: ['connect() was already called'] },
    reason: 'config.invalid',
    source: smtpConnection,
    examples: [
      {
        code: 'ECONNECTION',
        command: 'API',
        message: 'Cannot connect - connect() was already called',
      },
    ],
  },
  {
    id: 'connection.closed',
    when: {
      ids: ['ECONNECTION', 'ESOCKET'],
    },
    reason: 'connection.lost',
    source: smtpConnection,
    examples: [
      {
        code: 'ECONNECTION',
        command: 'CONN',
        message: 'Connection closed unexpectedly',
      },
    ],
  },
  {
    id: 'connection.closed-text',
    when: {
      text: ['connection closed', 'connection was closed', 'socket hang up', 'other side closed'],
    },
    reason: 'connection.lost',
    source: "Nodemailer's smtp-transport: verify() without a code",
    examples: [{ message: 'Connection closed' }],
  },
  {
    id: 'connection.timeout-text',
    when: { text: ['timed out', 'timeout', 'time out', 'not settled', 'no answer within'] },
    reason: 'connection.timeout',
    source: "a transport's or a caller's own clock, without a code",
    examples: [{ message: 'Request timed out after 10000 ms' }],
  },
  {
    id: 'message.not-accepted',
    when: { ids: ['EMESSAGE'] },
    reason: 'message.rejected',
    source: "Nodemailer's ERROR_CODES: EMESSAGE",
    examples: [{ code: 'EMESSAGE', message: 'Message failed' }],
  },
  {
    id: 'envelope.not-accepted',
    when: { ids: ['EENVELOPE'] },
    reason: 'recipient.rejected',
    source: "Nodemailer's ERROR_CODES: EENVELOPE",
    examples: [
      {
        code: 'EENVELOPE',
        command: 'RCPT TO',
        message: "Can't send mail - all recipients were rejected",
      },
    ],
  },
  {
    id: 'programming.type-error',
    when: {
      ids: ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'ERR_*'],
    },
    reason: 'config.invalid',
    source: 'ECMAScript: an option, a plugin or a transport object is not what it should be',
    examples: [{ name: 'TypeError', message: 'host is not a function' }],
  },
];
