import type { ErrorLike } from '../../../src/diagnosis/diagnosis.js';

/** Errors that the rows decide of `src/diagnosis/failures-tls.ts`. */
export const tlsExamples: Readonly<Record<string, readonly ErrorLike[]>> = {
  'tls.requiretls': [
    { code: 'EREQUIRETLS', command: 'MAIL FROM', message: 'Server does not support REQUIRETLS extension' },
  ],
  'tls.certificate': [
    { code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT', message: 'self-signed certificate' },
    { code: 'ERR_TLS_CERT_ALTNAME_INVALID', message: "Hostname/IP does not match certificate's altnames" },
  ],
  'tls.certificate-text': [{ code: 'ETLS', message: 'Error initiating TLS - self-signed certificate' }],
  'tls.server-wants-client-certificate': [
    { code: 'ESOCKET', message: 'ssl3_read_bytes:tlsv13 alert certificate required' },
  ],
  'tls.unavailable': [
    { code: 'ETLS', command: 'STARTTLS', message: 'Error upgrading connection with STARTTLS' },
  ],
  'tls.upgrade-timeout': [
    { code: 'ETIMEDOUT', timeoutType: 'UPGRADE_TIMEOUT', message: 'TLS handshake timed out' },
  ],
  'tls.ended': [
    {
      code: 'ESOCKET',
      originalCode: 'ECONNRESET',
      message: 'Client network socket disconnected before secure TLS connection was established',
    },
    { code: 'ETLS', command: 'CONN', message: 'Error initiating TLS - read ECONNRESET' },
    { code: 'ESOCKET', originalCode: 'ERR_SSL_UNEXPECTED_EOF_WHILE_READING', message: 'unexpected eof' },
  ],
  'tls.ended-while-upgrading': [{ code: 'ETLS', command: 'CONN', message: 'Connection closed unexpectedly' }],
  'tls.alert': [
    {
      code: 'ESOCKET',
      originalCode: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
      command: 'EHLO',
      message: 'ssl3_read_bytes:sslv3 alert handshake failure',
    },
  ],
  'tls.broken': [
    {
      code: 'ESOCKET',
      originalCode: 'ERR_SSL_WRONG_VERSION_NUMBER',
      command: 'RCPT TO',
      message: 'wrong version number',
    },
    {
      code: 'ESOCKET',
      originalCode: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
      command: 'MAIL FROM',
      message: 'decryption failed or bad record mac',
    },
  ],
  'tls.handshake': [
    { code: 'ESOCKET', originalCode: 'ERR_SSL_WRONG_VERSION_NUMBER', message: 'wrong version number' },
    { code: 'ERR_TLS_PROTOCOL_VERSION_CONFLICT', message: 'TLS protocol version conflict' },
  ],
  'tls.options': [
    { code: 'ERR_OSSL_PEM_NO_START_LINE', message: 'error:0480006C:PEM routines::no start line' },
  ],
  'tls.any': [{ code: 'ETLS', command: 'CONN', message: 'Error initiating TLS - bad option' }],
  'tls.text': [{ code: 'ESOCKET', message: 'error:0A000126:SSL routines::something new' }],
};
