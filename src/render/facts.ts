import type { RetryAdvice } from '../diagnosis/diagnosis.js';

/** A line of the dialogue. */
export interface Utterance {
  readonly from: 'client' | 'server';
  readonly text: string;
  /** True for the lines of the reply that decided. */
  readonly decided: boolean;
}

/** A labelled sentence below the dialogue: `Try again`, `No. The account …`. */
export interface Note {
  readonly label: string;
  readonly text: string;
}

/** All that a rendering shows of a failure. Texts are as they came: whoever renders cleans them. */
export interface Facts {
  /** True for what is no failure at all. */
  readonly fine?: boolean;
  readonly kind: string;
  readonly reason: string;
  /** The server, and the command that was answered: `smtp.gmail.com:587, in answer to AUTH PLAIN`. */
  readonly place: string;
  readonly dialogue: readonly Utterance[];
  /** What decided where no reply did: `connect ECONNREFUSED 192.0.2.1:587`. */
  readonly underlying: string;
  readonly summary: string;
  readonly retry?: RetryAdvice;
  readonly delivery: string;
  readonly notes: readonly Note[];
  readonly steps: readonly string[];
  readonly url: string;
}
