import { LONGEST_TIMER } from '../../long-wait.js';
import { monotonicMs } from '../../monotonic.js';
import { inTurns } from '../../turns.js';
import { Queue } from '../queue.js';
import type { Complaint } from './complaint.js';
import {
  afterComplaint,
  afterPause,
  afterWelcome,
  hasComplained,
  isNews,
  LEAST_WINDOW_MS,
  nothingKnown,
  perSecondOf,
  widthOf,
} from './limits.js';
import { standingOf } from './standing.js';
import { Throughput } from './throughput.js';
import type { Entrant, Patron, Standing } from './types.js';
import { UnderWay } from './under-way.js';

/** How much the timer may be late before attempts are lost by it, in milliseconds. */
const CATCH_UP_MS = 100;

/** What one server takes: who may begin an attempt, and when. */
export class Pace {
  #limits = nothingKnown;
  /** What was told of them last. */
  #told = nothingKnown;
  #pause: { readonly failure: Error; readonly until: number } | undefined = undefined;
  readonly #underWay = new UnderWay();
  /** How many are over, and have a connection that the server still knows of. */
  #leaving = 0;
  /** Were refused for their number: before all others. */
  readonly #refused = new Queue<Entrant>();
  readonly #waiting = new Queue<Entrant>();
  readonly #throughput = new Throughput();
  /** When the next attempt may begin, where the rate is limited. */
  #nextAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined = undefined;
  #looksAt = Number.POSITIVE_INFINITY;
  #isAdmitting = false;

  /** When an attempt got through last. */
  get gotThroughAt(): number {
    return this.#throughput.latest;
  }

