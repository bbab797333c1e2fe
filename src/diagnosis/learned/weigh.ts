import { isConcept } from '../marks.js';
import type { Evidence } from '../match-rules.js';
import { possibleReason } from '../possible.js';
import type { Reason } from '../reasons.js';
import { type Place, readWeights, type Weights } from '../text/phrase-tree.js';
import type { Feature, Findings } from '../vocabulary.js';
import { codeFeatures, conceptNames, groupOf, MOST_CONCEPTS, pairName } from './features.js';
import { learnedReasons, learnedWeights } from './weights.js';

/** What the learned weights make of a reply. */
export interface Weighed {
  readonly reason: Reason;
  /** The words, or codes, that weighed most for it. */
  readonly because: () => readonly string[];
  /** How much more the words alone speak for it than for another reason, in the weights' units. */
  readonly spoken: (reason: Reason) => number;
  /** How probable they hold another reason, as a part of how probable they hold this one: 0 to 1. */
  readonly share: (reason: Reason) => number;
}

const UNIT = 8;
const SHOWN = 3;
const MOST_KNOWN = 4096;

/** Keeps what was put together once; hostile texts are kept from filling the memory. */
class Kept<K, V extends object> {
  readonly #map = new Map<K, V>();

  get(key: K, make: () => V): V {
    const known = this.#map.get(key);
    if (known) return known;
    const value = make();
    if (this.#map.size >= MOST_KNOWN) this.#map.clear();
    this.#map.set(key, value);
    return value;
  }
}

const ofNames = new Kept<string, Weights>();
const ofCodes = new Kept<string, readonly Feature[]>();
const ofConcepts = new Kept<number, readonly Weights[]>();
const ofPairs = new Kept<number, Weights>();

function weightsOf(name: string): Weights {
  return ofNames.get(name, () => readWeights(learnedWeights[name] ?? ''));
}

function featuresOfCodes({ reply, phase }: Evidence): readonly Feature[] {
  return ofCodes.get(`${reply.code} ${reply.enhancedCode ?? ''} ${phase ?? ''}`, () =>
    codeFeatures({ reply, phase })
      .map(([name, shown]) => ({ weights: weightsOf(name), start: 0, end: 0, shown }))
      .filter(({ weights }) => weights.length > 0),
  );
}

function featuresOfConcepts(marks: Findings['marks'], group: string): readonly Feature[] {
  const features: Feature[] = [];
  const found: (readonly [concept: number, place: Place])[] = [];
  for (const [mark, place] of marks) {
    if (!isConcept(mark)) continue;
    found.push([mark, place]);
    if (found.length === MOST_CONCEPTS) break;
  }
  for (const [index, [concept, { start, end }]] of found.entries()) {
    for (const weights of ofConcepts.get(concept * 128 + group.charCodeAt(0), () =>
      conceptNames(concept, group).map(weightsOf),
    )) {
      features.push({ weights, start, end });
    }
    for (let next = index + 1; next < found.length; next += 1) {
      const other = found[next]?.[0] ?? 0;
      const weights = ofPairs.get(concept * 128 + other, () => weightsOf(pairName(concept, other)));
      if (weights.length > 0) features.push({ weights, start, end });
    }
  }
  return features;
}

/** What to show a person for a feature: its words, or its code. */
function show({ start, end, shown = '' }: Feature, { text }: Evidence): string {
  return end > start ? text.words.slice(start, end).join(' ') : shown;
}

function reasonsFor(features: readonly Feature[], best: number, evidence: Evidence): readonly string[] {
  const shown: (readonly [feature: Feature, weight: number])[] = [];
  for (const feature of features) {
    const { weights } = feature;
    for (let index = 0; index < weights.length; index += 2) {
      const weight = weights[index + 1] ?? 0;
      if (weights[index] === best && weight > 0) shown.push([feature, weight]);
    }
  }
  shown.sort(([, a], [, b]) => b - a);
  const words = shown.map(([feature]) => show(feature, evidence)).filter((word) => word !== '');
  return [...new Set(words)].slice(0, SHOWN);
}

/** The reason of the weights that stands for a finer one: they tell no kinds of TLS or protocol failures apart. */
function learnedFor(reason: Reason): Reason {
  if (reason.startsWith('tls.')) return 'tls.required';
  return reason.startsWith('protocol.') ? 'protocol.rejected' : reason;
}

/** What 535 refuses is temporary only where it says so: another login would lock the account. */
function mayBeWeighed(reason: Reason, evidence: Evidence): boolean {
  const isLock = reason === 'auth.temporary' && evidence.reply.code === 535;
  return !isLock && possibleReason(reason, evidence);
}

/** Adds up what features weigh for each reason. */
function sumUp(features: readonly Feature[], sums: Float64Array): void {
  for (const { weights } of features) {
    for (let at = 0; at < weights.length; at += 2) {
      const index = weights[at] ?? 0;
      sums[index] = (sums[index] ?? 0) + (weights[at + 1] ?? 0);
    }
  }
}

/** Weighs the words, concepts and codes of a reply by what was learned from labelled ones (test/accuracy/learn.js). */
export function weigh(evidence: Evidence, { marks, weighed }: Findings): Weighed {
  const ofWords = [...weighed, ...featuresOfConcepts(marks, groupOf(evidence.phase))];
  const codes = featuresOfCodes(evidence);
  const words = new Float64Array(learnedReasons.length);
  sumUp(ofWords, words);
  const sums = words.slice();
  sumUp(codes, sums);
  let best = -1;
  for (let index = 0; index < learnedReasons.length; index += 1) {
    const reason = learnedReasons[index];
    if (best !== -1 && (sums[index] ?? 0) <= (sums[best] ?? 0)) continue;
    if (reason !== undefined && mayBeWeighed(reason, evidence)) best = index;
  }
  const top = sums[best] ?? 0;
  return {
    reason: learnedReasons[best] ?? 'other',
    because: () => reasonsFor([...codes, ...ofWords], best, evidence),
    spoken(reason) {
      const index = learnedReasons.indexOf(learnedFor(reason));
      return (words[best] ?? 0) - (words[index] ?? 0);
    },
    share(reason) {
      const index = learnedReasons.indexOf(learnedFor(reason));
      return index === -1 ? 0 : Math.exp(((sums[index] ?? 0) - top) / UNIT);
    },
  };
}
