/** How much a timer may be late before attempts are lost by it, in milliseconds. */
const CATCH_UP_MS = 100;

/** Keeps attempts apart where the rate is limited. */
export class Spacing {
  /** When the next one may begin, of the monotonic clock. */
  nextAt = Number.NEGATIVE_INFINITY;

  /**
   * One has begun.
   *
   * @param restedUntil What nobody used of a rest is not caught up: the server had not taken it.
   */
  begun(now: number, perSecond: number, restedUntil: number): void {
    if (perSecond === Number.POSITIVE_INFINITY) return;
    this.nextAt = Math.max(this.nextAt, now - CATCH_UP_MS, restedUntil) + 1000 / perSecond;
  }
}
