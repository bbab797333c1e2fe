import type { Reply } from '../reply/reply.js';
import { indexNeedles, type NeedleIndex } from './find-needles.js';
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

function hasAny(text: NeedleIndex, needles: readonly number[]): boolean {
  for (const needle of needles) if (text.has(needle)) return true;
  return false;
}

function hasAll(text: NeedleIndex, needles: readonly number[]): boolean {
  for (const needle of needles) if (!text.has(needle)) return false;
  return true;
}

/** Numbers strings in the order in which they first come. */
class Numbering {
  readonly #numbers = new Map<string, number>();

  numberOf(needle: string): number {
    const number = this.#numbers.get(needle) ?? this.#numbers.size;
    this.#numbers.set(needle, number);
    return number;
  }

  groupOf(entry: string | readonly string[]): readonly number[] {
    return (typeof entry === 'string' ? [entry] : entry).map((needle) => this.numberOf(foldText(needle)));
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
  const byCode = new Map<number, number[]>();
  const always: number[] = [];

  const groups = rules.map(({ when }) => (when.text ?? []).map((entry) => numbering.groupOf(entry)));
  const uses = new Map<number, number>();
  for (const needle of groups.flat(2)) uses.set(needle, (uses.get(needle) ?? 0) + 1);

  const compiled = rules.map((rule, position): CompiledRule => {
    const { codes, enhanced, text, not } = rule.when;
    for (const group of groups[position] ?? []) {
      // Filed under the needle that the fewest groups have: "user" says less than "suspended".
      const [first, ...others] = [...group].sort((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0));
      if (first !== undefined) add(leads, first, { position, others });
    }
    if (!text) {
      if (enhanced) for (const entry of enhanced) add(byEnhanced, entry, position);
      else if (codes) for (const entry of codes) add(byCode, codeKey(entry), position);
      else always.push(position);
    }
    return { rule, not: numbering.groupOf(not ?? []) };
  });
  const needles = indexNeedles(numbering.needles);

  return (evidence) => {
    const { code, enhancedCode } = evidence.reply;
    let best = compiled.length;
    function consider(position: number): void {
      const candidate = position < best ? compiled[position] : undefined;
      if (!candidate || !conditionsHold(candidate.rule, evidence)) return;
      if (!hasAny(needles, candidate.not)) best = position;
    }
    function considerAll(positions: readonly number[] | undefined): void {
      if (positions) for (const position of positions) consider(position);
    }
    for (const needle of needles.find(evidence.text)) {
      for (const { position, others } of leads.get(needle) ?? []) {
        if (position < best && hasAll(needles, others)) consider(position);
      }
    }
    if (enhancedCode !== undefined) {
      considerAll(byEnhanced.get(enhancedCode));
      considerAll(byEnhanced.get(`x${enhancedCode.slice(1)}`));
    }
    considerAll(byCode.get(code));
    considerAll(byCode.get(Math.floor(code / 100)));
    considerAll(always);
    return compiled[best]?.rule;
  };
}
