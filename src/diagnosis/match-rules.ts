import type { Reply } from '../reply/reply.js';
import { indexNeedles } from './find-needles.js';
import { foldText } from './fold-text.js';
import type { Phase } from './phase.js';
import type { ProviderId } from './providers.js';
import type { Rule } from './rule.js';

/** What a rule is held against. */
export interface Evidence {
  readonly reply: Reply;
  /** The reply's text as {@link foldText} gives it. */
  readonly text: string;
  readonly phase: Phase | undefined;
  readonly provider: ProviderId | undefined;
}

/** Finds the first rule that holds. */
export type RuleMatcher = (evidence: Evidence) => Rule | undefined;

interface CompiledRule {
  readonly rule: Rule;
  /** Needles that must not be there, by number. */
  readonly not: readonly number[];
}

/** A rule that a needle points at, and the needles that have to be there beside it. */
interface Lead {
  readonly position: number;
  readonly others: readonly number[];
}

function codeHolds(codes: NonNullable<Rule['when']['codes']>, code: number): boolean {
  const digit = Math.floor(code / 100);
  for (const entry of codes) {
    if (typeof entry === 'number' ? entry === code : Number(entry.charAt(0)) === digit) return true;
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

/** Numbers strings in the order in which they first come. */
class Numbering {
  readonly #numbers = new Map<string, number>();

  numberOf(needle: string): number {
    const number = this.#numbers.get(needle) ?? this.#numbers.size;
    this.#numbers.set(needle, number);
    return number;
  }

  get needles(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}

function add<K, V>(index: Map<K, V[]>, key: K, value: V): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
}

/**
 * Compiles rules for use: the strings of all of them are looked for in one pass, and only the rules
 * that the reply's text, enhanced code or code points at are tried. The first in the list wins.
 */
export function compileRules(rules: readonly Rule[]): RuleMatcher {
  const numbering = new Numbering();
  const leads = new Map<number, Lead[]>();
  const byEnhanced = new Map<string, number[]>();
  const byCode = new Map<string, number[]>();
  const always: number[] = [];

  const compiled = rules.map((rule, position): CompiledRule => {
    const { codes, enhanced, text, not } = rule.when;
    for (const entry of text ?? []) {
      const group = (typeof entry === 'string' ? [entry] : entry).map(foldText);
      const [first, ...others] = group.map((needle) => numbering.numberOf(needle));
      if (first !== undefined) add(leads, first, { position, others });
    }
    if (!text) {
      if (enhanced) for (const entry of enhanced) add(byEnhanced, entry, position);
      else if (codes) for (const entry of codes) add(byCode, String(entry), position);
      else always.push(position);
    }
    return { rule, not: (not ?? []).map((needle) => numbering.numberOf(foldText(needle))) };
  });
  const needles = indexNeedles(numbering.needles);

  return (evidence) => {
    const { code, enhancedCode } = evidence.reply;
    const found = needles.find(evidence.text);
    let best = compiled.length;
    function consider(position: number): void {
      const candidate = position < best ? compiled[position] : undefined;
      if (!candidate || candidate.not.some((needle) => found.includes(needle))) return;
      if (conditionsHold(candidate.rule, evidence)) best = position;
    }
    for (const needle of found) {
      for (const { position, others } of leads.get(needle) ?? []) {
        if (position < best && others.every((other) => found.includes(other))) consider(position);
      }
    }
    if (enhancedCode !== undefined) {
      byEnhanced.get(enhancedCode)?.forEach(consider);
      byEnhanced.get(`x${enhancedCode.slice(1)}`)?.forEach(consider);
    }
    byCode.get(String(code))?.forEach(consider);
    byCode.get(`${Math.floor(code / 100)}yz`)?.forEach(consider);
    always.forEach(consider);
    return compiled[best]?.rule;
  };
}
