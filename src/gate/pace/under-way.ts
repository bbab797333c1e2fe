import type { Entrant } from './types.js';

/** A server that takes longer than this, in milliseconds, is slow, and keeps nobody else from trying. */
const PATIENCE_MS = 5000;

/** The attempts that have begun, and are not over. */
export class UnderWay {
  /** Oldest first. */
  readonly #fresh = new Set<Entrant>();
  /** Got no answer for so long that they say nothing about what the server takes. */
  readonly #slow = new Set<Entrant>();

  /** How many are over, and have a connection that the server still knows of. */
  leaving = 0;

  /** How many attempts the server knows of. */
  get known(): number {
    return this.size + this.leaving;
  }

  get size(): number {
    return this.#fresh.size + this.#slow.size;
  }

  add(entrant: Entrant): void {
    this.#fresh.add(entrant);
  }

  /** @returns False for who is not among them. */
  delete(entrant: Entrant): boolean {
    return this.#fresh.delete(entrant) || this.#slow.delete(entrant);
  }

  /** Resolves when it has left its connection, too. */
  async end(entrant: Entrant): Promise<void> {
    this.delete(entrant);
    this.leaving += 1;
    await entrant.leftConnection();
    this.leaving -= 1;
  }

  has(entrant: Entrant): boolean {
    return this.#fresh.has(entrant) || this.#slow.has(entrant);
  }

  /** How many of them may still be answered soon. */
  freshAt(now: number): number {
    for (const entrant of this.#fresh) {
      if (entrant.begunAt + PATIENCE_MS > now) break;
      this.#fresh.delete(entrant);
      this.#slow.add(entrant);
    }
    return this.#fresh.size;
  }

  /** When there will be one less of these, unless it is over before. */
  get slowAt(): number {
    const [oldest] = this.#fresh;
    return oldest ? oldest.begunAt + PATIENCE_MS : Number.POSITIVE_INFINITY;
  }
}
