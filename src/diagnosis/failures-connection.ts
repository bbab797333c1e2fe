import type { Failure } from './failure.js';
import { outOfStepRemediation } from './remediations/out-of-step.js';

const node = 'Node.js, Common system errors';
const smtpConnection = "Nodemailer's smtp-connection";

/** How strerror(3) and gai_strerror(3) word it, in what other programs print. */
const inWords: readonly Failure[] = (
  [
    ['dns-temporary', ['temporary failure in name resolution']],
    ['dns', ['name or service not known', 'nodename nor servname', 'no address associated with hostname']],
    ['refused', ['connection refused']],
    ['unreachable', ['no route to host', 'network is unreachable', 'host is unreachable', 'host is down']],
    ['reset', ['connection reset by peer', 'broken pipe']],
  ] as const
).map(([reason, text]) => ({
  id: `words.${reason}`,
  when: { text },
  reason: `connection.${reason}`,
  source: 'strerror(3), gai_strerror(3)',
}));

/** The network, and the server's silence. */
export const connectionFailures: readonly Failure[] = [
  {
    id: 'dns.temporary',
    when: {
      ids: [
        'EAI_AGAIN',
        'EAI_FAIL',
        'EAI_SYSTEM',
        'ETIMEOUT',
        'ESERVFAIL',
        'EREFUSED',
        'ECANCELLED',
        'EDESTRUCTION',
      ],
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
      ids: ['EACCES', 'EPERM', 'EINVAL'],
    },
    reason: 'connection.denied',
    source: node,
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
    id: 'protocol.unasked',
    when: { ids: ['EPROTOCOL'], text: ['nobody had asked for this reply'] },
    reason: 'protocol.violation',
    remediation: outOfStepRemediation,
    source: 'RFC 5321 section 4.2: each command generates exactly one reply; the command check',
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
  ...inWords,
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
