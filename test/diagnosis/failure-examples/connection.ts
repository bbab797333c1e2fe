import type { ErrorLike } from '../../../src/diagnosis/diagnosis.js';

/** Errors that the rows decide of `src/diagnosis/failures-connection.ts`. */
export const connectionExamples: Readonly<Record<string, readonly ErrorLike[]>> = {
  'dns.temporary': [
    { code: 'EDNS', originalCode: 'EAI_AGAIN', message: 'getaddrinfo EAI_AGAIN smtp.example.com' },
    { code: 'EDNS', originalCode: 'EAI_FAIL', message: 'getaddrinfo EAI_FAIL smtp.example.com' },
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
  'node.timeout': [
    { code: 'ETIMEDOUT', command: 'CONN', message: 'Greeting never received' },
    { code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT', command: 'CONN', message: 'Timeout' },
    { code: 'ESOCKET', originalCode: 'ETIMEDOUT', message: 'connect ETIMEDOUT 192.0.2.1:25' },
  ],
  'node.reset': [
    { code: 'ESOCKET', originalCode: 'ECONNRESET', message: 'read ECONNRESET' },
    { code: 'ESOCKET', originalCode: 'EPIPE', message: 'write EPIPE' },
  ],
  'protocol.unasked': [{ code: 'EPROTOCOL', message: 'Nobody had asked for this reply: 235 in' }],
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
  'words.dns-temporary': [{ message: 'Temporary failure in name resolution' }],
  'words.dns': [{ message: 'smtp.example.invalid: Name or service not known' }],
  'words.refused': [{ message: 'Error connecting to smtp.example.com:25: Connection refused' }],
  'words.unreachable': [{ message: 'connect to mx.example.com[192.0.2.1]:25: No route to host' }],
  'words.reset': [{ message: 'read error: Connection reset by peer' }],
  'connection.closed-text': [{ message: 'Connection closed' }],
  'connection.timeout-text': [{ message: 'Request timed out after 10000 ms' }],
  'message.not-accepted': [{ code: 'EMESSAGE', message: 'Message failed' }],
  'envelope.not-accepted': [
    { code: 'EENVELOPE', command: 'RCPT TO', message: "Can't send mail - all recipients were rejected" },
  ],
  'programming.type-error': [{ name: 'TypeError', message: 'host is not a function' }],
};
