/** How many attempts may be under way at once. */
export type Width =
  /** Nobody has complained: it grows with what gets through. */
  | { readonly is: 'opening'; readonly limit: number }
  /**
   * The server takes so many (`found`): when enough got through so many more are tried (`trying`). With a
   * limit of 0 it took none so far: others, in other processes, have all that it takes.
   */
  | {
      readonly is: 'found' | 'trying';
      readonly limit: number;
      readonly more: number;
      readonly welcomed: number;
      readonly needed: number;
    };

/** So many attempts begin at once where nothing is known: a server that takes three refuses few of them. */
export const FIRST_WIDTH = 16;

/** What each attempt that gets through adds at first: four of them one more. */
const OPENING = 1 / 4;

/** After a complaint so many for each of those at once get through before one more is tried… */
const PATIENCE = 10;

/** …and no more than so many in all… */
const MOST_PATIENCE = 60;

/** …and twice as many after each trial that failed, up to so many for each. */
const LONGEST_PATIENCE = 40;

/** A width that the server takes. */
export function found(limit: number): Width {
  return { is: 'found', limit, more: 1, welcomed: 0, needed: patienceFor(limit) };
}

function patienceFor(limit: number): number {
  return Math.min(PATIENCE * Math.max(1, limit), MOST_PATIENCE);
}

/**
 * Each refusal says that those beside it are all that it takes.
 *
 * @param others How many these are.
 */
export function narrower(width: Width, others: number): Width {
  const limit = Math.max(0, Math.min(Math.floor(width.limit) - (width.is === 'trying' ? 1 : 0), others));
  const next = found(limit);
  if (width.is !== 'trying' || next.is === 'opening') return next;
  return { ...next, needed: Math.min(2 * width.needed, LONGEST_PATIENCE * Math.max(1, limit)) };
}

/**
 * Somebody got through while as many were under way as may be.
 *
 * @param processes How many have a share of what the server takes: each tries for more as much more rarely.
 */
export function wider(width: Width, processes: number): Width {
  const { limit } = width;
  if (width.is === 'opening') return { is: 'opening', limit: limit + OPENING };
  if (limit < 1) return found(1);
  const { is, more, needed } = width;
  const welcomed = width.welcomed + 1;
  if (is === 'found') {
    return welcomed < needed * processes
      ? { ...width, welcomed }
      : { is: 'trying', limit: limit + more, more, welcomed: 0, needed };
  }
  // Whoever takes more may take many more: the next trial is sooner, and of twice as many.
  return welcomed < 2 * limit
    ? { ...width, welcomed }
    : { is: 'found', limit, more: 2 * more, welcomed: 0, needed: limit };
}
