import type { Reply } from '../reply/reply.js';
import type { Phase } from './phase.js';
import type { ProviderId } from './providers.js';
import type { Reason } from './reasons.js';
import type { Rule } from './rule.js';
import { type Found, indexPhrases, type NumberedPhrase } from './text/find-phrases.js';
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

interface CompiledRule<R extends Rule> {
  readonly rule: R;
  /** Phrases that must not be there, by number. */
  readonly not: readonly number[];
}

/** A rule that a phrase points at, and the phrases that have to be there beside it. */
interface Lead {
  readonly position: number;
  readonly others: readonly number[];
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

function hasAny(found: Found, phrases: readonly number[]): boolean {
  for (const phrase of phrases) if (found.has(phrase)) return true;
  return false;
}

function hasAll(found: Found, phrases: readonly number[]): boolean {
  for (const phrase of phrases) if (!found.has(phrase)) return false;
  return true;
}

/** Numbers phrases in the order in which they first come. */
class Numbering {
  readonly #numbers = new Map<string, number>();

  numberOf(phrase: string): number {
    const known = this.#numbers.get(phrase);
    if (known !== undefined) return known;
    this.#numbers.set(phrase, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  groupOf(entry: string | readonly string[]): readonly number[] {
    return typeof entry === 'string' ? [this.numberOf(entry)] : entry.map((phrase) => this.numberOf(phrase));
  }

  get phrases(): readonly NumberedPhrase[] {
    return [...this.#numbers];
  }
}

function add<K, V>(index: Map<K, V[]>, key: K, value: V): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
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
 * @param possible whether a reply can have a reason at all; a rule whose reason it cannot have does not hold
 */
export function compileRules<R extends Rule>(
  rules: readonly R[],
  possible: (reason: Reason, evidence: Evidence) => boolean = () => true,
): RuleMatcher<R> {
  const numbering = new Numbering();
  const leads = new Map<number, Lead[]>();
  const byEnhanced = new Map<string, number[]>();
  const byCode = new Map<number, number[]>();
  const always: number[] = [];

  const groups = rules.map(({ when }) => (when.text ?? []).map((entry) => numbering.groupOf(entry)));
  const uses = new Map<number, number>();
  for (const of of groups)
    for (const group of of) for (const phrase of group) uses.set(phrase, (uses.get(phrase) ?? 0) + 1);

  const compiled = rules.map((rule, position): CompiledRule<R> => {
    const { codes, enhanced, text, not } = rule.when;
    for (const group of groups[position] ?? []) {
      // Filed under the phrase that the fewest groups have: "user" says less than "suspended".
      const [first, ...others] =
        group.length === 1 ? group : [...group].sort((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0));
      if (first !== undefined) add(leads, first, { position, others });
    }
    if (!text) {
      if (enhanced) for (const entry of enhanced) add(byEnhanced, entry, position);
      else if (codes) for (const entry of codes) add(byCode, codeKey(entry), position);
      else always.push(position);
    }
    return { rule, not: numbering.groupOf(not ?? []) };
  });
  const find = indexPhrases(numbering.phrases);

  return (evidence) => {
    const { code, enhancedCode } = evidence.reply;
    const { words } = evidence.text;
    const found = find(evidence.text);
    let best = compiled.length;
    let by: readonly number[] = [];
    function consider(position: number, phrases: readonly number[]): void {
      const candidate = position < best ? compiled[position] : undefined;
      if (!candidate || !conditionsHold(candidate.rule, evidence)) return;
      if (hasAny(found, candidate.not) || !possible(candidate.rule.reason, evidence)) return;
      best = position;
      by = phrases;
    }
    function considerAll(positions: readonly number[] | undefined): void {
      if (positions) for (const position of positions) consider(position, []);
    }
    for (const phrase of found.keys()) {
      for (const { position, others } of leads.get(phrase) ?? []) {
        if (position < best && hasAll(found, others)) consider(position, [phrase, ...others]);
      }
    }
    if (enhancedCode !== undefined) {
      considerAll(byEnhanced.get(enhancedCode));
      considerAll(byEnhanced.get(`x${enhancedCode.slice(1)}`));
    }
    considerAll(byCode.get(code));
    considerAll(byCode.get(Math.floor(code / 100)));
    considerAll(always);
    const rule = compiled[best]?.rule;
    if (!rule) return undefined;
    const places = by.flatMap((phrase) => found.get(phrase) ?? []);
    const because = places.map(({ start, end }) => words.slice(start, end).join(' '));
    return { rule, because: because.length > 0 ? because : codesOf(rule, evidence.reply) };
  };
}
