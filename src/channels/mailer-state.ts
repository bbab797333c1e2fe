import type { Reason } from '../diagnosis/reasons.js';
import type { ServerAddress } from '../errors/outcome.js';
import type { PaceMessage } from './channels.js';

/** How many sends wait, and what for. */
export interface WaitingSends {
  /** Plugins, `attachDataUrls`, and all else that Nodemailer does before it asks the transport. */
  readonly preparation: number;
  /** Their streams, which are kept so that they can be read again. */
  readonly content: number;
  /** The rate that the server takes. */
  readonly pace: number;
  /** Another login with the same credentials, that has no answer yet. */
  readonly login: number;
  /** A connection of the pool. */
  readonly queue: number;
  /** The server, and the way to it: these are being sent. */
  readonly server: number;
  /** Their next attempt. */
  readonly backoff: number;
  /** The application, for other credentials. */
  readonly credentials: number;
  /** The application, for `confirmDelivery`. */
  readonly confirmation: number;
}

/** A login that the guard keeps back. */
export interface SuspendedLogin {
  /** Stands for the credentials in this process, and tells nothing about them. */
  readonly loginId: string;
  /** When the next login may be tried, in milliseconds since 1970. */
  readonly until: number;
  /** What it was refused for. */
  readonly reason?: Reason;
  /** True for the transport's own credentials as they are now; false where a message brought these, or others took their place. */
  readonly isCurrent: boolean;
}

/** What a wrapped transport is about, at one moment. */
export interface MailerState {
  /** Where it connects to; absent for what speaks no SMTP, and for a failover. */
  readonly server?: ServerAddress;
  /** How many sends, and `verify()`s, have begun and not ended. */
  readonly sends: number;
  readonly waiting: WaitingSends;
  /** How many connections are open. */
  readonly openSessions: number;
  readonly suspendedLogins: readonly SuspendedLogin[];
  /**
   * What its server takes, as far as it is known or was given, and how many are held back for it, also of other
   * transports with the same credentials; absent where `pace` is off.
   */
  readonly pace?: Omit<PaceMessage, 'server'>;
  /** Of a failover: its transporters, in the order in which they are preferred. */
  readonly members?: readonly MemberState[];
}

/** One of the transporters of a failover. */
export interface MemberState extends MailerState {
  readonly name: string;
  /** Until when it is left alone, in milliseconds since 1970; absent for one that is in use. */
  readonly leftAloneUntil?: number;
}
