import { Pace } from './pace.js';

/** So many are remembered of which nobody is waiting. */
const KEPT = 1000;

/** What is known of what servers take, by what stands for the server and whoever sends there. */
export class Paces {
  readonly #all = new Map<string, Pace>();
  #latest: { readonly key: string; readonly pace: Pace } | undefined = undefined;

  of(key: string): Pace {
    if (this.#latest?.key === key) return this.#latest.pace;
    const pace = this.#all.get(key) ?? new Pace();
    // The one that was asked for last is the last to be forgotten.
    this.#all.delete(key);
    this.#all.set(key, pace);
    if (this.#all.size > KEPT) this.#forgetOne();
    this.#latest = { key, pace };
    return pace;
  }

  #forgetOne(): void {
    for (const [key, pace] of this.#all) {
      if (pace.isInUse) continue;
      this.#all.delete(key);
      return;
    }
  }
}

/** Of the whole process: a server counts connections and messages, and not who wrapped which transport. */
export const sharedPaces = new Paces();
