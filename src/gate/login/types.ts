import type { Account } from './account.js';

/** A refusal that still holds. */
export interface Suspension {
  /** The refusal itself. */
  readonly failure: Error;
  /** How long it is until the next login may be tried, in milliseconds from now. */
  readonly afterMs: number;
}

/** How long nobody tries after a refusal. */
export interface CoolDown {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Told of what the guard does. */
export interface GuardEvents {
  readonly onSuspended?: (key: string, suspension: Suspension) => void;
  readonly onResumed?: (key: string) => void;
}

/** On whose behalf somebody logs in: a wrapped transport. */
export interface Patron {
  readonly coolDown: CoolDown;
  readonly events: GuardEvents;
}

/** Who wants to log in. */
export interface Entrant {
  /** The guard's own notes. */
  place: number;
  patron: Patron | undefined;
  /** Called when it may go ahead, at once where nothing stands in the way; again for a second try. */
  admit(account: Account): void;
  /**
   * Called when logins with its credentials are refused: at once, while it waits, or after it was
   * admitted, as long as its own login is not in.
   */
  suspend(suspension: Suspension, account: Account): void;
}
