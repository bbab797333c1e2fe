import type { ErrorLike } from '../../../src/diagnosis/diagnosis.js';

/** Errors that the rows decide of `src/diagnosis/failures-ses.ts`. */
export const sesExamples: Readonly<Record<string, readonly ErrorLike[]>> = {
  'ses.not-verified': [{ code: 'ESES', name: 'MessageRejected', message: 'Email address is not verified.' }],
  'ses.paused': [{ code: 'ESES', name: 'MessageRejected', message: 'Sending paused for this account.' }],
  'ses.message-rejected': [{ code: 'ESES', name: 'MessageRejected', message: 'Email contains a virus.' }],
  'ses.mail-from': [
    { code: 'ESES', name: 'MailFromDomainNotVerifiedException', message: 'MAIL FROM domain' },
  ],
  'ses.account': [{ code: 'ESES', name: 'AccountSuspendedException', message: 'suspended' }],
  'ses.limit': [
    { code: 'ESES', name: 'TooManyRequestsException', message: 'Maximum sending rate exceeded.' },
  ],
  'ses.token': [{ code: 'ESES', name: 'ExpiredTokenException', message: 'The security token is expired' }],
  'ses.credentials': [{ code: 'ESES', name: 'SignatureDoesNotMatch', message: 'The request signature' }],
  'ses.no-credentials': [
    {
      code: 'ESES',
      name: 'CredentialsProviderError',
      message: 'Could not load credentials from any providers',
    },
  ],
  'ses.no-region': [{ code: 'ESES', name: 'Error', message: 'Region is missing' }],
  'ses.permission': [
    { code: 'ESES', name: 'AccessDeniedException', message: 'not authorized to perform: ses:SendEmail' },
  ],
  'ses.not-found': [{ code: 'ESES', name: 'NotFoundException', message: 'Configuration set does not exist' }],
  'ses.too-large': [
    { code: 'ESES', name: 'BadRequestException', message: 'Message length is more than 41943040 bytes' },
  ],
  'ses.envelope': [{ code: 'ESES', name: 'BadRequestException', message: "Missing final '@domain'" }],
  'ses.bad-request': [{ code: 'ESES', name: 'BadRequestException', message: 'The header could not be read' }],
  'ses.timeout': [{ code: 'ESES', name: 'TimeoutError', message: 'Connection timed out after 1000 ms' }],
  'ses.network': [{ code: 'ESES', name: 'NetworkingError', message: 'Network Failure' }],
  'ses.busy': [{ code: 'ESES', name: 'InternalFailure', message: 'internal failure' }],
  'ses.exception': [{ code: 'ESES', name: 'TypeError', message: 'sesClient.send is not a function' }],
  'ses.any': [{ code: 'ESES', name: 'Error', message: 'something new' }],
};
