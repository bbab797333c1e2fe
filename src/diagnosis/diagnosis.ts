import type { Phase } from './phase.js';
import type { ProviderId } from './providers.js';
import type { Disposition, Kind, Reason } from './reasons.js';
import type { Rule } from './rule.js';

/** Who can carry out a {@link Remediation}. */
export type Audience = 'operator' | 'developer' | 'sender' | 'recipient' | 'nobody';

/** What a person should do about a failure. */
export interface Remediation {
  /** A stable id: the reason, or reason and provider, `'auth.app-password-required/gmail'`. */
  readonly id: string;
  /** What is wrong, in one plain sentence. */
  readonly summary: string;
  /** What to do, in the order in which to try it; each step one imperative sentence. */
  readonly steps: readonly string[];
  /** The vendor's or the standard's own page. */
  readonly url?: string;
  readonly audience: Audience;
}

/** Whether a machine may try the same message again. */
export interface RetryAdvice {
  /** True where trying again is harmless (the message cannot be out) and worthwhile. */
  readonly safe: boolean;
  /** The reason for `safe`, in one sentence. */
  readonly why: string;
  /** The time to wait first, in milliseconds, where the server named one or a quicker try does harm. */
  readonly afterMs?: number;
}

/** What {@link diagnose} finds. */
export interface Diagnosis {
  readonly kind: Kind;
  readonly reason: Reason;
  readonly disposition: Disposition;
  readonly retry: RetryAdvice;
  readonly remediation: Remediation;
  /** Whose server answered; absent where nothing tells. */
  readonly provider?: ProviderId;
  /** The id of the rule that decided. */
  readonly ruleId: string;
  /**
   * What decided. Of a reply: its words as the diagnosis reads them (lower case, without accents), or the codes
   * where the words said nothing, `['user unknown']`, `['5.1.1']`. Of an error without a reply: its codes and name, the
   * command or phase, and words of its message, `['ECONNREFUSED']`. Absent where nothing is known.
   */
  readonly because?: readonly string[];
}

/** What is known besides the reply itself. Everything is optional; more of it means a finer diagnosis. */
export interface DiagnoseContext {
  /** Where in the session the reply came. */
  readonly phase?: Phase;
  /** The command that was answered, `'AUTH PLAIN'`; credentials are not wanted here. */
  readonly command?: string;
  /** The host that was connected to, `'smtp.gmail.com'`. */
  readonly host?: string;
  /** The server's greeting, another hint at the provider. */
  readonly greeting?: string;
  /** The provider, where it is known: it wins over host, greeting and reply. */
  readonly provider?: ProviderId;
  /** The SASL mechanisms that the server offered, named in the remediation. */
  readonly mechanisms?: readonly string[];
  /** Rules of the application's own, tried before the built-in ones. */
  readonly rules?: readonly Rule[];
}

/** The fields of a Nodemailer error (or of anything like one) that a diagnosis reads. */
export interface ErrorLike {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly command?: unknown;
  readonly response?: unknown;
  readonly responseCode?: unknown;
  readonly originalCode?: unknown;
  readonly timeoutType?: unknown;
}
