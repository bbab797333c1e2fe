import type { Evidence } from '../match-rules.js';
import { possibleReason } from '../possible.js';
import type { Reason } from '../reasons.js';
import { type Feature, featuresOf } from './features.js';
import { type FindConcepts, indexConcepts } from './find-concepts.js';
import { learnedReasons, learnedWeights } from './weights.js';
import { learnedWords } from './words.js';

/** What the learned weights make of a reply. */
export interface Weighed {
  readonly reason: Reason;
  /** The words, or codes, that weighed most for it. */
  readonly because: readonly string[];
  /** How much more the words alone speak for it than for another reason, in the weights' units. */
  readonly spoken: (reason: Reason) => number;
  /** How probable they hold another reason, as a part of how probable they hold this one: 0 to 1. */
  readonly share: (reason: Reason) => number;
}

const UNIT = 8;
const SHOWN = 3;

interface Model {
  readonly weights: ReadonlyMap<string, string>;
  readonly find: FindConcepts;
}

let model: Model | undefined;

function load(): Model {
  const weights = new Map<string, string>();
  for (const entry of learnedWeights.split('\n')) {
    const at = entry.indexOf('\t');
    weights.set(entry.slice(0, at), entry.slice(at + 1));
  }
  return { weights, find: indexConcepts(learnedWords) };
}

/** Weights are written as a letter for the reason and a number: `a12b-5`. */
function eachWeight(written: string, use: (index: number, weight: number) => void): void {
  let position = 0;
  while (position < written.length) {
    const index = written.charCodeAt(position) - 65;
    let end = position + 1;
    while (end < written.length && written.charCodeAt(end) < 58) end += 1;
    use(index, Number(written.slice(position + 1, end)));
    position = end;
  }
}

function reasonsFor(
  features: readonly Feature[],
  weights: ReadonlyMap<string, string>,
  best: number,
): readonly string[] {
  const shown: [shows: string, weight: number][] = [];
  for (const { name, shows } of features) {
    const written = shows === '' ? undefined : weights.get(name);
    if (written === undefined) continue;
    eachWeight(written, (index, weight) => {
      if (index === best && weight > 0) shown.push([shows, weight]);
    });
  }
  shown.sort(([, a], [, b]) => b - a);
  return [...new Set(shown.map(([shows]) => shows.trim()))].slice(0, SHOWN);
}

/** Whether a feature is of the words, and not of codes and phase. */
function isSpoken(name: string): boolean {
  const kind = name.charCodeAt(0);
  return kind === 50 || kind === 107 || kind === 113 || kind === 119; // 2, k, q, w
}

/** The reason of the weights that stands for a finer one: they tell no kinds of TLS or protocol failures apart. */
function learnedFor(reason: Reason): Reason {
  if (reason.startsWith('tls.')) return 'tls.required';
  return reason.startsWith('protocol.') ? 'protocol.rejected' : reason;
}

/** Weighs the words, concepts and codes of a reply by what was learned from labelled ones (test/accuracy/learn.js). */
export function weigh(evidence: Evidence): Weighed {
  model ??= load();
  const { weights, find } = model;
  const features = featuresOf(evidence, find(evidence.text));
  const sums = new Float64Array(learnedReasons.length);
  const words = new Float64Array(learnedReasons.length);
  for (const { name } of features) {
    const written = weights.get(name);
    if (written !== undefined) {
      eachWeight(written, (index, weight) => {
        sums[index] = (sums[index] ?? 0) + weight;
        if (isSpoken(name)) words[index] = (words[index] ?? 0) + weight;
      });
    }
  }
  let best = -1;
  for (const [index, reason] of learnedReasons.entries()) {
    if (!possibleReason(reason, evidence)) continue;
    if (best === -1 || (sums[index] ?? 0) > (sums[best] ?? 0)) best = index;
  }
  const top = sums[best] ?? 0;
  return {
    reason: learnedReasons[best] ?? 'other',
    because: reasonsFor(features, weights, best),
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
