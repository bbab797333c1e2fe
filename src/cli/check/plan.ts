import type { Login, Mechanism } from './log-in.js';
import type { Target } from './target.js';

/** What is to be checked. */
export interface Plan {
  readonly target: Target;
  /** For each step. */
  readonly timeoutMs: number;
  readonly login?: Login;
  /** The mechanism that is wanted; otherwise the first offered one that we know. */
  readonly mechanism?: Mechanism;
  readonly envelope?: { readonly from: string; readonly to: readonly string[] };
  /** Logs in without TLS, too. */
  readonly allowPlaintext: boolean;
  /** Goes on past a certificate that proves nothing. */
  readonly insecure: boolean;
}
