import type { Failure } from './failure.js';
import { remediationFor } from './remediations/remediation-for.js';
import { sesSdkRemediations } from './remediations/ses-sdk.js';

const errors = 'Amazon SES API v2 reference, Common Errors and SendEmail Errors';
const codes = "Nodemailer's ERROR_CODES: ESES";
const sdk = 'AWS SDK for JavaScript v3, credential providers';

/** Amazon SES through its SDK: the error's name says what happened, its message which of several things. */
export const sesFailures: readonly Failure[] = [
  {
    id: 'ses.not-verified',
    when: { ids: ['MessageRejected'], text: ['not verified'] },
    reason: 'sender.rejected',
    remediation: remediationFor('sender.rejected', 'ses'),
    source: errors,
  },
  {
    id: 'ses.paused',
    when: {
      ids: ['MessageRejected'],
      text: ['sending paused', 'sending suspended', 'shut down'],
    },
    reason: 'auth.account-locked',
    remediation: sesSdkRemediations.account,
    source: errors,
  },
  {
    id: 'ses.message-rejected',
    when: { ids: ['MessageRejected', 'MessageRejectedException'] },
    reason: 'message.rejected',
    source: errors,
  },
  {
    id: 'ses.mail-from',
    when: {
      ids: [
        'MailFromDomainNotVerifiedException',
        'MailFromDomainNotVerified',
        'FromEmailAddressNotVerifiedException',
        'FromEmailAddressNotVerified',
      ],
    },
    reason: 'sender.rejected',
    remediation: remediationFor('sender.rejected', 'ses'),
    source: errors,
  },
  {
    id: 'ses.account',
    when: {
      ids: [
        'AccountSuspendedException',
        'SendingPausedException',
        'AccountSendingPausedException',
        'AccountSendingPaused',
        'ConfigurationSetSendingPausedException',
        'ConfigurationSetSendingPaused',
        'OptInRequired',
        'ProductionAccessNotGrantedException',
      ],
    },
    reason: 'auth.account-locked',
    remediation: sesSdkRemediations.account,
    source: errors,
  },
  {
    id: 'ses.limit',
    when: {
      ids: [
        'LimitExceededException',
        'TooManyRequestsException',
        'ThrottlingException',
        'Throttling',
        'ThrottledException',
        'RequestThrottled',
        'RequestThrottledException',
        'RequestLimitExceeded',
        'SlowDown',
        'LimitExceeded',
      ],
    },
    reason: 'rate.limited',
    source: errors,
  },
  {
    id: 'ses.token',
    when: {
      ids: ['ExpiredTokenException', 'ExpiredToken', 'TokenRefreshRequired', 'RequestExpired'],
    },
    reason: 'auth.token',
    remediation: sesSdkRemediations.token,
    source: errors,
  },
  {
    id: 'ses.credentials',
    when: {
      ids: [
        'UnrecognizedClientException',
        'InvalidClientTokenId',
        'InvalidSignatureException',
        'SignatureDoesNotMatch',
        'IncompleteSignature',
        'IncompleteSignatureException',
        'MissingAuthenticationTokenException',
        'MissingAuthenticationToken',
        'NotAuthorized',
      ],
    },
    reason: 'auth.invalid-credentials',
    remediation: sesSdkRemediations.credentials,
    source: errors,
  },
  {
    id: 'ses.no-credentials',
    when: {
      ids: ['CredentialsProviderError', 'ProviderError', 'TokenProviderError', 'CredentialsError'],
    },
    reason: 'config.credentials-missing',
    remediation: sesSdkRemediations.missing,
    source: sdk,
  },
  {
    id: 'ses.no-region',
    when: { ids: ['ESES'], text: ['region is missing', 'invalid region'] },
    reason: 'config.invalid',
    remediation: sesSdkRemediations.region,
    source: sdk,
  },
  {
    id: 'ses.permission',
    when: {
      ids: ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation'],
    },
    reason: 'auth.disabled',
    remediation: sesSdkRemediations.permission,
    source: errors,
  },
  {
    id: 'ses.not-found',
    when: {
      ids: [
        'NotFoundException',
        'ConfigurationSetDoesNotExistException',
        'ConfigurationSetDoesNotExist',
        'UnknownEndpoint',
        'InvalidAction',
      ],
    },
    reason: 'config.invalid',
    source: errors,
  },
  {
    id: 'ses.too-large',
    when: {
      ids: ['BadRequestException', 'InvalidParameterValue', 'ValidationException', 'ESES'],
      text: ['message length is more than', 'message size', 'exceeds the maximum size'],
    },
    reason: 'message.too-large',
    source: errors,
  },
  {
    id: 'ses.envelope',
    when: {
      ids: ['BadRequestException', 'InvalidParameterValue', 'ValidationException', 'ValidationError'],
      text: ['address', 'domain', 'recipient', 'missing final', 'illegal'],
    },
    reason: 'config.envelope',
    source: errors,
  },
  {
    id: 'ses.bad-request',
    when: {
      ids: [
        'BadRequestException',
        'InvalidParameterValue',
        'InvalidParameterValueException',
        'InvalidParameterCombination',
        'ValidationException',
        'ValidationError',
        'MalformedQueryString',
        'MissingParameter',
        'SerializationException',
      ],
    },
    reason: 'message.rejected',
    source: errors,
  },
  {
    id: 'ses.timeout',
    when: {
      ids: ['TimeoutError', 'RequestTimeout', 'RequestTimeoutException'],
    },
    reason: 'connection.timeout',
    source: 'AWS SDK for JavaScript v3; DOM Standard, TimeoutError',
  },
  {
    id: 'ses.network',
    when: { ids: ['NetworkingError'] },
    reason: 'connection.lost',
    source: 'AWS SDK for JavaScript v3',
  },
  {
    id: 'ses.busy',
    when: {
      ids: [
        'ServiceUnavailable',
        'ServiceUnavailableException',
        'InternalFailure',
        'InternalServerError',
        'InternalServiceErrorException',
        'InternalServiceError',
        'ConcurrentModificationException',
        'ConflictException',
      ],
    },
    reason: 'server.busy',
    source: errors,
  },
  {
    id: 'ses.exception',
    when: { ids: ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError'], and: ['ESES'] },
    reason: 'config.invalid',
    source: `ECMAScript: the client is not what it should be; ${codes}`,
  },
  {
    id: 'ses.any',
    when: { ids: ['ESES'] },
    reason: 'message.rejected',
    source: codes,
  },
];
