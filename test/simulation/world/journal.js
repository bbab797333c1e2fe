import { createHash } from 'node:crypto';

/** @typedef {readonly [at: number, ...event: readonly (string | number)[]]} Entry */

/** What happened, in its order, and a digest of it: two executions are the same if their digests are. */
export class Journal {
  /** @type {Entry[]} */
  entries = [];
  #now;

  /** @param {() => number} now */
  constructor(now) {
    this.#now = now;
  }

  /** @param {readonly (string | number)[]} event */
  note(...event) {
    this.entries.push([this.#now(), ...event]);
  }

  get digest() {
    const hash = createHash('sha256');
    for (const entry of this.entries) hash.update(`${entry.join('\t')}\n`);
    return hash.digest('hex');
  }
}
