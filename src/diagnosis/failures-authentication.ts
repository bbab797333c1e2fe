import type { Failure } from './failure.js';

const xoauth2 = "Nodemailer's xoauth2";
const rfc6749 = 'RFC 6749 section 5.2; Nodemailer passes error and error_description on';

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
    id: 'auth.token-endpoint-busy',
    when: {
      ids: ['EOAUTH2'],
      text: ['temporarily_unavailable', 'server_error', 'slow_down', 'internal_failure'],
    },
    reason: 'auth.temporary',
    source: rfc6749,
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
