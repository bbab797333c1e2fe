import { concepts } from '../lexicon/concepts.js';
import type { Evidence } from '../match-rules.js';
import type { Place } from '../text/find-phrases.js';

/** Something that a reply has: words from `start` to before `end`, or nothing but a code or a phase. */
export interface Feature {
  /** As the weights name it: a letter for what it is, then what it is. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A concept, by its place in {@link concepts}, and what it is found by. */
export type ConceptPlace = readonly [number: number, place: Place];

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

/** What a word may be named by: itself, and with the word after it. */
interface WordNames {
  readonly own: string | undefined;
  readonly before: Map<string, string | undefined>;
}

const MOST_KNOWN = 16_384;

/** Keeps what was put together once; texts are many, and most of what they have is the same. */
class Kept<K, V> {
  readonly #map = new Map<K, { readonly value: V }>();

  get(key: K, make: (key: K) => V): V {
    const known = this.#map.get(key);
    if (known) return known.value;
    const value = make(key);
    // Hostile texts are kept from filling the memory.
    if (this.#map.size >= MOST_KNOWN) this.#map.clear();
    this.#map.set(key, { value });
    return value;
  }
}

/** Reads what a reply has of what weights were learned for. */
export type FeatureReader = (evidence: Evidence, concepts: readonly ConceptPlace[]) => readonly Feature[];

/**
 * Makes a reader of features.
 *
 * @param isKnown whether there is a weight by this name; what there is none for is left out
 */
export function featureReader(isKnown: (name: string) => boolean): FeatureReader {
  const ofWords = new Kept<string, WordNames>();
  const ofPhases = new Kept<string, readonly string[]>();
  const ofPairs = new Kept<number, string | undefined>();
  const ifKnown = (name: string) => (isKnown(name) ? name : undefined);

  function namesOf(word: string): WordNames {
    return { own: common.has(word) ? undefined : ifKnown(`w${word}`), before: new Map() };
  }

  function pairName(names: WordNames, word: string, next: string): string | undefined {
    const known = names.before.get(next);
    if (known !== undefined || names.before.has(next)) return known;
    const name = ifKnown(`2${word} ${next}`);
    if (names.before.size < MOST_WORDS) names.before.set(next, name);
    return name;
  }

  function conceptPair(one: number, other: number): string | undefined {
    return ofPairs.get(one < other ? one * 128 + other : other * 128 + one, () => {
      const [first = '', second = ''] = [concepts[one] ?? '', concepts[other] ?? ''].sort();
      return ifKnown(`q${first}+${second}`);
    });
  }

  return (evidence, places) => {
    const { words } = evidence.text;
    const { reply, phase } = evidence;
    const group = groups[phase ?? ''] ?? 'N';
    const features: Feature[] = [];
    const seen = new Set<string>();
    function add(name: string | undefined, start: number, end: number): void {
      if (name === undefined || seen.has(name)) return;
      seen.add(name);
      features.push({ name, start, end });
    }
    const codes = ofPhases.get(`${reply.code} ${reply.enhancedCode ?? ''} ${phase ?? ''}`, () =>
      codesOf(evidence, group).filter(isKnown),
    );
    for (const name of codes) add(name, 0, 0);
    const last = Math.min(words.length, MOST_WORDS);
    for (let position = 0; position < last; position += 1) {
      const word = words[position] ?? '';
      if (word === '.' || isNumber(word)) continue;
      const names = ofWords.get(word, namesOf);
      add(names.own, position, position + 1);
      const next = words[position + 1];
      if (next !== undefined && next !== '.') add(pairName(names, word, next), position, position + 2);
    }
    const most = Math.min(places.length, MOST_CONCEPTS);
    for (let index = 0; index < most; index += 1) {
      const [number, { start, end }] = places[index] ?? nowhere;
      for (const name of ofConcepts(number, group)) add(ifKnown(name), start, end);
      for (let other = index + 1; other < most; other += 1) {
        add(conceptPair(number, (places[other] ?? nowhere)[0]), start, end);
      }
    }
    return features;
  };
}

const nowhere: ConceptPlace = [0, { start: 0, end: 0 }];
const conceptNames = new Map<string, readonly string[][]>();

function ofConcepts(number: number, group: string): readonly string[] {
  const known = conceptNames.get(group) ?? concepts.map((concept) => [`k${concept}`, `k${concept}${group}`]);
  conceptNames.set(group, known);
  return known[number] ?? [];
}
