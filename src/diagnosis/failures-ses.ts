import type { Failure } from './failure.js';

const errors = 'Amazon SES API v2 reference, Common Errors and SendEmail Errors';
const sdk = 'AWS SDK for JavaScript v3, credential providers';

/** Amazon SES through its SDK: the error's name says what happened, its message which of several things. */
export const sesFailures: readonly Failure[] = [
  {
    id: 'ses.not-verified',
    when: { ids: ['MessageRejected'], text: ['not verified'] },
    reason: 'sender.rejected',
    source: errors,
    examples: [
      {
        code: 'ESES',
        name: 'MessageRejected',
        message: 'Email address is not verified.',
      },
    ],
  },
  {
    id: 'ses.paused',
    when: {
      ids: ['MessageRejected'],
      text: ['sending paused', 'sending suspended', 'shut down'],
    },
    reason: 'auth.account-locked',
    source: errors,
    examples: [
      {
        code: 'ESES',
        name: 'MessageRejected',
        message: 'Sending paused for this account.',
      },
    ],
  },
  {
    id: 'ses.message-rejected',
    when: { ids: ['MessageRejected', 'MessageRejectedException'] },
    reason: 'message.rejected',
    source: errors,
    examples: [
      {
        code: 'ESES',
        name: 'MessageRejected',
        message: 'Email contains a virus.',
      },
    ],
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
    source: errors,
    examples: [
      {
        code: 'ESES',
        name: 'MailFromDomainNotVerifiedException',
        message: 'MAIL FROM domain',
      },
    ],
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
    source: errors,
    examples: [{ code: 'ESES', name: 'AccountSuspendedException', message: 'suspended' }],
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
    examples: [
      {
        code: 'ESES',
        name: 'TooManyRequestsException',
        message: 'Maximum sending rate exceeded.',
      },
    ],
  },
  {
    id: 'ses.token',
    when: {
      ids: ['ExpiredTokenException', 'ExpiredToken', 'TokenRefreshRequired', 'RequestExpired'],
    },
    reason: 'auth.token',
    source: errors,
    examples: [
      {
        code: 'ESES',
        name: 'ExpiredTokenException',
        message: 'The security token is expired',
      },
    ],
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
    source: errors,
    examples: [
      {
        code: 'ESES',
        name: 'SignatureDoesNotMatch',
        message: 'The request signature',
      },
    ],
  },
  {
    id: 'ses.no-credentials',
    when: {
      ids: ['CredentialsProviderError', 'ProviderError', 'TokenProviderError', 'CredentialsError'],
    },
    reason: 'config.credentials-missing',
    source: sdk,
    examples: [
      {
        code: 'ESES',
        name: 'CredentialsProviderError',
        message: 'Could not load credentials from any providers',
      },
    ],
  },
  {
    id: 'ses.no-region',
    when: { ids: ['ESES'], text: ['region is missing', 'invalid region'] },
    reason: 'config.invalid',
    source: sdk,
    examples: [{ code: 'ESES', name: 'Error', message: 'Region is missing' }],
  },
  {
    id: 'ses.permission',
    when: {
      ids: ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation'],
    },
    reason: 'auth.disabled',
    source: errors,
    examples: [
      {
        code: 'ESES',
        name: 'AccessDeniedException',
        message: 'not authorized to perform: ses:SendEmail',
      },
    ],
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
    examples: [
      {
        code: 'ESES',
        name: 'NotFoundException',
        message: 'Configuration set does not exist',
      },
    ],
  },
  {
    id: 'ses.too-large',
    when: {
      ids: ['BadRequestException', 'InvalidParameterValue', 'ValidationException', 'ESES'],
      text: ['message length is more than', 'message size', 'exceeds the maximum size'],
    },
    reason: 'message.too-large',
    source: errors,
    examples: [
      {
        code: 'ESES',
        name: 'BadRequestException',
        message: 'Message length is more than 41943040 bytes',
      },
    ],
  },
  {
    id: 'ses.envelope',
    when: {
      ids: ['BadRequestException', 'InvalidParameterValue', 'ValidationException', 'ValidationError'],
      text: ['address', 'domain', 'recipient', 'missing final', 'illegal'],
    },
    reason: 'config.envelope',
    source: errors,
    examples: [
      {
        code: 'ESES',
        name: 'BadRequestException',
        message: "Missing final '@domain'",
      },
    ],
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
    examples: [
      {
        code: 'ESES',
        name: 'BadRequestException',
        message: 'The header could not be read',
      },
    ],
  },
  {
    id: 'ses.timeout',
    when: {
      ids: ['TimeoutError', 'RequestTimeout', 'RequestTimeoutException'],
    },
    reason: 'connection.timeout',
    source: 'AWS SDK for JavaScript v3; DOM Standard, TimeoutError',
    examples: [
      {
        code: 'ESES',
        name: 'TimeoutError',
        message: 'Connection timed out after 1000 ms',
      },
    ],
  },
  {
    id: 'ses.network',
    when: { ids: ['NetworkingError'] },
    reason: 'connection.lost',
    source: 'AWS SDK for JavaScript v3',
    examples: [{ code: 'ESES', name: 'NetworkingError', message: 'Network Failure' }],
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
    examples: [{ code: 'ESES', name: 'InternalFailure', message: 'internal failure' }],
  },
  {
    id: 'ses.any',
    when: { ids: ['ESES'] },
    reason: 'message.rejected',
    source: "Nodemailer's ERROR_CODES: ESES",
    examples: [{ code: 'ESES', name: 'Error', message: 'something new' }],
  },
];
