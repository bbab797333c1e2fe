import { LONGEST_TIMER } from '../../long-wait.js';

/** Calls at the earliest of the times that it was set to. It keeps the process alive until then. */
export class Alarm {
  #timer: NodeJS.Timeout | undefined = undefined;
  #at = Number.POSITIVE_INFINITY;
  readonly #call: () => void;

  constructor(call: () => void) {
    this.#call = call;
  }

  /** @param time Of the monotonic clock, as `now`, in milliseconds; `Infinity` for never. */
  set(time: number, now: number): void {
    if (time >= this.#at) return;
    clearTimeout(this.#timer);
    this.#at = time;
    this.#timer = setTimeout(
      () => {
        this.#at = Number.POSITIVE_INFINITY;
        this.#call();
      },
      Math.min(Math.max(1, Math.ceil(time - now)), LONGEST_TIMER),
    );
  }

  off(): void {
    clearTimeout(this.#timer);
    this.#at = Number.POSITIVE_INFINITY;
  }
}
