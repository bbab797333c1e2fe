import type { Reply } from '../reply/reply.js';
import type { Phase } from './phase.js';
import type { ProviderId } from './providers.js';
import type { Reason } from './reasons.js';
import type { Rule } from './rule.js';
import { asRead, indexPhrases, type NumberedPhrase, type Place, placeOf } from './text/find-phrases.js';
import type { Text } from './text/read-text.js';

/** What a rule is held against. */
export interface Evidence {
  readonly reply: Reply;
  readonly text: Text;
  readonly phase: Phase | undefined;
  readonly provider: ProviderId | undefined;
}

/** A rule that holds, and the words of the reply that made it hold. */
export interface Match<R extends Rule> {
  readonly rule: R;
  readonly because: readonly string[];
}

/** Finds the first rule that holds. */
export type RuleMatcher<R extends Rule> = (evidence: Evidence) => Match<R> | undefined;

/** A rule that a phrase points at, and all the phrases that have to be there. */
interface Lead {
  readonly position: number;
  readonly phrases: readonly string[];
}

/** A class is filed under its first digit. */
function codeKey(entry: number | string): number {
  return typeof entry === 'number' ? entry : Number(entry.charAt(0));
}

function codeHolds(codes: NonNullable<Rule['when']['codes']>, code: number): boolean {
  const digit = Math.floor(code / 100);
  for (const entry of codes) {
    if (entry === code || codeKey(entry) === digit) return true;
  }
  return false;
}

function enhancedHolds(enhanced: readonly string[], code: string | undefined): boolean {
  if (code === undefined) return false;
  for (const entry of enhanced) {
    if (entry === code) return true;
    if (entry.startsWith('x') && entry.slice(1) === code.slice(1)) return true;
  }
  return false;
}

function conditionsHold({ when }: Rule, evidence: Evidence): boolean {
  if (when.codes && !codeHolds(when.codes, evidence.reply.code)) return false;
  if (when.enhanced && !enhancedHolds(when.enhanced, evidence.reply.enhancedCode)) return false;
  if (when.phases && !(evidence.phase && when.phases.includes(evidence.phase))) return false;
  return !when.providers || (evidence.provider !== undefined && when.providers.includes(evidence.provider));
}

/** Where the phrases stand; `undefined` where one of them does not. */
function placesOf(text: Text, phrases: readonly string[]): readonly Place[] | undefined {
  const places: Place[] = [];
  for (const phrase of phrases) {
    const place = placeOf(phrase, text);
    if (!place) return undefined;
    places.push(place);
  }
  return places;
}

function hasAny(text: Text, phrases: readonly string[] | undefined): boolean {
  return phrases?.some((phrase) => placeOf(phrase, text) !== undefined) ?? false;
}

/** The phrase to look for first: the longest says most, "suspended" more than "user". */
function longestOf(phrases: readonly string[]): string {
  let longest = '';
  for (const phrase of phrases) if (phrase.length > longest.length) longest = phrase;
  return longest;
}

function add<K, V>(index: Map<K, V[]>, key: K, value: V): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
}

/** Rules of an application, with their texts as words are read: people write capitals, accents and signs. */
export function readRules(rules: readonly Rule[]): readonly Rule[] {
  return rules.map((rule) => {
    const { text, not, ...when } = rule.when;
    return {
      ...rule,
      when: {
        ...when,
        ...(text && {
          text: text.map((entry) => (typeof entry === 'string' ? asRead(entry) : entry.map(asRead))),
        }),
        ...(not && { not: not.map(asRead) }),
      },
    };
  });
}

/** What decided where no words did: the codes that the rule asks for. */
function codesOf({ when }: Rule, { code, enhancedCode }: Reply): readonly string[] {
  if (when.enhanced && enhancedCode !== undefined) return [enhancedCode];
  return when.codes ? [String(code)] : [];
}

/**
 * Compiles rules for use: the phrases of all of them are looked for in one pass, and only the rules
 * that the reply's text, enhanced code or code points at are tried. The first in the list wins.
 *
 * @param rules their texts written as words are read, see {@link readRules}
 * @param possible whether a reply can have a reason at all; a rule whose reason it cannot have does not hold
 */
export function compileRules<R extends Rule>(
  rules: readonly R[],
  possible: (reason: Reason, evidence: Evidence) => boolean = () => true,
): RuleMatcher<R> {
  const leads: Lead[] = [];
  const numbered: NumberedPhrase[] = [];
  const byEnhanced = new Map<string, number[]>();
  const byCode = new Map<number, number[]>();
  const always: number[] = [];
  for (const [position, { when }] of rules.entries()) {
    const { codes, enhanced, text } = when;
    if (text) {
      for (const entry of text) {
        const phrases = typeof entry === 'string' ? [entry] : entry;
        numbered.push([longestOf(phrases), leads.length]);
        leads.push({ position, phrases });
      }
    } else if (enhanced) {
      for (const entry of enhanced) add(byEnhanced, entry, position);
    } else if (codes) {
      for (const entry of codes) add(byCode, codeKey(entry), position);
    } else {
      always.push(position);
    }
  }
  const find = indexPhrases(numbered);

  return (evidence) => {
    const { reply, text } = evidence;
    let best = rules.length;
    let by: readonly Place[] = [];
    function consider(position: number, phrases: readonly string[]): void {
      const rule = position < best ? rules[position] : undefined;
      if (!rule || !conditionsHold(rule, evidence) || !possible(rule.reason, evidence)) return;
      const places = placesOf(text, phrases);
      if (!places || hasAny(text, rule.when.not)) return;
      best = position;
      by = places;
    }
    function considerAll(positions: readonly number[] | undefined): void {
      if (positions) for (const position of positions) consider(position, []);
    }
    for (const number of find(text).keys()) {
      const lead = leads[number];
      if (lead) consider(lead.position, lead.phrases);
    }
    if (reply.enhancedCode !== undefined) {
      considerAll(byEnhanced.get(reply.enhancedCode));
      considerAll(byEnhanced.get(`x${reply.enhancedCode.slice(1)}`));
    }
    considerAll(byCode.get(reply.code));
    considerAll(byCode.get(Math.floor(reply.code / 100)));
    considerAll(always);
    const rule = rules[best];
    if (!rule) return undefined;
    const because = by.map(({ start, end }) => text.words.slice(start, end).join(' '));
    return { rule, because: because.length > 0 ? because : codesOf(rule, reply) };
  };
}
