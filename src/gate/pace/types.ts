import type { KnownLimits } from './limits.js';

/** A limit that takes longer to pass than anybody waits for. */
export interface Pause {
  /** The refusal itself. */
  readonly failure: Error;
  /** How long it is until the server may be asked again, in milliseconds from now. */
  readonly afterMs: number;
}

/** What a server is known to take, for people. */
export interface Standing {
  /** Absent where no limit is known. */
  readonly connections?: number;
  /** Absent where no limit is known; in a second. */
  readonly perSecond?: number;
  /** When the next attempt may begin, in milliseconds since 1970, where that is later. */
  readonly until?: number;
  /** How many are held back. */
  readonly waiting: number;
}

/** What a server is known to take at present, whenever it is read. */
export interface Told {
  readonly standing: Standing;
  readonly waiting: number;
}

/** On whose behalf somebody sends: a wrapped transport. */
export interface Patron {
  readonly known: KnownLimits;
  /** How many connections its pool opens at most; `undefined` for a transport that opens one for each message. */
  readonly capacity: number | undefined;
  /** The longest that a send may wait, in milliseconds. */
  readonly patienceMs: number;
  /** Told of each change, and not of each message. */
  onChanged(pace: Told): void;
}

/** Who wants to make an attempt. */
export interface Entrant {
  /** The pace's own notes. */
  place: number;
  begunAt: number;
  readonly patron: Patron;
  /** Called when it may begin: in the turn of its call, or later. */
  admit(): void;
  /** Resolves when its connection can be used for another message, or is closed. */
  leftConnection(): Promise<void>;
  /** Called instead while the server is not to be asked. */
  turnAway(pause: Pause): void;
}
