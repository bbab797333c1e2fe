import type { Failure } from './failure.js';

const xoauth2 = "Nodemailer's xoauth2";
const rfc6749 = 'RFC 6749 section 5.2; Nodemailer passes error and error_description on';

/**
 * What token services, and those who ask them, say where they cannot answer now. Nodemailer hands on the JSON of
 * the answer and not its status, which says the same: 429, 403 of Google's, 5yz.
 */
const busy: readonly string[] = [
  'temporarily_unavailable',
  'server_error',
  'slow_down',
  'internal_failure',
  'internal_error',
  'internal error',
  'internal server error',
  'backend error',
  'backend_error',
  'backenderror',
  'rate_limit',
  'rate limit',
  'ratelimit',
  'too many requests',
  'too_many_requests',
  'quota',
  'throttl',
  'resource_exhausted',
  'overloaded',
  'unavailable',
  'bad gateway',
  'bad_gateway',
  'timeout',
  'timed out',
  'transient',
  'try again later',
  'retry later',
  'status code 429',
  'status code 5',
  '429:',
  '500:',
  '502:',
  '503:',
  '504:',
];

const unreachable: readonly string[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_*',
];

/** Logins that failed before a server judged them: nothing to log in with, or no token to be had. */
export const authenticationFailures: readonly Failure[] = [
  {
    id: 'auth.no-credentials',
    when: { ids: ['ENOAUTH'] },
    reason: 'config.credentials-missing',
    source: "Nodemailer's smtp-transport: verify() with forceAuth",
  },
  {
    id: 'auth.unknown-method',
    when: { text: ['unknown authentication method'] },
    reason: 'auth.mechanism',
    source: "Nodemailer's smtp-connection: login()",
  },
  {
    id: 'auth.missing-credentials',
    when: { ids: ['EAUTH'], commands: ['API'] },
    reason: 'config.credentials-missing',
    source: "Nodemailer's smtp-connection: login()",
  },
  {
    id: 'auth.service-account',
    when: { text: ['"privatekey" and "user" are required'] },
    reason: 'config.credentials-missing',
    source: xoauth2,
  },
  {
    id: 'auth.token-refused-for-good',
    when: { ids: ['EOAUTH2'], text: ['invalid_grant', 'invalid_client', 'unauthorized_client'] },
    reason: 'auth.token',
    source: rfc6749,
  },
  {
    id: 'auth.token-endpoint-busy',
    when: { ids: ['EOAUTH2'], text: busy },
    reason: 'auth.temporary',
    source:
      'RFC 6749 section 4.1.2.1 and RFC 8628 section 3.5; Nodemailer passes the JSON on, whatever the status',
  },
  {
    id: 'auth.token-no-answer',
    when: {
      ids: ['EOAUTH2'],
      // An error that is an object, as Google's other services give it, and JSON that is none of OAuth 2.0.
      text: ['[object object]', 'no access token', 'invalid authentication response'],
    },
    reason: 'auth.temporary',
    source: `${xoauth2}: JSON that is neither a token nor an error of RFC 6749 section 5.2`,
  },
  {
    id: 'auth.token-refused',
    when: { ids: ['EOAUTH2'] },
    reason: 'auth.token',
    source: rfc6749,
  },
  {
    id: 'auth.token-endpoint-refuses',
    when: {
      ids: ['EFETCH'],
      and: ['EAUTH'],
      text: [
        'invalid status code 400',
        'invalid status code 401',
        'invalid status code 403',
        'invalid status code 404',
        'unsupported protocol',
      ],
    },
    reason: 'auth.token',
    source: "Nodemailer's fetch, called by xoauth2",
  },
  {
    id: 'auth.token-endpoint-unreachable',
    when: { ids: ['EFETCH'], and: ['EAUTH'] },
    reason: 'auth.temporary',
    source: "Nodemailer's fetch, called by xoauth2",
  },
  {
    id: 'auth.token-answer',
    when: { ids: ['EAUTH'], and: ['SyntaxError'] },
    reason: 'auth.temporary',
    source: "Nodemailer's xoauth2: the endpoint's answer is not JSON",
  },
  {
    id: 'auth.token-provision-busy',
    when: { ids: ['EAUTH'], commands: ['AUTH XOAUTH2', 'AUTH OAUTHBEARER'], text: busy },
    reason: 'auth.temporary',
    source: "Nodemailer's smtp-connection: the application's own token callback met a busy service",
  },
  {
    id: 'auth.token-provision-unreachable',
    when: { ids: ['EAUTH'], and: unreachable, commands: ['AUTH XOAUTH2', 'AUTH OAUTHBEARER'] },
    reason: 'auth.temporary',
    source: "Nodemailer's smtp-connection: the application's own token callback reached nobody",
  },
  {
    id: 'auth.token-provision-no-connection',
    when: {
      ids: ['EAUTH'],
      commands: ['AUTH XOAUTH2', 'AUTH OAUTHBEARER'],
      text: [
        'fetch failed',
        'network error',
        'socket hang up',
        'getaddrinfo e',
        'connect e',
        'connection closed',
      ],
    },
    reason: 'auth.temporary',
    source: 'What fetch, axios and node:http say where nobody was reached, without a code',
  },
  {
    id: 'auth.token-provision',
    when: { ids: ['EAUTH'], commands: ['AUTH XOAUTH2', 'AUTH OAUTHBEARER'] },
    reason: 'auth.token',
    source: "Nodemailer's smtp-connection: the application's own token callback failed",
  },
  {
    id: 'auth.sequence',
    when: { ids: ['EAUTH'], text: ['invalid login sequence'] },
    reason: 'protocol.violation',
    source: 'RFC 4954 section 4; a challenge was expected',
  },
  {
    id: 'auth.custom-handler',
    when: { ids: ['EAUTH'] },
    reason: 'auth.invalid-credentials',
    source: "Nodemailer's ERROR_CODES: EAUTH, authentication failed",
  },
  {
    id: 'local.url-content',
    when: { ids: ['EFETCH'] },
    reason: 'message.source',
    source: "Nodemailer's fetch, reading content of the message from a URL",
  },
];
