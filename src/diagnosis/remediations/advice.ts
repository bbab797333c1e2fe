import type { Audience } from '../diagnosis.js';
import type { ProviderId } from '../providers.js';
import type { Reason } from '../reasons.js';

/** A remediation as the tables hold it: what a person should do about one reason. */
export interface Advice {
  /** What is wrong, in one plain sentence that speaks of "the server". */
  readonly summary: string;
  /** What to do, in the order in which to try it. */
  readonly steps: readonly string[];
  /** The vendor's or the standard's own page. */
  readonly url?: string;
  /** Who can do it; the operator where it is left out. */
  readonly audience?: Audience;
}

/** What a provider's users should do, where that differs from the general advice. */
export interface ProviderAdvice extends Omit<Advice, 'summary'> {
  /** The reasons that this advice is for. */
  readonly for: readonly Reason[];
  /** Left out where the general sentence holds, with the provider's name put in. */
  readonly summary?: string;
}

/** Providers and their advice; for each reason, the first row that names it counts. */
export type ProviderAdviceTable = Readonly<Partial<Record<ProviderId, readonly ProviderAdvice[]>>>;
