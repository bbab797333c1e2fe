import type { Concept } from '../lexicon/concepts.js';
import type { Evidence } from '../match-rules.js';
import type { Place } from '../text/find-phrases.js';

/** Something that a reply has: words from `start` to before `end`, or nothing but a code or a phase. */
export interface Feature {
  /** As the weights name it: a letter for what it is, then what it is. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What a concept is found by. */
export type ConceptPlace = readonly [concept: Concept, place: Place];

/** So much of a reply is weighed: what comes later says little, and pairs are many. */
const MOST_WORDS = 60;
const MOST_CONCEPTS = 14;

/** Phases in which the same words mean the same. */
const groups: Readonly<Record<string, string>> = {
  auth: 'A',
  mail: 'M',
  rcpt: 'R',
  data: 'D',
  body: 'D',
  'final-dot': 'D',
  connect: 'G',
  greeting: 'G',
  ehlo: 'G',
  tls: 'G',
};

/** Words that every sentence has; what they join is weighed, they are not. */
const common = new Set(
  'a an and are as at be been by can com for from has have i if in is it its no not of on or our please see so sorry that the this to was we will with you your'.split(
    ' ',
  ),
);

function isNumber(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 48 && code <= 57 && !word.includes('.');
}

function codesOf({ reply, phase }: Evidence, group: string): readonly string[] {
  const { code, enhancedCode } = reply;
  const names = ['b', `P${phase ?? 'none'}`];
  // Phrases that are learned from alone have no code.
  if (code === 0) return names;
  const digit = Math.floor(code / 100);
  names.push(`C${code}`, `C${code}${group}`, `C${digit}`, `C${digit}${group}`);
  if (enhancedCode === undefined) return [...names, 'E'];
  const subject = enhancedCode.slice(1);
  return [...names, `E${enhancedCode}`, `E${subject}`, `E${subject}${group}`];
}

/** Names of pairs of concepts, put together once. */
const pairs = new Map<Concept, Map<Concept, string>>();

function pairOf(one: Concept, other: Concept): string {
  const names = pairs.get(one) ?? new Map<Concept, string>();
  pairs.set(one, names);
  const known = names.get(other);
  if (known !== undefined) return known;
  const name = one < other ? `q${one}+${other}` : `q${other}+${one}`;
  names.set(other, name);
  return name;
}

/** Everything about a reply that weights may have been learned for. */
export function featuresOf(evidence: Evidence, concepts: readonly ConceptPlace[]): readonly Feature[] {
  const group = groups[evidence.phase ?? ''] ?? 'N';
  const features: Feature[] = codesOf(evidence, group).map((name) => ({ name, start: 0, end: 0 }));
  const { words } = evidence.text;
  const seen = new Set<string>();
  function add(name: string, start: number, end: number): void {
    if (seen.has(name)) return;
    seen.add(name);
    features.push({ name, start, end });
  }
  const last = Math.min(words.length, MOST_WORDS);
  for (let position = 0; position < last; position += 1) {
    const word = words[position] ?? '';
    if (word === '.' || isNumber(word)) continue;
    if (!common.has(word)) add(`w${word}`, position, position + 1);
    const next = words[position + 1];
    if (next !== undefined && next !== '.') add(`2${word} ${next}`, position, position + 2);
  }
  const found = concepts.slice(0, MOST_CONCEPTS);
  for (const [index, [concept, { start, end }]] of found.entries()) {
    features.push({ name: `k${concept}`, start, end }, { name: `k${concept}${group}`, start, end });
    for (let other = index + 1; other < found.length; other += 1) {
      const second = found[other];
      if (second) features.push({ name: pairOf(concept, second[0]), start, end });
    }
  }
  return features;
}
