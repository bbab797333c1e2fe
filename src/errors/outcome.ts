import type { Phase } from '../diagnosis/phase.js';
import type { Reason } from '../diagnosis/reasons.js';
import type { Reply } from '../reply/reply.js';

/**
 * Where the message is: `not-sent`, the server cannot have it; `partial`, some recipients have it;
 * `unknown`, the final dot may have gone out and no reply said what became of it.
 */
export type Delivery = 'not-sent' | 'partial' | 'unknown';

/** What became of one recipient. */
export interface RecipientOutcome {
  readonly address: string;
  readonly outcome: 'accepted' | 'deferred' | 'rejected';
  readonly reply?: Reply;
  readonly reason?: Reason;
}

/** One attempt to send a message. */
export interface AttemptReport {
  /** When it began, in milliseconds since 1970. */
  readonly startedAt: number;
  /** How long it took, in milliseconds. */
  readonly duration: number;
  /** What it failed for; absent where it did not. */
  readonly reason?: Reason;
  readonly phase?: Phase;
  /** The wait before the next attempt, in milliseconds; absent where there was none. */
  readonly delay?: number;
}

/** The server a transport is set up for. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  /** True for TLS from the first byte (port 465); STARTTLS counts as false. */
  readonly secure: boolean;
}
