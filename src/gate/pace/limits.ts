import type { Complaint } from './complaint.js';
import { FIRST_WIDTH, narrower, type Width, wider } from './width.js';

/** Limits that are known from the beginning; `Infinity` for none. */
export interface KnownLimits {
  readonly connections: number;
  readonly perSecond: number;
}

/** How many attempts may begin in a second. */
export type Speed =
  | { readonly is: 'free' }
  /** `ceiling`: what the server took when it complained last. */
  | { readonly is: 'limited'; readonly perSecond: number; readonly ceiling: number };

/** How long nobody begins. Times are of the monotonic clock, in milliseconds. */
export interface Rest {
  readonly until: number;
  /** How long the last one was, while nobody has got through since. */
  readonly ms: number;
}

/** A time that the server named. It is no standing still, but once only: until somebody gets through again. */
export interface Grant {
  readonly at: number;
  readonly until: number;
}

/** What has been learned of a server's limits. */
export interface Limits {
  readonly width: Width;
  readonly speed: Speed;
  readonly rest: Rest;
  /** When the server complained of the rate last. */
  readonly complainedAt: number;
  /** Over how long the rate was measured then. */
  readonly windowMs: number;
  /** The time that the server named last. */
  readonly grant: Grant;
}

/** What is asked of a server that has just refused. */
const CARE = 0.9;

/** A rate that nobody complains of is back at what the server took after so long, stays near it for as long again, and grows fast then… */
const BACK_AFTER_MS = 1000;

/** …but with each that gets through by no more than this. */
const FASTEST_GROWTH = 1.1;

export const LEAST_PER_SECOND = 1 / 60;
const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 30_000;

/** What a rate is measured over, at least. */
export const LEAST_WINDOW_MS = 1000;

export const nothingKnown: Limits = {
  width: { is: 'opening', limit: FIRST_WIDTH },
  speed: { is: 'free' },
  rest: { until: Number.NEGATIVE_INFINITY, ms: 0 },
  complainedAt: Number.NEGATIVE_INFINITY,
  windowMs: LEAST_WINDOW_MS,
  grant: { at: Number.NEGATIVE_INFINITY, until: Number.NEGATIVE_INFINITY },
};

/** What a complaint comes with. */
export interface Circumstances {
  readonly now: number;
  /** When the attempt began that was refused. */
  readonly begunAt: number;
  /** When somebody got through last. */
  readonly gotThroughAt: number;
  /** The attempts that are under way besides, as far as they can have a connection. */
  readonly others: number;
  /** How long ago the first got through within the last second. */
  readonly sinceFirstMs: number;
  /** How many got through in a second lately, over so many milliseconds. */
  readonly measured: (windowMs: number) => number;
}

/** Lowers what the server complained of, at once. */
export function afterComplaint(limits: Limits, complaint: Complaint, around: Circumstances): Limits {
  const lowered = complaint.about === 'connections' ? fewer(limits, around) : slower(limits, around);
  const { afterMs } = complaint;
  if (afterMs === undefined) return lowered;
  const { now, gotThroughAt } = around;
  const named = afterTimeNamed(lowered, now + afterMs);
  const grant = gotThroughAt >= limits.grant.at ? { at: now, until: named.rest.until } : limits.grant;
  return { ...named, grant };
}

/** Nobody begins before that. */
export function afterTimeNamed(limits: Limits, until: number): Limits {
  const { rest } = limits;
  return { ...limits, rest: { ...rest, until: Math.max(rest.until, until) } };
}

/** A long time that the server named has passed: one asks first, until somebody gets through. */
export function afterPause(limits: Limits, until: number): Limits {
  return { ...limits, rest: { until, ms: FIRST_REST_MS }, complainedAt: until };
}

function fewer(limits: Limits, { now, others }: Circumstances): Limits {
  const { width, rest } = limits;
  // Where it takes none at all it is left alone for a while.
  const next = others > 0 ? rest : longerRest(rest, now, FIRST_REST_MS);
  return { ...limits, width: narrower(width, others), rest: next };
}

