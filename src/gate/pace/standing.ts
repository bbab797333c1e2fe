import { monotonicMs } from '../../monotonic.js';
import type { Limits } from './limits.js';
import type { Standing } from './types.js';

/**
 * Says for people what a server is known to take.
 *
 * @param pausedUntil When it may be asked again, where it named a long time; of the monotonic clock.
 * @param waiting How many are held back.
 */
export function standingOf(
  { width, speed, rest }: Limits,
  pausedUntil: number | undefined,
  waiting: number,
): Standing {
  const now = monotonicMs();
  const until = Math.max(rest.until, pausedUntil ?? now);
  return {
    ...(width.is === 'opening' ? {} : { connections: Math.max(1, width.limit) }),
    ...(speed.is === 'free' ? {} : { perSecond: Math.round(speed.perSecond * 100) / 100 }),
    ...(until > now ? { until: Math.round(Date.now() + until - now) } : {}),
    waiting,
  };
}
