import { LEAST_PER_SECOND, LEAST_WINDOW_MS, type Limits, limitedTo } from './limits.js';
import { found, type Width } from './width.js';

/** What one process has of what a server takes; `undefined` where no limit is known. */
export interface Share {
  readonly connections: number | undefined;
  readonly perSecond: number | undefined;
}

/** Whose share has grown waits so long, in milliseconds, for whoever has more than his own at present. */
const SETTLING_MS = 500;

export function shareOf({ width, speed }: Limits): Share {
  return {
    // What is only tried is nothing to be split.
    connections: width.is === 'opening' ? undefined : width.limit - tried(width),
    perSecond: speed.is === 'free' ? undefined : speed.perSecond,
  };
}

/**
 * Takes what all together have given this process. What has changed here since they were told stays so.
 *
 * @param told What they were told that this process had.
 */
function withShare(limits: Limits, given: Share, told: Share, now: number): Limits {
  const { connections, perSecond } = given;
  const here = shareOf(limits);
  let next = limits;
  if (connections !== undefined) {
    const limit = Math.max(0, connections + (here.connections ?? 0) - (told.connections ?? 0));
    const { width, rest } = limits;
    const wide = width.is === 'opening' ? found(limit) : { ...width, limit: limit + tried(width) };
    next = { ...next, width: wide };
    if (limit > (here.connections ?? Number.POSITIVE_INFINITY))
      next = { ...next, rest: { ...rest, until: Math.max(rest.until, now + SETTLING_MS) } };
  }
  if (perSecond !== undefined) {
    const { speed } = limits;
    const rate = Math.max(perSecond + (here.perSecond ?? 0) - (told.perSecond ?? 0), perSecond / 2);
    const ceiling = speed.is === 'free' ? rate : (speed.ceiling * rate) / speed.perSecond;
    next = { ...next, speed: { is: 'limited', perSecond: rate, ceiling } };
  }
  return next;
}

function tried(width: Width): number {
  return width.is === 'trying' ? width.more : 0;
}

/** What the processes that send to one server tell each other. */
export interface Word {
  /** How many they are, this one among them. */
  readonly processes: number;
  readonly given: Share;
  /** What this process had told of its own before. */
  readonly told: Share;
  /** When the server may be asked again, of the monotonic clock. */
  readonly until: number;
  /** Whether another process was refused for how many connections they have, and for their rate. */
  readonly hasComplained: { readonly connections: boolean; readonly rate: boolean };
}

/** What this process does at present. */
export interface Present {
  readonly now: number;
  readonly taken: number;
  readonly perSecond: number;
}

/** What one process was told holds for all. */
export function afterWord(limits: Limits, { given, told, hasComplained }: Word, present: Present): Limits {
  const shared = withShare(limits, given, told, present.now);
  const counted = hasComplained.connections ? counting(shared, present) : shared;
  return hasComplained.rate ? slower(counted, present) : counted;
}

/** What it has is its share: the server took that much of it. */
function counting(limits: Limits, { taken }: Present): Limits {
  return limits.width.is === 'opening' ? { ...limits, width: found(taken) } : limits;
}

function slower(limits: Limits, { now, perSecond }: Present): Limits {
  const { speed, rest } = limits;
  const before = Math.max(LEAST_PER_SECOND, speed.is === 'free' ? perSecond : speed.perSecond);
  return {
    ...limits,
    speed: limitedTo(before),
    rest: { ...rest, until: Math.max(rest.until, now + Math.min(LEAST_WINDOW_MS, 2000 / before)) },
    complainedAt: now,
  };
}

/** With what whoever waits is turned away. */
export function pausedElsewhere(): Error {
  return new Error('The server told another process that it takes no more for now.');
}