function slower(limits: Limits, { now, begunAt, sinceFirstMs, measured }: Circumstances): Limits {
  // What had begun before the last complaint says nothing that was not known.
  if (begunAt <= limits.complainedAt) return limits;
  const { speed, rest } = limits;
  const before = speed.is === 'free' ? Number.POSITIVE_INFINITY : speed.perSecond;
  const windowMs = Math.max(LEAST_WINDOW_MS, 2 * rest.ms);
  const seen = measured(windowMs);
  // Refused twice in a row it was not too fast, but too early.
  const held = rest.ms === 0 ? CARE * before : before;
  const perSecond = Math.max(LEAST_PER_SECOND, seen > 0 ? Math.min(held, CARE * seen) : halfOf(before));
  // Of a burst nothing more is taken before its second is over.
  const first =
    speed.is === 'free'
      ? Math.max(FIRST_REST_MS, LEAST_WINDOW_MS - sinceFirstMs)
      : Math.min(FIRST_REST_MS, 2000 / perSecond);
  return {
    ...limits,
    speed: { is: 'limited', perSecond, ceiling: perSecond / CARE },
    rest: longerRest(rest, now, first),
    complainedAt: now,
    windowMs,
  };
}

function halfOf(perSecond: number): number {
  return perSecond === Number.POSITIVE_INFINITY ? 1 : perSecond / 2;
}

function longerRest({ ms: before }: Rest, now: number, firstMs: number): Rest {
  const ms = before === 0 ? firstMs : Math.min(2 * before, LONGEST_REST_MS);
  return { until: now + ms, ms };
}

/** An attempt that got through. */
export interface Welcome {
  readonly now: number;
  readonly begunAt: number;
  /** Whether others wait: a rate that nobody uses is not proven… */
  readonly isWanted: boolean;
  /** …nor a width. */
  readonly isFull: boolean;
  /** How many send there, this one among them. */
  readonly processes: number;
}

/** Raises what nobody complains of, slowly. */
export function afterWelcome(limits: Limits, welcome: Welcome): Limits {
  const rest = limits.rest.ms === 0 ? limits.rest : { until: limits.rest.until, ms: 0 };
  const width = welcome.isFull ? wider(limits.width, welcome.processes) : limits.width;
  return { ...limits, width, speed: faster(limits, welcome), rest };
}

function faster({ speed, complainedAt, windowMs }: Limits, { now, begunAt, isWanted }: Welcome): Speed {
  if (speed.is === 'free') return speed;
  const { perSecond, ceiling } = speed;
  // It was on its way when the rate was measured, and belongs to it.
  if (begunAt <= complainedAt) return limitedTo(ceiling + 1000 / windowMs);
  if (!isWanted) return speed;
  const times = (now - complainedAt) / BACK_AFTER_MS;
  const aim = ceiling * (1 + (1 - CARE) * (times - 1) ** 3);
  return { ...speed, perSecond: Math.max(perSecond, Math.min(aim, FASTEST_GROWTH * perSecond)) };
}

export function limitedTo(ceiling: number): Speed {
  return { is: 'limited', perSecond: CARE * ceiling, ceiling };
}

/** Whether somebody is to be told: of another number of connections, and of a rate that is lower or much higher. */
export function isNews(told: Limits, { width, speed }: Limits): boolean {
  if (width.is !== 'opening' && (told.width.is === 'opening' || told.width.limit !== width.limit))
    return true;
  if (speed.is === 'free') return false;
  const before = told.speed.is === 'free' ? Number.POSITIVE_INFINITY : told.speed.perSecond;
  return speed.perSecond < before || speed.perSecond > 2 * before;
}

/** Whether anything is known that somebody complained of. */
export function hasComplained({ width, speed }: Limits): boolean {
  return width.is !== 'opening' || speed.is !== 'free';
}

/** How many attempts may begin in a second; `Infinity` for any number. */
export function perSecondOf({ speed }: Limits, known: KnownLimits): number {
  return speed.is === 'free' ? known.perSecond : Math.min(speed.perSecond, known.perSecond);
}

/** For whom it is asked how wide it is. */
export interface Asking {
  readonly known: KnownLimits;
  readonly capacity: number | undefined;
  /** When somebody got through last. */
  readonly gotThroughAt: number;
  /** Those that send there from other processes, and this one. */
  readonly processes: number;
}

/** How many attempts may be under way at once. */
export function widthOf(
  { width, rest, complainedAt }: Limits,
  { known, capacity, gotThroughAt, processes }: Asking,
): number {
  // Where others have all that the server takes it waits for its share; alone it tries.
  if (width.limit < 1) return processes > 1 ? 0 : 1;
  // After a refusal that nobody has got through since, one tries first.
  if (rest.ms > 0 && complainedAt > gotThroughAt) return 1;
  if (width.is !== 'opening') return Math.min(width.limit, known.connections);
  // A pool takes the next from its queue at once, and is not idle as long as that is full.
  const room = processes === 1 && capacity !== undefined ? 2 * capacity + 1 : width.limit / processes;
  return Math.min(Math.max(1, Math.floor(room)), known.connections);
}
