import { LONGEST_TIMER } from '../long-wait.js';
import { Roster } from '../roster.js';
import type { Lifeline } from './lifeline.js';

/**
 * The deadlines of a transport's sends, with one timer for all of them: they are all as far away when
 * they begin, and nearly every send is over long before its own.
 */
export class Deadlines {
  readonly #lifelines = new Roster<Lifeline>();
  #timer: NodeJS.Timeout | undefined = undefined;
  #keepsAlive = true;

  add(lifeline: Lifeline): void {
    this.#lifelines.add(lifeline);
    this.#keepsAlive = true;
    if (this.#timer) this.#timer.ref();
    else this.#wait(lifeline.remainingMs());
  }

  remove(lifeline: Lifeline): void {
    this.#lifelines.delete(lifeline);
    if (this.#lifelines.size === 0) this.unref();
  }

  /** Lets the process end before they do. */
  unref(): void {
    this.#keepsAlive = false;
    this.#timer?.unref();
  }

  #wait(ms: number): void {
    if (ms === Number.POSITIVE_INFINITY) return;
    this.#timer = setTimeout(() => this.#check(), Math.min(Math.max(1, ms), LONGEST_TIMER));
    if (!this.#keepsAlive) this.#timer.unref();
  }

  #check(): void {
    this.#timer = undefined;
    let next = Number.POSITIVE_INFINITY;
    for (const lifeline of [...this.#lifelines]) {
      const remaining = lifeline.remainingMs();
      if (remaining <= 0) lifeline.expire();
      else next = Math.min(next, remaining);
    }
    this.#wait(next);
  }
}
