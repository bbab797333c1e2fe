import { LONGEST_TIMER } from '../long-wait.js';
import { monotonicMs } from '../monotonic.js';
import type { Limits } from '../options/limits.js';
import { inTurns, nextTurn } from '../turns.js';
import type { Wait } from './ending.js';
import { type Closing, Life } from './life.js';

/** How often somebody looks within `stallTimeout`. */
const LOOKS = 5;

/** A timer that fires so late is one of a process that stood still. */
const LATE_MS = 1000;

/** Nodemailer takes a turn for each reply, and TLS one for each piece of it. */
const TURNS_TO_READ = 10;

export const nobodyWaits: Readonly<Record<Wait, number>> = {
  preparation: 0,
  content: 0,
  pace: 0,
  login: 0,
  queue: 0,
  server: 0,
  backoff: 0,
  credentials: 0,
  confirmation: 0,
};

/**
 * The sends of one wrapped transport that are under way, with one timer for all of them: they have the same
 * limits, and nearly every one is over long before its own.
 */
export class Lives {
  readonly #limits: Limits;
  readonly #all = new Set<Life>();
  #timer: NodeJS.Timeout | undefined = undefined;
  /** When that fires. */
  #looksAt = Number.POSITIVE_INFINITY;
  #keepsAlive = true;
  #queueGotOnAt = Number.NEGATIVE_INFINITY;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /**
   * @param signal The application's own, if it gave one.
   * @param deadlineMs Its own, if it has one.
   */
  begin(signal: AbortSignal | undefined, deadlineMs = this.#limits.deadlineMs): Life {
    const life = new Life(
      deadlineMs === this.#limits.deadlineMs ? this.#limits : { ...this.#limits, deadlineMs },
    );
    if (signal) life.heed(signal);
    this.#all.add(life);
    this.#keepsAlive = true;
    if (this.#timer && this.#looksAt <= monotonicMs() + deadlineMs) this.#timer.ref();
    else this.#lookAgainIn(Math.min(this.#longestLook, deadlineMs));
    return life;
  }

  over(life: Life): void {
    life.release();
    this.#all.delete(life);
    if (this.#all.size === 0) this.#letProcessEnd();
  }

  /** A message of the transport's queue is on its way to a server that lets it in. */
  queueGotOn(): void {
    this.#queueGotOnAt = monotonicMs();
  }

  get queueGotOnAt(): number {
    return this.#queueGotOnAt;
  }

  get size(): number {
    return this.#all.size;
  }

  /** How many wait for what. */
  get waits(): Readonly<Record<Wait, number>> {
    const waits = { ...nobodyWaits };
    for (const { waiter } of this.#all) if (waiter) waits[waiter.waitsFor] += 1;
    return waits;
  }

  /** How many wait for something else than their transport, which counts those that it has. */
  get waitingOutside(): number {
    let count = 0;
    for (const { waiter } of this.#all) {
      if (waiter && !['preparation', 'queue', 'server'].includes(waiter.waitsFor)) count += 1;
    }
    return count;
  }

  /** True while one waits for the rate that its server takes. */
  get isAnyHeldBack(): boolean {
    for (const { waiter } of this.#all) if (waiter?.waitsFor === 'pace') return true;
    return false;
  }

  /** The transport logs in with other credentials from now on. */
  loginReplaced(): void {
    void inTurns([...this.#all], ({ waiter }) => waiter?.loginReplaced?.());
  }

  /** The transport is closed. */
  close(how: Closing): void {
    void inTurns([...this.#all], (life) => life.close(how));
    // A clock must not keep a process alive whose application is done with mail.
    this.#letProcessEnd();
  }

  /** Some steps are only seen when somebody looks. */
  get #longestLook(): number {
    return Math.min(this.#limits.stallMs / LOOKS, this.#limits.deadlineMs);
  }

  #letProcessEnd(): void {
    this.#keepsAlive = false;
    this.#timer?.unref();
  }

  #lookAgainIn(ms: number): void {
    if (ms === Number.POSITIVE_INFINITY) return;
    const waitMs = Math.min(Math.max(1, ms), LONGEST_TIMER);
    const expectedAt = monotonicMs() + waitMs;
    clearTimeout(this.#timer);
    this.#looksAt = expectedAt;
    this.#timer = setTimeout(() => {
      const stoodStill = monotonicMs() > expectedAt + LATE_MS;
      // A process that was frozen first reads what was said meanwhile, and answers.
      if (stoodStill) this.#lookAgainIn(LATE_MS);
      else void this.#look();
    }, waitMs);
    if (!this.#keepsAlive) this.#timer.unref();
  }

  async #look(): Promise<void> {
    // What lies in the sockets is read before anybody is given up.
    for (let turn = 0; turn < TURNS_TO_READ && this.#isAnyDue(); turn += 1) await nextTurn();
    let nextAt = monotonicMs() + this.#longestLook;
    await inTurns(this.#all, (life) => {
      const { at, ending } = life.due();
      if (at <= monotonicMs()) life.end(ending);
      else nextAt = Math.min(nextAt, at);
    });
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#all.size > 0) this.#lookAgainIn(nextAt - monotonicMs());
  }

  #isAnyDue(): boolean {
    const now = monotonicMs();
    for (const life of this.#all) if (life.due().at <= now) return true;
    return false;
  }
}
