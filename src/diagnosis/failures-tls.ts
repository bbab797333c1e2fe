import type { Failure } from './failure.js';
import type { Phase } from './phase.js';

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

/** TLS, and its certificates. */
export const tlsFailures: readonly Failure[] = [
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
];
