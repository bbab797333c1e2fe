import { monotonicMs } from '../monotonic.js';
import type { Limits } from '../options/limits.js';
import type { Ending, Wait, Waiter } from './ending.js';

type State =
  | { readonly is: 'busy' }
  | { readonly is: 'waiting'; readonly waiter: Waiter; readonly since: number }
  | { readonly is: 'ended'; readonly ending: Ending };

/** How a transport was closed. */
export type Closing =
  /** What is under way may come to its end. */
  | 'gently'
  /** The same of a pool, which drops what is in its queue. */
  | 'with-its-queue'
  | 'by-force';

/** What a transport ends itself, when it is closed. */
const transports: readonly Wait[] = ['queue', 'server'];

/** How soon to look again at a send that waits for nothing. */
const BUSY_MS = 1000;

const busy: State = { is: 'busy' };

/** The time that a send has, from its beginning to its end: all its waits go through {@link Life.wait}. */
export class Life {
  readonly #limits: Limits;
  readonly #endsAt: number;
  /** When it got on last, but for what it waits for now. */
  #gotOnAt = monotonicMs();
  #state = busy;
  #closing: Closing | undefined = undefined;
  #forget: (() => void) | undefined = undefined;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#endsAt = this.#gotOnAt + limits.deadlineMs;
  }

  /** What ended it from outside, if anything did. */
  get ending(): Ending | undefined {
    return this.#state.is === 'ended' ? this.#state.ending : undefined;
  }

  /** What is waited for now, if anything is. */
  get waiter(): Waiter | undefined {
    return this.#state.is === 'waiting' ? this.#state.waiter : undefined;
  }

  /** False where nothing new is to be begun: it was ended, or its transport closed by force. */
  get goesOn(): boolean {
    return this.#state.is !== 'ended' && this.#closing !== 'by-force';
  }

  /** What is left of the deadline, in milliseconds; `Infinity` without one. */
  get remainingMs(): number {
    return this.#endsAt - monotonicMs();
  }

  /** Is ended by the application's signal, from now on or at once. */
  heed(signal: AbortSignal): void {
    const abort = () => this.end({ by: 'application', reason: signal.reason });
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    this.#forget = () => signal.removeEventListener('abort', abort);
  }

  /** Waits: the waiter is told if the send is ended before {@link Life.goOn}, or was already. */
  wait(waiter: Waiter): void {
    if (this.#state.is === 'ended') {
      waiter.ended(this.#state.ending);
      return;
    }
    this.#state = { is: 'waiting', waiter, since: monotonicMs() };
    this.#endIfClosed();
  }

  /** What was waited for is there. */
  goOn(waiter: Waiter): void {
    if (this.waiter !== waiter) return;
    const now = monotonicMs();
    this.#gotOnAt = isPause(waiter) ? this.#lastGotOn(now) : now;
    this.#state = busy;
  }

  /** The wait is over, and nothing is got by it: time goes on as it did. */
  giveUp(waiter: Waiter): void {
    if (this.waiter !== waiter) return;
    this.#gotOnAt = this.#lastGotOn(monotonicMs());
    this.#state = busy;
  }

  /** Its transport is closed: nobody waits for another attempt, at a pool not for the first one either, and by force for nothing outside of it. */
  close(how: Closing): void {
    this.#closing = how;
    this.#endIfClosed();
  }

  end(ending: Ending): void {
    if (this.#state.is === 'ended') return;
    const { waiter } = this;
    this.#state = { is: 'ended', ending };
    waiter?.ended(ending);
  }

  /** The send is over: nobody's signal matters any more. */
  release(): void {
    this.#forget?.();
  }

  #endIfClosed(): void {
    const waitsFor = this.waiter?.waitsFor;
    if (this.#closing === undefined || waitsFor === undefined || transports.includes(waitsFor)) return;
    const isDropped = waitsFor === 'backoff' || (waitsFor === 'pace' && this.#closing === 'with-its-queue');
    if (isDropped || this.#closing === 'by-force') this.end({ by: 'close' });
  }

  /** When it is to be ended unless it gets on, and what by. */
  due(): { readonly at: number; readonly ending: Ending } {
    const { stallMs, deadlineMs } = this.#limits;
    const now = monotonicMs();
    const stalledAt = this.#lastGotOn(now) + stallMs;
    // While it waits for nothing it is we who are slow.
    const earliest = this.#state.is === 'busy' ? now + BUSY_MS : stalledAt;
    return stalledAt < this.#endsAt
      ? { at: Math.max(stalledAt, earliest), ending: { by: 'stall', ms: stallMs } }
      : { at: this.#endsAt, ending: { by: 'deadline', ms: deadlineMs } };
  }

  #lastGotOn(now: number): number {
    if (this.#state.is !== 'waiting') return this.#gotOnAt;
    const { waiter, since } = this.#state;
    return isPause(waiter) ? this.#gotOnAt + now - since : Math.max(this.#gotOnAt, waiter.gotOnAt());
  }
}

/** A wait whose end is known is no standing still, and no getting on. */
function isPause(waiter: Waiter): boolean {
  return waiter.gotOnAt() === Number.POSITIVE_INFINITY;
}
