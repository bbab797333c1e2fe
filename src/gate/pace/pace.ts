import { monotonicMs } from '../../monotonic.js';
import { inTurns } from '../../turns.js';
import { Queue } from '../queue.js';
import { Alarm } from './alarm.js';
import type { Complaint } from './complaint.js';
import {
  afterComplaint,
  afterPause,
  afterTimeNamed,
  afterWelcome,
  hasComplained,
  isNews,
  LEAST_WINDOW_MS,
  nothingKnown,
  perSecondOf,
  widthOf,
} from './limits.js';
import { afterWord, pausedElsewhere, type Share, shareOf, type Word } from './shares.js';
import { Spacing } from './spacing.js';
import { standingOf } from './standing.js';
import { Throughput } from './throughput.js';
import type { Entrant, Patron, Standing } from './types.js';
import { UnderWay } from './under-way.js';

/** What one server takes: who may begin an attempt, and when. */
export class Pace {
  #limits = nothingKnown;
  /** What was told of them last. */
  #told = nothingKnown;
  #pause: { readonly failure: Error; readonly until: number } | undefined = undefined;
  readonly #underWay = new UnderWay();
  /** Were refused for their number: before all others. */
  readonly #refused = new Queue<Entrant>();
  readonly #waiting = new Queue<Entrant>();
  readonly #throughput = new Throughput();
  readonly #spacing = new Spacing();
  readonly #alarm = new Alarm(() => this.#admitWhoMay());
  /** How many processes send there, this one among them. */
  #processes = 1;
  /** Called with what the server complained of. */
  onComplaint: (complaint: Complaint) => void = () => undefined;
  #isAdmitting = false;

  /** When an attempt got through last. */
  get gotThroughAt(): number {
    return this.#throughput.latest;
  }

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
    if (this.waiting === 0) this.#alarm.off();
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
      isFull: this.#underWay.known >= Math.floor(this.#limits.width.limit),
      processes: this.#processes,
    });
    this.#tellOf(entrant.patron);
    this.#freed(entrant);
  }

  /** It is over, and says nothing about the pace. */
  over(entrant: Entrant): void {
    if (this.#underWay.has(entrant)) this.#freed(entrant);
  }

  /** Where every connection counts, the next attempt waits until the last one's is closed, or back in its pool. */
  #freed(entrant: Entrant): void {
    void this.#underWay.end(entrant).then(() => this.#admitWhoMay());
    if (!this.#countsLeaving(entrant.patron)) this.#admitWhoMay();
  }

  #countsLeaving({ known }: Patron): boolean {
    return this.#limits.width.is !== 'opening' || known.connections < Number.POSITIVE_INFINITY;
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
      patron.onChanged(this);
      this.onComplaint(complaint);
      return;
    }
    const before = this.#limits;
    this.#limits = afterComplaint(this.#limits, complaint, {
      now,
      begunAt,
      gotThroughAt: this.gotThroughAt,
      others: Math.min(this.#underWay.known, (patron.capacity ?? Number.POSITIVE_INFINITY) - 1),
      measured: (windowMs) => this.#throughput.perSecond(now, windowMs),
      sinceFirstMs: this.#throughput.sinceFirst(now, LEAST_WINDOW_MS),
    });
    this.#tellOf(patron);
    if (this.#limits !== before) this.onComplaint(complaint);
    // A connection that was refused is none of those that the server counts.
    if (complaint.about === 'connections') this.#admitWhoMay();
    else this.#freed(entrant);
  }

  /** What this process has of what the server takes. */
  get share(): Share {
    return shareOf(this.#limits);
  }

  /** What other processes were told. */
  learn(word: Word, patron: Patron): void {
    const now = monotonicMs();
    this.#processes = word.processes;
    const { until } = word;
    if (until - now <= patron.patienceMs) this.#limits = afterTimeNamed(this.#limits, until);
    else if (!this.#pause || this.#pause.until <= now) this.#pauseFor(pausedElsewhere(), until);
    const perSecond = this.#throughput.perSecond(now, LEAST_WINDOW_MS);
    this.#limits = afterWord(this.#limits, word, { now, taken: this.#underWay.known, perSecond });
    this.#tellOf(patron);
    this.#admitWhoMay();
  }

  /** Nobody knows what other processes do. */
  goOnAlone(): void {
    this.#processes = 1;
    this.#admitWhoMay();
  }

  #tellOf(patron: Patron): void {
    if (!isNews(this.#told, this.#limits)) return;
    this.#told = this.#limits;
    patron.onChanged(this);
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
          this.#alarm.set(mayAt, now);
          break;
        }
      }
    } finally {
      this.#isAdmitting = false;
    }
  }

  /** When the next attempt may begin; `Infinity` where another one has to be over first. */
  #mayBeginAt(patron: Patron, now: number): number {
    const { known, capacity } = patron;
    const { gotThroughAt } = this;
    const width = widthOf(this.#limits, { known, capacity, gotThroughAt, processes: this.#processes });
    const isOpening = this.#limits.width.is === 'opening' && width > 1 && width < known.connections;
    const leaving = this.#countsLeaving(patron) ? this.#underWay.leaving : 0;
    const taken = leaving + (isOpening ? this.#underWay.freshAt(now) : this.#underWay.size);
    if (taken >= width) return isOpening ? this.#underWay.slowAt : Number.POSITIVE_INFINITY;
    const { until } = this.#limits.rest;
    return perSecondOf(this.#limits, patron.known) === Number.POSITIVE_INFINITY
      ? until
      : Math.max(until, this.#spacing.nextAt);
  }

  #admit(entrant: Entrant, now: number): void {
    this.leave(entrant);
    this.#underWay.add(entrant);
    entrant.begunAt = now;
    const { rest } = this.#limits;
    this.#spacing.begun(now, perSecondOf(this.#limits, entrant.patron.known), rest.until);
    entrant.admit();
  }
}
