/** So many of those that got through last are remembered. */
const REMEMBERED = 512;

/** When attempts got through, as far as it matters for a rate. */
export class Throughput {
  readonly #times: number[] = [];
  #next = 0;
  latest = Number.NEGATIVE_INFINITY;

  /** @param now By the monotonic clock, in milliseconds. */
  note(now: number): void {
    this.#times[this.#next] = now;
    this.#next = (this.#next + 1) % REMEMBERED;
    this.latest = now;
  }

  /** How many a second got through within the last milliseconds. */
  perSecond(now: number, windowMs: number): number {
    const since = this.#times.filter((time) => time > now - windowMs);
    if (since.length === 0) return 0;
    // Where all that are remembered lie within it, it began later than they tell.
    const isWhole = since.length < REMEMBERED;
    const ms = isWhole ? windowMs : Math.max(1, now - Math.min(...since));
    return (1000 * since.length) / ms;
  }

  /** How long ago the first one got through, of those within the last milliseconds; `Infinity` where none did. */
  sinceFirst(now: number, windowMs: number): number {
    const since = this.#times.filter((time) => time > now - windowMs);
    return since.length === 0 ? Number.POSITIVE_INFINITY : now - Math.min(...since);
  }
}
