import type { ErrorLike } from '../../../src/diagnosis/diagnosis.js';

/** Errors that the rows decide of `src/diagnosis/failures-connection.ts`. */
export const connectionExamples: Readonly<Record<string, readonly ErrorLike[]>> = {
  'proxy.any': [
    { code: 'EPROXY', message: 'Invalid response from proxy: 407' },
    { code: 'EPROXY', message: 'Socks module not loaded' },
  ],
  'proxy.timeout': [{ code: 'ETIMEDOUT', message: 'Proxy socket timed out' }],
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
  'dns.temporary': [
    { code: 'EDNS', originalCode: 'EAI_AGAIN', message: 'getaddrinfo EAI_AGAIN smtp.example.com' },
    { code: 'EDNS', originalCode: 'ETIMEOUT', message: 'DNS lookup for smtp.example.com timed out' },
  ],
  'dns.lookup-timeout': [{ code: 'EDNS', message: 'DNS lookup for smtp.example.com timed out' }],
  'dns.not-found': [
    { code: 'EDNS', originalCode: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND smtp.example.invalid' },
    { code: 'EAI_NONAME', message: 'getaddrinfo EAI_NONAME' },
  ],
  'node.ECONNREFUSED': [
    { code: 'ESOCKET', originalCode: 'ECONNREFUSED', message: 'connect ECONNREFUSED 192.0.2.1:587' },
  ],
  'node.unreachable': [
    { code: 'ESOCKET', originalCode: 'ENETUNREACH', message: 'connect ENETUNREACH 2001:db8::1:25' },
  ],
  'node.denied': [{ code: 'ESOCKET', originalCode: 'EACCES', message: 'connect EACCES 192.0.2.1:25' }],
  'node.no-resources': [{ code: 'ESOCKET', originalCode: 'EMFILE', message: 'connect EMFILE 192.0.2.1:25' }],
  'node.timeout': [
    { code: 'ETIMEDOUT', command: 'CONN', message: 'Greeting never received' },
    { code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT', command: 'CONN', message: 'Timeout' },
    { code: 'ESOCKET', originalCode: 'ETIMEDOUT', message: 'connect ETIMEDOUT 192.0.2.1:25' },
  ],
  'node.reset': [
    { code: 'ESOCKET', originalCode: 'ECONNRESET', message: 'read ECONNRESET' },
    { code: 'ESOCKET', originalCode: 'EPIPE', message: 'write EPIPE' },
  ],
  'protocol.violation': [
    { code: 'EPROTOCOL', command: 'CONN', message: 'Server response exceeds maximum allowed size' },
    { code: 'EPROTOCOL', command: 'CONN', message: 'Invalid greeting. response=HTTP/1.1 400 Bad Request' },
  ],
  'pool.resource': [{ code: 'EMAXLIMIT', message: 'Resource exhausted' }],
  'pool.retries': [
    { code: 'ECONNECTION', message: 'Reached maximum number of retries after connection was closed' },
  ],
  'connection.misuse': [
    { code: 'ECONNECTION', command: 'API', message: 'Cannot connect - connect() was already called' },
  ],
  'connection.closed': [{ code: 'ECONNECTION', command: 'CONN', message: 'Connection closed unexpectedly' }],
  'connection.closed-text': [{ message: 'Connection closed' }],
  'connection.timeout-text': [{ message: 'Request timed out after 10000 ms' }],
  'message.not-accepted': [{ code: 'EMESSAGE', message: 'Message failed' }],
  'envelope.not-accepted': [
    { code: 'EENVELOPE', command: 'RCPT TO', message: "Can't send mail - all recipients were rejected" },
  ],
  'programming.type-error': [{ name: 'TypeError', message: 'host is not a function' }],
};
