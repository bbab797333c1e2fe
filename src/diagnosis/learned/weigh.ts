import type { Evidence } from '../match-rules.js';
import { possibleReason } from '../possible.js';
import type { Reason } from '../reasons.js';
import { type Feature, type FeatureReader, featureReader } from './features.js';
import { type FindConcepts, indexConcepts } from './find-concepts.js';
import { learnedReasons, learnedWeights } from './weights.js';
import { learnedWords } from './words.js';

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

/** Reasons, by number, and what a feature weighs for each, by turns. */
type Weights = readonly number[];

interface Model {
  /** As they are written, until they are read first. */
  readonly weights: Map<string, string | Weights>;
  readonly find: FindConcepts;
  readonly read: FeatureReader;
}

let model: Model | undefined;

function load(): Model {
  const weights = new Map<string, string | Weights>();
  for (const entry of learnedWeights.split('\n')) {
    const at = entry.indexOf('\t');
    weights.set(entry.slice(0, at), entry.slice(at + 1));
  }
  return { weights, find: indexConcepts(learnedWords), read: featureReader((name) => weights.has(name)) };
}

/** Weights are written as a letter for the reason and a number: `a12b-5`. */
function readWeights(written: string): Weights {
  const weights: number[] = [];
  let position = 0;
  while (position < written.length) {
    let end = position + 1;
    while (end < written.length && written.charCodeAt(end) < 58) end += 1;
    weights.push(written.charCodeAt(position) - 65, Number(written.slice(position + 1, end)));
    position = end;
  }
  return weights;
}

function weightsOf({ weights }: Model, name: string): Weights | undefined {
  const known = weights.get(name);
  if (typeof known !== 'string') return known;
  const read = readWeights(known);
  weights.set(name, read);
  return read;
}

/** What to show a person for a feature: its words, or the code that its name has. */
function show({ name, start, end }: Feature, { reply, text }: Evidence): string {
  if (end > start) return text.words.slice(start, end).join(' ');
  if (name.startsWith('C')) return String(reply.code);
  return name.length > 1 && name.startsWith('E') ? (reply.enhancedCode ?? '') : '';
}

function reasonsFor(
  features: readonly Feature[],
  from: Model,
  best: number,
  evidence: Evidence,
): readonly string[] {
  const shown: (readonly [feature: Feature, weight: number])[] = [];
  for (const feature of features) {
    const weights = weightsOf(from, feature.name);
    if (!weights) continue;
    for (let index = 0; index < weights.length; index += 2) {
      const weight = weights[index + 1] ?? 0;
      if (weights[index] === best && weight > 0) shown.push([feature, weight]);
    }
  }
  shown.sort(([, a], [, b]) => b - a);
  const words = shown.map(([feature]) => show(feature, evidence)).filter((word) => word !== '');
  return [...new Set(words)].slice(0, SHOWN);
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

/** What 535 refuses is temporary only where it says so: another login would lock the account. */
function mayBeWeighed(reason: Reason, evidence: Evidence): boolean {
  const isLock = reason === 'auth.temporary' && evidence.reply.code === 535;
  return !isLock && possibleReason(reason, evidence);
}

/** Weighs the words, concepts and codes of a reply by what was learned from labelled ones (test/accuracy/learn.js). */
export function weigh(evidence: Evidence): Weighed {
  model ??= load();
  const loaded = model;
  const features = loaded.read(evidence, loaded.find(evidence.text));
  const sums = new Float64Array(learnedReasons.length);
  const words = new Float64Array(learnedReasons.length);
  for (const { name } of features) {
    const weights = weightsOf(loaded, name);
    if (!weights) continue;
    const spoken = isSpoken(name);
    for (let at = 0; at < weights.length; at += 2) {
      const index = weights[at] ?? 0;
      const weight = weights[at + 1] ?? 0;
      sums[index] = (sums[index] ?? 0) + weight;
      if (spoken) words[index] = (words[index] ?? 0) + weight;
    }
  }
  let best = -1;
  for (let index = 0; index < learnedReasons.length; index += 1) {
    const reason = learnedReasons[index];
    if (best !== -1 && (sums[index] ?? 0) <= (sums[best] ?? 0)) continue;
    if (reason !== undefined && mayBeWeighed(reason, evidence)) best = index;
  }
  const top = sums[best] ?? 0;
  return {
    reason: learnedReasons[best] ?? 'other',
    because: () => reasonsFor(features, loaded, best, evidence),
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
