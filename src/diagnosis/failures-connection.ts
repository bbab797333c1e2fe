import type { Failure } from './failure.js';
import type { Phase } from './phase.js';

const node = 'Node.js, Common system errors';
const smtpConnection = "Nodemailer's smtp-connection";
const openssl = 'Node.js TLS, X509 certificate error codes';

/** TLS is up in all of them, where there is any. */
const afterHandshake: readonly Phase[] = [
  'greeting',
  'ehlo',
  'auth',
  'mail',
  'rcpt',
  'data',
  'body',
  'final-dot',
  'reset',
  'quit',
];

/** The network, the proxy, TLS and the server's silence. */
export const connectionFailures: readonly Failure[] = [
  {
    id: 'proxy.any',
    when: { ids: ['EPROXY'] },
    reason: 'connection.proxy',
    source: "Nodemailer's http-proxy-client and mailer",
  },
  {
    id: 'proxy.timeout',
    when: {
      text: ['proxy socket timed out', 'socks', 'proxy closed the connection', 'proxy connection timed out'],
    },
    reason: 'connection.proxy',
    source: "Nodemailer's http-proxy-client; the socks package",
  },
  {
    id: 'tls.requiretls',
    when: { ids: ['EREQUIRETLS'] },
    reason: 'tls.required',
    source: 'RFC 8689 section 4.2.1',
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
  },
  {
    id: 'tls.server-wants-client-certificate',
    when: {
      text: ['alert bad certificate', 'alert certificate required', 'alert unknown ca'],
    },
    reason: 'tls.certificate',
    source: 'RFC 8446 section 6.2',
  },
  {
    id: 'tls.unavailable',
    when: {
      text: ['error upgrading connection with starttls', 'helo does not support required starttls'],
    },
    reason: 'tls.unavailable',
    source: smtpConnection,
  },
  {
    id: 'tls.upgrade-timeout',
    when: { ids: ['UPGRADE_TIMEOUT'] },
    reason: 'connection.timeout',
    source: smtpConnection,
  },
  {
    id: 'tls.ended',
    when: {
      text: [
        'disconnected before secure tls connection',
        'unexpected eof',
        ['error initiating tls', 'econnreset'],
        ['error initiating tls', 'epipe'],
        ['error initiating tls', 'socket hang up'],
      ],
    },
    reason: 'connection.lost',
    source: 'Node.js tls; OpenSSL: the connection ended in the handshake, and TLS gave no reason',
  },
  {
    id: 'tls.ended-while-upgrading',
    when: { ids: ['ETLS'], text: ['connection closed unexpectedly'] },
    reason: 'connection.lost',
    source: smtpConnection,
  },
  {
    id: 'tls.alert',
    when: {
      ids: ['ERR_SSL_*', 'EPROTO'],
      text: [
        'alert handshake failure',
        'alert protocol version',
        'alert insufficient security',
        'alert access denied',
        'alert unrecognized name',
      ],
    },
    // TLS 1.3 is up for the client before the server has judged what it was given.
    reason: 'tls.handshake',
    source: 'RFC 8446 section 6.2',
  },
  {
    id: 'tls.broken',
    when: { ids: ['ERR_SSL_*', 'EPROTO'], phases: afterHandshake },
    reason: 'connection.lost',
    source:
      'OpenSSL: what came was no TLS record, as a goodbye in clear text (Exim, qpsmtpd), or a damaged one',
  },
  {
    id: 'tls.handshake',
    when: { ids: ['ERR_SSL_*', 'ERR_TLS_*', 'EPROTO'] },
    reason: 'tls.handshake',
    source: 'Node.js errors: OpenSSL and TLS',
  },
  {
    id: 'tls.options',
    when: { ids: ['ERR_OSSL_*', 'ERR_CRYPTO_*', 'ERR_INVALID_ARG_VALUE'] },
    reason: 'config.invalid',
    source: 'Node.js errors: key, certificate or TLS option of the application',
  },
  {
    id: 'tls.any',
    when: { ids: ['ETLS'] },
    reason: 'tls.handshake',
    source: "Nodemailer's ERROR_CODES: ETLS",
  },
  {
    id: 'tls.text',
    when: {
      text: ['ssl routines', 'tls handshake'],
    },
    reason: 'tls.handshake',
    source: 'OpenSSL error strings; Node.js tls',
  },
  {
    id: 'dns.temporary',
    when: {
      ids: ['EAI_AGAIN', 'ETIMEOUT', 'ESERVFAIL', 'EREFUSED', 'ECANCELLED', 'EDESTRUCTION'],
    },
    reason: 'connection.dns-temporary',
    source: 'getaddrinfo(3); Node.js dns, Error codes',
  },
  {
    id: 'dns.lookup-timeout',
    when: {
      ids: ['EDNS'],
      text: ['timed out', 'eai_again', 'etimeout', 'eservfail', 'queryerror'],
    },
    reason: 'connection.dns-temporary',
    source: "Nodemailer's shared: resolveHostname",
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
  },
  {
    id: 'node.ECONNREFUSED',
    when: { ids: ['ECONNREFUSED'] },
    reason: 'connection.refused',
    source: node,
  },
  {
    id: 'node.unreachable',
    when: {
      ids: ['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'ENONET'],
    },
    reason: 'connection.unreachable',
    source: node,
  },
  {
    id: 'node.denied',
    when: {
      ids: ['EACCES', 'EPERM', 'ERR_SOCKET_BAD_PORT', 'EADDRNOTAVAIL', 'EINVAL'],
    },
    reason: 'connection.denied',
    source: node,
  },
  {
    id: 'node.no-resources',
    when: {
      ids: ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRINUSE', 'EAGAIN'],
    },
    reason: 'server.busy',
    source: `${node}: this machine is out of sockets or memory`,
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
        'UND_ERR_CONNECT_TIMEOUT',
        'UND_ERR_HEADERS_TIMEOUT',
        'UND_ERR_BODY_TIMEOUT',
      ],
    },
    reason: 'connection.timeout',
    source: `${node}; Nodemailer's timeoutType`,
  },
  {
    id: 'node.reset',
    when: {
      ids: [
        'ECONNRESET',
        'ECONNABORTED',
        'ENETRESET',
        'EPIPE',
        'ENOTCONN',
        'ERR_SOCKET_CLOSED',
        'UND_ERR_SOCKET',
      ],
    },
    reason: 'connection.reset',
    source: node,
  },
  {
    id: 'protocol.violation',
    when: { ids: ['EPROTOCOL'] },
    reason: 'protocol.violation',
    source: "Nodemailer's ERROR_CODES: EPROTOCOL",
  },
  {
    id: 'pool.resource',
    when: { ids: ['EMAXLIMIT'] },
    reason: 'connection.lost',
    source: "Nodemailer's pool-resource: the connection has sent maxMessages",
  },
  {
    id: 'pool.retries',
    when: {
      text: ['reached maximum number of retries after connection was closed', 'pool was closed'],
    },
    reason: 'connection.lost',
    source: "Nodemailer's smtp-pool",
  },
  {
    id: 'connection.misuse',
    when: { ids: ['ECONNECTION'], text: ['connect() was already called'] },
    reason: 'config.invalid',
    source: smtpConnection,
  },
  {
    id: 'connection.closed',
    when: {
      ids: ['ECONNECTION', 'ESOCKET'],
    },
    reason: 'connection.lost',
    source: smtpConnection,
  },
  {
    id: 'connection.closed-text',
    when: {
      text: [
        'connection closed',
        'connection was closed',
        'unexpected socket close',
        'socket hang up',
        'other side closed',
      ],
    },
    reason: 'connection.lost',
    source: "Nodemailer's smtp-transport: verify() without a code",
  },
  {
    id: 'connection.timeout-text',
    when: { text: ['timed out', 'timeout', 'time out', 'not settled', 'no answer within'] },
    reason: 'connection.timeout',
    source: "a transport's or a caller's own clock, without a code",
  },
  {
    id: 'message.not-accepted',
    when: { ids: ['EMESSAGE'] },
    reason: 'message.rejected',
    source: "Nodemailer's ERROR_CODES: EMESSAGE",
  },
  {
    id: 'envelope.not-accepted',
    when: { ids: ['EENVELOPE'] },
    reason: 'recipient.rejected',
    source: "Nodemailer's ERROR_CODES: EENVELOPE",
  },
  {
    id: 'programming.type-error',
    when: {
      ids: ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'ERR_*'],
    },
    reason: 'config.invalid',
    source: 'ECMAScript: an option, a plugin or a transport object is not what it should be',
  },
];
