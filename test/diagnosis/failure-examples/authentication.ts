import type { ErrorLike } from '../../../src/diagnosis/diagnosis.js';

/** Errors that the rows decide of `src/diagnosis/failures-authentication.ts`. */
export const authenticationExamples: Readonly<Record<string, readonly ErrorLike[]>> = {
  'auth.no-credentials': [{ code: 'ENOAUTH', message: 'Authentication info was not provided' }],
  'auth.unknown-method': [{ code: 'EAUTH', command: 'API', message: 'Unknown authentication method "NTLM"' }],
  'auth.missing-credentials': [{ code: 'EAUTH', command: 'API', message: 'Missing credentials for "PLAIN"' }],
  'auth.service-account': [
    { code: 'EOAUTH2', message: 'Options "privateKey" and "user" are required for service account!' },
  ],
  'auth.token-endpoint-busy': [
    { code: 'EAUTH', originalCode: 'EOAUTH2', message: 'temporarily_unavailable: try later' },
  ],
  'auth.token-refused': [
    { code: 'EAUTH', originalCode: 'EOAUTH2', message: 'invalid_grant: Token has been revoked' },
    { code: 'EOAUTH2', message: "Can't create new access token for user" },
    { code: 'EAUTH', originalCode: 'EOAUTH2', message: "Can't generate token. Check your auth options" },
    { code: 'EOAUTH2', message: 'No access token' },
  ],
  'auth.token-endpoint-refuses': [
    { code: 'EAUTH', originalCode: 'EFETCH', message: 'Invalid status code 401' },
  ],
  'auth.token-endpoint-unreachable': [
    { code: 'EAUTH', originalCode: 'EFETCH', message: 'connect ECONNREFUSED 192.0.2.1:443' },
    { code: 'EAUTH', originalCode: 'EFETCH', command: 'AUTH XOAUTH2', message: 'Request Timeout' },
  ],
  'auth.token-answer': [
    { code: 'EAUTH', name: 'SyntaxError', message: 'Unexpected token < in JSON at position 0' },
  ],
  'auth.token-provision': [{ code: 'EAUTH', command: 'AUTH XOAUTH2', message: 'no token for this user' }],
  'auth.sequence': [
    { code: 'EAUTH', command: 'AUTH LOGIN', message: 'Invalid login sequence while waiting' },
  ],
  'auth.custom-handler': [{ code: 'EAUTH', command: 'AUTH CUSTOM', message: 'Authentication failed' }],
  'local.url-content': [{ code: 'EFETCH', message: 'Invalid status code 404' }],
};
