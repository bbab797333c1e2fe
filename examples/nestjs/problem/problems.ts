import type { Kind, Reason } from 'nodemailer-smtp-errors';
import type { Status } from './advice.js';

/** The answer to each kind of failure; one that passes by itself is answered with 503, whatever its kind. */
export const problems = {
  RecipientRejected: { status: 422, title: 'The recipient was refused' },
  MessageRejected: { status: 422, title: 'The mail was refused' },

  AuthenticationFailed: { status: 502, title: 'The mail server did not let us in' },
  SenderRejected: { status: 502, title: 'The mail server does not take our sender' },
  RelayDenied: { status: 502, title: 'The mail server does not pass on our mail' },
  PolicyRejected: { status: 502, title: 'The mail server has a policy against our mail' },
  TlsFailed: { status: 502, title: 'No secure connection to the mail server' },
  ProtocolFailed: { status: 502, title: 'The mail server was not understood' },
  Unclassified: { status: 502, title: 'The mail could not be sent' },

  RateLimited: { status: 503, title: 'The mail server wants us to wait' },
  ServiceUnavailable: { status: 503, title: 'The mail server is not available' },
  ConnectionClosed: { status: 503, title: 'The mail server hung up' },
  ConnectionFailed: { status: 503, title: 'The mail server cannot be reached' },
  SendAborted: { status: 503, title: 'The sending was broken off' },

  // Not one of 2xx: nobody may take it for sent. A client must not repeat a POST by itself (RFC 9110, 9.2.2).
  DeliveryUnknown: { status: 504, title: 'Nobody knows whether the mail was sent' },

  MessageUnreadable: { status: 500, title: 'The mail could not be put together' },
  Misconfigured: { status: 500, title: 'Mail is not set up as it should be' },
} as const satisfies Record<Kind, { status: Status; title: string }>;

/** Reasons that a client can do more about than about others of their kind. */
export const statusByReason: Partial<Record<Reason, Status>> = {
  'message.too-large': 413,
  'config.envelope': 422,
};
