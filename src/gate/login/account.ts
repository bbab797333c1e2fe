import { monotonicMs } from '../../monotonic.js';
import { inTurns } from '../../turns.js';
import { Queue } from '../queue.js';
import {
  afterDoubt,
  afterRefusal,
  afterRest,
  afterSilence,
  afterWelcome,
  limitOf,
  PATIENCE_MS,
  stricter,
  unproven,
} from './state.js';
import type { CoolDown, Entrant, GuardEvents, Patron, Suspension } from './types.js';

/** The logins at one server with the same credentials, of all wrapped transports. */
export class Account {
  readonly key: string;
  /** When somebody came last, by the monotonic clock. */
  usedAt = 0;
  #state = unproven;
  #coolDown: CoolDown = { firstMs: 0, longestMs: 0 };
  /** Let in, and without an answer. */
  readonly #trying = new Set<Entrant>();
  /** The same, but nobody waits for their answers: they came too late, or before the doubt. */
  readonly #earlier = new Set<Entrant>();
  /** Were refused, and are to be tried again: before all others. */
  readonly #refused = new Queue<Entrant>();
  readonly #waiting = new Queue<Entrant>();
  /** When a login was welcome last. */
  welcomedAt = Number.NEGATIVE_INFINITY;
  #admittedAt = 0;
  #timer: NodeJS.Timeout | undefined = undefined;

  constructor(key: string) {
    this.key = key;
  }

  /** What nobody logs in for; `afterMs` is below 0 where somebody may try. */
  get suspension(): Suspension | undefined {
    const state = this.#state;
    if (state.is !== 'suspended' && state.is !== 'on-trial') return undefined;
    return { failure: state.failure, afterMs: state.until - monotonicMs() };
  }

  /** True where nothing is lost with it but that its login worked once. */
  isForgettable(now: number): boolean {
    const isSuspended = this.#state.is === 'suspended' && now < this.#state.until;
    return !isSuspended && this.#isAtRest && this.#pending === 0;
  }

  enter(entrant: Entrant, patron: Patron): void {
    const now = monotonicMs();
    this.usedAt = now;
    entrant.patron = patron;
    this.#coolDown = stricter(this.#coolDown, patron.coolDown);
    if (this.#isAtRest && this.#pending === 0) this.#state = afterRest(this.#state, now);
    const state = this.#state;
    if (state.is === 'suspended') {
      entrant.suspend({ failure: state.failure, afterMs: state.until - now }, this);
    } else if (this.#pending === 0 && this.#trying.size < limitOf(state)) {
      this.#admit(entrant, now);
    } else {
      this.#waiting.push(entrant);
      this.#admitWhoMay();
    }
  }

  /**
   * The entrant is logged in.
   *
   * @param isNew False on a connection that had been logged in before: that says nothing about now.
   */
  succeeded(entrant: Entrant, isNew: boolean): void {
    if (!this.#release(entrant)) return;
    this.welcomedAt = monotonicMs();
    if (isNew) this.#welcomed();
    this.#admitWhoMay();
  }

  /**
   * Its login was refused for a reason that a person has to mend.
   *
   * @returns True where it is tried again: the entrant is admitted or suspended once more.
   */
  doubted(entrant: Entrant): boolean {
    const isEarlier = this.#earlier.has(entrant);
    if (!isEarlier && !this.#trying.has(entrant)) return false;
    const doubt = afterDoubt(this.#state, isEarlier);
    if (!doubt) return false;
    this.#release(entrant);
    if (doubt !== this.#state) this.#waitNoLonger();
    this.#state = doubt;
    this.#refused.push(entrant);
    this.#admitWhoMay();
    return true;
  }

  /** It was refused, and is not tried again. */
  refused(entrant: Entrant, failure: Error): void {
    if (this.#release(entrant)) this.#suspend(entrant, failure);
  }

  /** It gave up waiting, or ended before anything was known about its login. */
  left(entrant: Entrant): void {
    if (this.#release(entrant)) this.#admitWhoMay();
    else if (!this.#waiting.delete(entrant)) this.#refused.delete(entrant);
  }

  get #isAtRest(): boolean {
    return this.#trying.size + this.#earlier.size === 0;
  }

  get #pending(): number {
    return this.#waiting.size + this.#refused.size;
  }

  #welcomed(): void {
    const before = this.#state;
    this.#state = afterWelcome(before);
    if (before.is !== 'on-trial') return;
    for (const { onResumed } of before.told) onResumed?.(this.key);
  }

  #suspend(refused: Entrant, failure: Error): void {
    const others = [...this.#trying, ...this.#earlier, ...this.#refused.empty(), ...this.#waiting.empty()];
    this.#trying.clear();
    this.#earlier.clear();
    const now = monotonicMs();
    const concerned = eventsOf([refused, ...others]);
    const suspended = afterRefusal(this.#state, { failure, now, coolDown: this.#coolDown, concerned });
    this.#state = suspended;
    const suspension: Suspension = { failure, afterMs: suspended.coolDownMs };
    for (const { onSuspended } of concerned) onSuspended?.(this.key, suspension);
    // Of thousands each gets an error of its own.
    void inTurns(others, (entrant) => entrant.suspend(suspension, this));
  }

  #admitWhoMay(): void {
    if (this.#pending === 0) return;
    const now = monotonicMs();
    while (this.#pending > 0 && this.#hasRoom(now)) {
      const next = this.#refused.shift() ?? this.#waiting.shift();
      if (next) this.#admit(next, now);
    }
    this.#lookAgainLater(now);
  }

  #hasRoom(now: number): boolean {
    if (this.#trying.size < limitOf(this.#state)) return true;
    if (this.#state.is === 'suspended' || now < this.#admittedAt + PATIENCE_MS) return false;
    this.#waitNoLonger();
    this.#state = afterSilence(this.#state);
    return true;
  }

  /** The answers of those that are let in count when they come, and nobody waits for them. */
  #waitNoLonger(): void {
    for (const entrant of this.#trying) this.#earlier.add(entrant);
    this.#trying.clear();
  }

  #lookAgainLater(now: number): void {
    if (this.#timer || this.#pending === 0) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#admitWhoMay();
      },
      Math.max(1, this.#admittedAt + PATIENCE_MS - now),
    );
    // Whoever waits has a clock of its own, and whoever is waited for a connection.
    this.#timer.unref();
  }

  #admit(entrant: Entrant, now: number): void {
    this.#trying.add(entrant);
    this.#admittedAt = now;
    entrant.admit(this);
  }

  #release(entrant: Entrant): boolean {
    return this.#trying.delete(entrant) || this.#earlier.delete(entrant);
  }
}

function eventsOf(entrants: readonly Entrant[]): ReadonlySet<GuardEvents> {
  const all = new Set<GuardEvents>();
  for (const { patron } of entrants) if (patron) all.add(patron.events);
  return all;
}