  /** Whether the server has ever complained. */
  get isLimited(): boolean {
    return hasComplained(this.#limits);
  }

  /** Until when waiting is no standing still: see {@link Grant}. */
  get grantedUntil(): number {
    return this.#limits.grant.until;
  }

  get standing(): Standing {
    return standingOf(this.#limits, this.#pause?.until, this.waiting);
  }

  get waiting(): number {
    return this.#waiting.size + this.#refused.size;
  }

  /** False where nothing is lost with it but what was learned. */
  get isInUse(): boolean {
    return this.#underWay.size + this.waiting > 0 || (this.#pause?.until ?? 0) > monotonicMs();
  }

  /** True where waiting leads somewhere: others are under way, or have got through since. */
  getsOnSince(time: number): boolean {
    return this.#underWay.size > 0 || this.gotThroughAt >= time;
  }

  enter(entrant: Entrant): void {
    if (this.#isPaused(entrant)) return;
    this.#waiting.push(entrant);
    this.#admitWhoMay();
  }

  /** It was refused, and goes on as the first one that may. */
  enterAgain(entrant: Entrant): void {
    if (this.#isPaused(entrant)) return;
    this.#refused.push(entrant);
    this.#admitWhoMay();
  }

  /** It does not want to wait any more. */
  leave(entrant: Entrant): void {
    if (!this.#waiting.delete(entrant)) this.#refused.delete(entrant);
    if (this.waiting > 0) return;
    clearTimeout(this.#timer);
    this.#looksAt = Number.POSITIVE_INFINITY;
  }

  /** Its message was taken. */
  welcomed(entrant: Entrant): void {
    if (!this.#underWay.has(entrant)) return;
    const now = monotonicMs();
    this.#throughput.note(now);
    this.#limits = afterWelcome(this.#limits, {
      now,
      begunAt: entrant.begunAt,
      isWanted: this.waiting > 0,
      isFull: this.#taken >= Math.floor(this.#limits.width.limit),
    });
    this.#tellOf(entrant.patron);
    this.#freed(entrant);
  }

  /** It is over, and says nothing about the pace. */
  over(entrant: Entrant): void {
    if (this.#underWay.has(entrant)) this.#freed(entrant);
  }

  /** How many attempts the server knows of. */
  get #taken(): number {
    return this.#underWay.size + this.#leaving;
  }

  /** Where every connection counts, the next attempt waits until the last one's is closed, or back in its pool. */
  #freed(entrant: Entrant): void {
    this.#underWay.delete(entrant);
    void this.#leave(entrant);
    if (!this.#countsLeaving(entrant.patron)) this.#admitWhoMay();
  }

  #countsLeaving({ known }: Patron): boolean {
    return this.#limits.width.is !== 'opening' || known.connections < Number.POSITIVE_INFINITY;
  }

  async #leave(entrant: Entrant): Promise<void> {
    this.#leaving += 1;
    await entrant.leftConnection();
    this.#leaving -= 1;
    if (this.#countsLeaving(entrant.patron)) this.#admitWhoMay();
  }

  /**
   * The server refused it for what it takes.
   *
   * @param failure With which whoever waits is turned away, where the server names a long time.
   */
  complained(entrant: Entrant, complaint: Complaint, failure: Error): void {
    if (!this.#underWay.delete(entrant)) return;
    const now = monotonicMs();
    const { patron, begunAt } = entrant;
    const { afterMs = 0 } = complaint;
    if (afterMs > patron.patienceMs) {
      this.#pauseFor(failure, now + afterMs);
      patron.onChanged(this.standing);
      return;
    }
    this.#limits = afterComplaint(this.#limits, complaint, {
      now,
      begunAt,
      gotThroughAt: this.gotThroughAt,
      others: Math.min(this.#taken, (patron.capacity ?? Number.POSITIVE_INFINITY) - 1),
      measured: (windowMs) => this.#throughput.perSecond(now, windowMs),
      sinceFirstMs: this.#throughput.sinceFirst(now, LEAST_WINDOW_MS),
    });
    this.#tellOf(patron);
    // A connection that was refused is none of those that the server counts.
    if (complaint.about === 'connections') this.#admitWhoMay();
    else this.#freed(entrant);
  }

  #tellOf(patron: Patron): void {
    if (!isNews(this.#told, this.#limits)) return;
    this.#told = this.#limits;
    patron.onChanged(this.standing);
  }

  #pauseFor(failure: Error, until: number): void {
    this.#pause = { failure, until };
    const waiting = [...this.#refused.empty(), ...this.#waiting.empty()];
    void inTurns(waiting, (entrant) => entrant.turnAway({ failure, afterMs: until - monotonicMs() }));
  }

  /** When the time has passed one asks first. */
  #isPaused(entrant: Entrant): boolean {
    if (!this.#pause) return false;
    const { failure, until } = this.#pause;
    const afterMs = until - monotonicMs();
    if (afterMs > 0) {
      entrant.turnAway({ failure, afterMs });
      return true;
    }
    this.#pause = undefined;
    this.#limits = afterPause(this.#limits, until);
    return false;
  }

  #admitWhoMay(): void {
    // Whoever is admitted may be over in the same turn, a thousand of them one in the other.
    if (this.#isAdmitting) return;
    this.#isAdmitting = true;
    try {
      for (;;) {
        const next = this.#refused.first ?? this.#waiting.first;
        const now = monotonicMs();
        const mayAt = next ? this.#mayBeginAt(next.patron, now) : Number.POSITIVE_INFINITY;
        if (next && mayAt <= now) this.#admit(next, now);
        else {
          this.#lookAgainAt(mayAt, now);
          break;
        }
      }
    } finally {
      this.#isAdmitting = false;
    }
  }

  /** When the next attempt may begin; `Infinity` where another one has to be over first. */
  #mayBeginAt(patron: Patron, now: number): number {
    const width = widthOf(this.#limits, patron, this.gotThroughAt);
    const isOpening = this.#limits.width.is === 'opening' && width > 1 && width < patron.known.connections;
    const leaving = this.#countsLeaving(patron) ? this.#leaving : 0;
    const taken = leaving + (isOpening ? this.#underWay.freshAt(now) : this.#underWay.size);
    if (taken >= width) return isOpening ? this.#underWay.slowAt : Number.POSITIVE_INFINITY;
    const { until } = this.#limits.rest;
    return perSecondOf(this.#limits, patron.known) === Number.POSITIVE_INFINITY
      ? until
      : Math.max(until, this.#nextAt);
  }

  #admit(entrant: Entrant, now: number): void {
    this.leave(entrant);
    this.#underWay.add(entrant);
    entrant.begunAt = now;
    const perSecond = perSecondOf(this.#limits, entrant.patron.known);
    if (perSecond !== Number.POSITIVE_INFINITY) {
      this.#nextAt = Math.max(this.#nextAt, now - CATCH_UP_MS, this.#limits.rest.until) + 1000 / perSecond;
    }
    entrant.admit();
  }

  /** It keeps the process alive, for as long as somebody waits. */
  #lookAgainAt(time: number, now: number): void {
    if (time >= this.#looksAt) return;
    clearTimeout(this.#timer);
    this.#looksAt = time;
    this.#timer = setTimeout(
      () => {
        this.#looksAt = Number.POSITIVE_INFINITY;
        this.#admitWhoMay();
      },
      Math.min(Math.max(1, Math.ceil(time - now)), LONGEST_TIMER),
    );
  }
}
