import type { CoolDown, GuardEvents } from './types.js';

/** How much the logins with the same credentials may be trusted. Times are of the monotonic clock. */
export type State =
  /** None has worked yet: one tries, the others wait. */
  | { readonly is: 'unproven' }
  /** They work: as many may be without an answer at a time. */
  | { readonly is: 'proven'; readonly limit: number }
  /** They had worked, and one was refused: one tries again, the others wait. */
  | { readonly is: 'doubted' }
  /** Refused: nobody may try before `until`. */
  | {
      readonly is: 'suspended';
      readonly failure: Error;
      readonly until: number;
      readonly coolDownMs: number;
      readonly told: ReadonlySet<GuardEvents>;
    }
  /** The cool-down is over: one tries, the others wait. */
  | {
      readonly is: 'on-trial';
      readonly failure: Error;
      readonly until: number;
      readonly coolDownMs: number;
      readonly told: ReadonlySet<GuardEvents>;
    };

/** A refusal that a person has to mend. */
export interface Refusal {
  readonly failure: Error;
  readonly now: number;
  readonly coolDown: CoolDown;
  /** Who is told of it, and of its end. */
  readonly concerned: ReadonlySet<GuardEvents>;
}

/** How long a login without an answer keeps others from trying. */
export const PATIENCE_MS = 5000;

/** So many logins go at once when a burst begins, and one more with each that is welcome… */
const FIRST_LIMIT = 4;

/** …up to so many: with the second try, and those that go when nobody answers, fewer than twenty. */
const HIGHEST_LIMIT = 16;

/** Made once: there is one more of these with each login. */
const provenStates: readonly State[] = Array.from({ length: HIGHEST_LIMIT + 1 }, (_, limit) => ({
  is: 'proven',
  limit,
}));

export const unproven: State = { is: 'unproven' };

/** How many logins may be without an answer. */
export function limitOf(state: State): number {
  switch (state.is) {
    case 'proven':
      return state.limit;
    case 'suspended':
      return 0;
    default:
      return 1;
  }
}

/** Somebody comes after a while in which nobody logged in. */
export function afterRest(state: State, now: number): State {
  if (state.is === 'proven') return provenAt(FIRST_LIMIT);
  if (state.is !== 'suspended' || now < state.until) return state;
  return { ...state, is: 'on-trial' };
}

/** A login worked. */
export function afterWelcome(state: State): State {
  return provenAt(state.is === 'proven' ? state.limit + 1 : FIRST_LIMIT);
}

/** Those that were let in got no answer for too long. */
export function afterSilence(state: State): State {
  return state.is === 'proven' ? provenAt(1) : state;
}

/**
 * A login was refused that may be tried once more.
 *
 * @param isEarlier Whether it had begun before there was any doubt.
 * @returns `undefined` where there is no second try.
 */
export function afterDoubt(state: State, isEarlier: boolean): State | undefined {
  if (state.is === 'proven') return { is: 'doubted' };
  return state.is === 'doubted' && isEarlier ? state : undefined;
}

/** A login was refused, and its second try, if it had one. */
export function afterRefusal(state: State, { failure, now, coolDown, concerned }: Refusal) {
  const isAgain = state.is === 'on-trial' || state.is === 'suspended';
  const coolDownMs = isAgain
    ? Math.min(Math.max(2 * state.coolDownMs, coolDown.firstMs), coolDown.longestMs)
    : coolDown.firstMs;
  const told = isAgain ? new Set([...state.told, ...concerned]) : concerned;
  return { is: 'suspended', failure, until: now + coolDownMs, coolDownMs, told } as const satisfies State;
}

/** Of two that share a login the one that is kept longer holds for both. */
export function stricter(one: CoolDown, other: CoolDown): CoolDown {
  if (one.firstMs >= other.firstMs && one.longestMs >= other.longestMs) return one;
  return {
    firstMs: Math.max(one.firstMs, other.firstMs),
    longestMs: Math.max(one.longestMs, other.longestMs),
  };
}

function provenAt(limit: number): State {
  return provenStates[Math.min(limit, HIGHEST_LIMIT)] ?? unproven;
}
