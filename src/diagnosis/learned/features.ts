import type { Concept } from '../lexicon/concepts.js';
import type { Evidence } from '../match-rules.js';
import type { Place } from '../text/find-phrases.js';

/** Something that a reply has, and the words or codes that show it. */
export interface Feature {
  /** As the weights name it: a letter for what it is, then what it is. */
  readonly name: string;
  /** What to show a person for it; empty where it is only where the reply came. */
  readonly shows: string;
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

function addCodes(features: Feature[], { reply, phase }: Evidence, group: string): void {
  const { code, enhancedCode } = reply;
  const shows = String(code);
  const digit = shows.charAt(0);
  features.push({ name: 'b', shows: '' }, { name: `P${phase ?? 'none'}`, shows: '' });
  // Phrases that are learned from alone have no code.
  if (code === 0) return;
  features.push({ name: `C${code}`, shows }, { name: `C${code}${group}`, shows });
  features.push({ name: `C${digit}`, shows }, { name: `C${digit}${group}`, shows });
  if (enhancedCode === undefined) {
    features.push({ name: 'E', shows: '' });
    return;
  }
  const subject = enhancedCode.slice(1);
  features.push({ name: `E${enhancedCode}`, shows: enhancedCode });
  features.push(
    { name: `E${subject}`, shows: enhancedCode },
    { name: `E${subject}${group}`, shows: enhancedCode },
  );
}

/** Everything about a reply that weights may have been learned for. */
export function featuresOf(evidence: Evidence, concepts: readonly ConceptPlace[]): readonly Feature[] {
  const features: Feature[] = [];
  const group = groups[evidence.phase ?? ''] ?? 'N';
  addCodes(features, evidence, group);
  const all = evidence.text.words;
  const words = all.filter((word) => word !== '.').slice(0, MOST_WORDS);
  const seen = new Set<string>();
  for (const [position, word] of words.entries()) {
    if (isNumber(word)) continue;
    const next = words[position + 1];
    const pair = next === undefined ? word : `${word} ${next}`;
    if (!seen.has(word) && !common.has(word)) features.push({ name: `w${word}`, shows: word });
    if (next !== undefined && !seen.has(pair)) features.push({ name: `2${pair}`, shows: pair });
    seen.add(word).add(pair);
  }
  const found = concepts.slice(0, MOST_CONCEPTS);
  for (const [index, [concept, { start, end }]] of found.entries()) {
    const shows = all.slice(start, end).join(' ');
    features.push({ name: `k${concept}`, shows }, { name: `k${concept}${group}`, shows });
    for (const [other, place] of found.slice(index + 1)) {
      const name = concept < other ? `q${concept}+${other}` : `q${other}+${concept}`;
      features.push({ name, shows: `${shows}, ${all.slice(place.start, place.end).join(' ')}` });
    }
  }
  return features;
}
