import type { Phase } from './phase.js';
import type { ProviderId } from './providers.js';
import type { Reason } from './reasons.js';

/**
 * One row of the diagnosis: a fact about what servers say, and the reason it stands for.
 *
 * All conditions of `when` must hold. Text is compared word by word, whatever the case, accents and signs: `user
 * unknown` is in "User-Unknown." and not in "superuser unknownst". A word that ends in `*` may have any ending:
 * `relay*` is in "relaying denied". Machines' names, addresses, URLs and ids of a reply are no words. There are no
 * patterns, so that no reply can make a rule slow.
 *
 * @example
 * ```ts
 * const rule: Rule = {
 *   id: 'our-relay.quota',
 *   when: { codes: ['4yz', '5yz'], text: ['department quota'] },
 *   reason: 'rate.limited',
 * };
 * ```
 */
export interface Rule {
  /** A stable id, `'gmail.app-password'`. */
  readonly id: string;
  /** What has to hold, all of it; at least one condition. */
  readonly when: {
    /** Reply codes, or classes of them: `535`, `'4yz'`. */
    readonly codes?: readonly (number | '2yz' | '4yz' | '5yz')[];
    /** Enhanced status codes; the class may be left open: `'5.7.8'`, `'x.7.8'`. */
    readonly enhanced?: readonly string[];
    readonly phases?: readonly Phase[];
    readonly providers?: readonly ProviderId[];
    /** Any of these phrases; where an entry is a list itself, all of that list, in any order. */
    readonly text?: readonly (string | readonly string[])[];
    /** None of these. */
    readonly not?: readonly string[];
  };
  readonly reason: Reason;
  /** The RFC section or the name of the vendor's document that states the fact. */
  readonly source?: string;
  /** Replies that this row decides, each typed out, for tests and documentation. */
  readonly examples?: readonly string[];
}

/** A {@link Rule} of this package: it says where its fact comes from. The tests hold each to an example. */
export interface BuiltInRule extends Rule {
  readonly source: string;
}
