/** Whether a transport is used. */
export type Standing =
  | { readonly is: 'in-use' }
  /** It failed: nobody asks it before its time, unless there is nobody else to ask. */
  | {
      readonly is: 'left-alone';
      /** By the monotonic clock, as all times here. */
      readonly sinceMs: number;
      readonly untilMs: number;
      /** How long it is left alone, and twice as long if it fails again. */
      readonly coolDownMs: number;
    };

/** How long a transport is left alone. */
export interface CoolDown {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** One message that a transport is asked to send. */
export interface Asking {
  readonly beganMs: number;
  /** True for the one that finds out whether the transport works again. */
  readonly isTrial: boolean;
}

export const inUse: Standing = { is: 'in-use' };

/**
 * Chooses who is asked next: the first that is in use or whose time has come, or else the one whose time
 * comes first. Mail is not refused because everything has failed lately.
 *
 * @param standings In the order in which they are preferred; `undefined` for one that was asked before.
 * @returns Its index; `undefined` where all were asked.
 */
export function chosen(standings: readonly (Standing | undefined)[], nowMs: number): number | undefined {
  let soonest: number | undefined;
  let soonestMs = Number.POSITIVE_INFINITY;
  for (const [index, standing] of standings.entries()) {
    if (!standing) continue;
    if (standing.is === 'in-use' || standing.untilMs <= nowMs) return index;
    if (soonest !== undefined && standing.untilMs >= soonestMs) continue;
    soonest = index;
    soonestMs = standing.untilMs;
  }
  return soonest;
}

/** A transport is asked: where its time has come this is the trial, and nobody else makes one meanwhile. */
export function asked(standing: Standing, nowMs: number): readonly [Asking, Standing] {
  const isTrial = standing.is === 'left-alone' && standing.untilMs <= nowMs;
  const after = isTrial ? { ...standing, untilMs: nowMs + standing.coolDownMs } : standing;
  return [{ beganMs: nowMs, isTrial }, after];
}

/**
 * A transport failed. What was under way already says nothing new about one that is left alone: a hundred
 * failures at once count as one.
 *
 * @param afterMs How long its server wants to be left alone.
 */
export function failed(
  standing: Standing,
  { isTrial }: Asking,
  { firstMs, longestMs }: CoolDown,
  { nowMs, afterMs = 0 }: { readonly nowMs: number; readonly afterMs?: number | undefined },
): Standing {
  if (standing.is === 'left-alone' && !isTrial) return standing;
  const coolDownMs = standing.is === 'in-use' ? firstMs : Math.min(standing.coolDownMs * 2, longestMs);
  return { is: 'left-alone', sinceMs: nowMs, untilMs: nowMs + Math.max(coolDownMs, afterMs), coolDownMs };
}

/** A transport works, as far as a message shows that began after it was left alone. */
export function worked(standing: Standing, { beganMs }: Asking): Standing {
  return standing.is === 'left-alone' && beganMs < standing.sinceMs ? standing : inUse;
}
