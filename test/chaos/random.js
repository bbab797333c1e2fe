/** Numbers that look random, and are the same for the same keys: what makes a run repeatable. */
export class Random {
  #state = 0x811c9dc5;

  /** @param {(string | number)[]} keys */
  constructor(...keys) {
    // FNV-1a over the keys, mixed once more by the first steps of the generator.
    for (const character of keys.join('/')) {
      this.#state = Math.imul(this.#state ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
  }

  /** @returns {number} From 0 up to, but not including, 1 (mulberry32). */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** @param {number} share From 0 to 1. */
  chance(share) {
    return this.next() < share;
  }

  /** A whole number, both ends included. @param {number} from @param {number} to */
  integer(from, to) {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** @template const T @param {readonly [T, ...T[]]} list @returns {T} */
  pick(list) {
    return list[this.integer(0, list.length - 1)] ?? list[0];
  }

  /** One of a list in which some come more often. @template const T @param {readonly [Weighted<T>, ...Weighted<T>[]]} list @returns {T} */
  weigh(list) {
    let left = this.next() * list.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of list) {
      left -= weight;
      if (left < 0) return value;
    }
    return list[0][1];
  }

  /** @param {number} length */
  word(length) {
    return Array.from({ length }, () => this.integer(0, 35).toString(36)).join('');
  }
}

/** @template T @typedef {readonly [weight: number, value: T]} Weighted */
