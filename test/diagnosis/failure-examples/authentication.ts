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
    { code: 'EAUTH', originalCode: 'EOAUTH2', message: 'rate_limit_exceeded' },
    { code: 'EAUTH', originalCode: 'EOAUTH2', message: 'slow_down' },
    { code: 'EOAUTH2', message: 'invalid_request: 503: Service Unavailable' },
    { code: 'EOAUTH2', message: 'Too Many Requests: Quota exceeded' },
  ],
  'auth.token-no-answer': [
    { code: 'EOAUTH2', message: '[object Object]' },
    { code: 'EOAUTH2', message: 'No access token' },
    { code: 'EOAUTH2', message: 'Invalid authentication response' },
    // Nodemailer 7 to 10.0.
    { code: 'EAUTH', command: 'AUTH XOAUTH2', message: '[object Object]' },
    { code: 'EAUTH', command: 'AUTH XOAUTH2', message: 'No access token' },
  ],
  'auth.token-refused-for-good': [
    { code: 'EAUTH', originalCode: 'EOAUTH2', message: 'invalid_grant: Token has been revoked' },
    { code: 'EAUTH', originalCode: 'EOAUTH2', message: 'invalid_client: Unauthorized' },
    { code: 'EAUTH', originalCode: 'EOAUTH2', message: 'unauthorized_client' },
    { code: 'EAUTH', command: 'AUTH XOAUTH2', message: 'invalid_grant: Quota of patience exceeded' },
  ],
  'auth.token-provision-busy': [
    { code: 'EAUTH', command: 'AUTH XOAUTH2', message: 'Request failed with status code 429' },
  ],
  'auth.token-provision-unreachable': [
    { code: 'EAUTH', originalCode: 'ECONNREFUSED', command: 'AUTH XOAUTH2', message: 'fetch failed' },
  ],
  'auth.token-provision-no-connection': [
    { name: 'TypeError', code: 'EAUTH', command: 'AUTH XOAUTH2', message: 'fetch failed' },
  ],
  'auth.token-refused': [
    { code: 'EAUTH', originalCode: 'EOAUTH2', message: 'invalid_scope: Not a scope' },
    { code: 'EOAUTH2', message: "Can't create new access token for user" },
    { code: 'EAUTH', originalCode: 'EOAUTH2', message: "Can't generate token. Check your auth options" },
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
  'auth.token-provision': [
    { code: 'EAUTH', command: 'AUTH XOAUTH2', message: 'no token for this user' },
    { code: 'EAUTH', command: 'AUTH XOAUTH2', message: 'No access token of this user' },
  ],
  'auth.sequence': [
    { code: 'EAUTH', command: 'AUTH LOGIN', message: 'Invalid login sequence while waiting' },
  ],
  'auth.custom-handler': [{ code: 'EAUTH', command: 'AUTH CUSTOM', message: 'Authentication failed' }],
  'local.url-content': [{ code: 'EFETCH', message: 'Invalid status code 404' }],
};
