/** Who or what has to change before the same message can succeed. */
export type Disposition = 'transient' | 'permanent' | 'operator-action';

/** What every {@link Reason} of a kind shares. */
interface ReasonFacts {
  /** The error class, `AuthenticationFailed` for {@link AuthenticationFailedError}. */
  readonly kind: string;
  /**
   * The disposition, or `by-reply` where the server decides: a 4yz reply is transient, a 5yz
   * reply permanent (RFC 5321 section 4.2.1).
   */
  readonly disposition: Disposition | 'by-reply';
  /** The least time to wait before the next try, in milliseconds, where a quicker one does harm. */
  readonly waitMs?: number;
}

const MINUTE = 60_000;

/**
 * Every reason a send can fail for: the finer cause below an error's `kind`. The ids are stable;
 * new ones may be added in a minor version.
 *
 * @example
 * ```ts
 * reasons['auth.app-password-required'].kind; // 'AuthenticationFailed'
 * ```
 */
export const reasons = {
  'auth.invalid-credentials': { kind: 'AuthenticationFailed', disposition: 'operator-action' },
  'auth.app-password-required': { kind: 'AuthenticationFailed', disposition: 'operator-action' },
  'auth.web-login-required': { kind: 'AuthenticationFailed', disposition: 'operator-action' },
  'auth.mechanism': { kind: 'AuthenticationFailed', disposition: 'operator-action' },
  'auth.encryption-required': { kind: 'AuthenticationFailed', disposition: 'operator-action' },
  'auth.required': { kind: 'AuthenticationFailed', disposition: 'operator-action' },
  'auth.disabled': { kind: 'AuthenticationFailed', disposition: 'operator-action' },
  'auth.token': { kind: 'AuthenticationFailed', disposition: 'operator-action' },
  'auth.account-locked': { kind: 'AuthenticationFailed', disposition: 'operator-action' },
  // Another login before the server forgets the last ones keeps the account locked.
  'auth.rate-limited': { kind: 'AuthenticationFailed', disposition: 'transient', waitMs: 5 * MINUTE },
  'auth.temporary': { kind: 'AuthenticationFailed', disposition: 'transient' },
  'auth.not-supported': { kind: 'AuthenticationFailed', disposition: 'operator-action' },
  'auth.suspended': { kind: 'AuthenticationFailed', disposition: 'operator-action' },
  'recipient.unknown': { kind: 'RecipientRejected', disposition: 'by-reply' },
  'recipient.disabled': { kind: 'RecipientRejected', disposition: 'by-reply' },
  'recipient.full': { kind: 'RecipientRejected', disposition: 'by-reply' },
  'recipient.rejected': { kind: 'RecipientRejected', disposition: 'by-reply' },
  'sender.rejected': { kind: 'SenderRejected', disposition: 'by-reply' },
  'relay.denied': { kind: 'RelayDenied', disposition: 'operator-action' },
  'message.too-large': { kind: 'MessageRejected', disposition: 'by-reply' },
  'message.rejected': { kind: 'MessageRejected', disposition: 'by-reply' },
  'policy.blocked': { kind: 'PolicyRejected', disposition: 'by-reply' },
  'policy.dmarc': { kind: 'PolicyRejected', disposition: 'by-reply' },
  'rate.limited': { kind: 'RateLimited', disposition: 'transient' },
  'rate.greylisted': { kind: 'RateLimited', disposition: 'transient' },
  'server.busy': { kind: 'ServiceUnavailable', disposition: 'transient' },
  'server.storage': { kind: 'ServiceUnavailable', disposition: 'transient' },
  'server.closing': { kind: 'ConnectionClosed', disposition: 'transient' },
  'connection.lost': { kind: 'ConnectionClosed', disposition: 'transient' },
  'connection.dns': { kind: 'ConnectionFailed', disposition: 'operator-action' },
  'connection.dns-temporary': { kind: 'ConnectionFailed', disposition: 'transient' },
  'connection.refused': { kind: 'ConnectionFailed', disposition: 'transient' },
  'connection.timeout': { kind: 'ConnectionFailed', disposition: 'transient' },
  'connection.reset': { kind: 'ConnectionFailed', disposition: 'transient' },
  'connection.unreachable': { kind: 'ConnectionFailed', disposition: 'transient' },
  'connection.proxy': { kind: 'ConnectionFailed', disposition: 'operator-action' },
  'connection.denied': { kind: 'ConnectionFailed', disposition: 'operator-action' },
  'tls.certificate': { kind: 'TlsFailed', disposition: 'operator-action' },
  'tls.handshake': { kind: 'TlsFailed', disposition: 'operator-action' },
  'tls.unavailable': { kind: 'TlsFailed', disposition: 'operator-action' },
  'tls.required': { kind: 'TlsFailed', disposition: 'operator-action' },
  'protocol.rejected': { kind: 'ProtocolFailed', disposition: 'by-reply' },
  'protocol.violation': { kind: 'ProtocolFailed', disposition: 'operator-action' },
  'delivery.unknown': { kind: 'DeliveryUnknown', disposition: 'operator-action' },
  'message.source': { kind: 'MessageUnreadable', disposition: 'permanent' },
  'send.aborted': { kind: 'SendAborted', disposition: 'permanent' },
  'config.credentials-missing': { kind: 'Misconfigured', disposition: 'operator-action' },
  'config.envelope': { kind: 'Misconfigured', disposition: 'permanent' },
  'config.invalid': { kind: 'Misconfigured', disposition: 'operator-action' },
  other: { kind: 'Unclassified', disposition: 'by-reply' },
} as const satisfies Record<string, ReasonFacts>;

/** The finer cause of a failure, a stable dotted id such as `'auth.app-password-required'`. */
export type Reason = keyof typeof reasons;

/** The class of a failure, a stable name such as `'AuthenticationFailed'`. */
export type Kind = (typeof reasons)[Reason]['kind'];

/** The reasons that belong to a {@link Kind}: `ReasonOf<'RelayDenied'>` is `'relay.denied'`. */
export type ReasonOf<K extends Kind> = {
  [R in Reason]: (typeof reasons)[R]['kind'] extends K ? R : never;
}[Reason];
