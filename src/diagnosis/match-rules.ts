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
  /** Groups of needles, by number: one group has to be there in full. */
  readonly groups: readonly (readonly number[])[];
  readonly not: readonly string[];
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

function conditionsHold({ rule: { when }, not }: CompiledRule, evidence: Evidence): boolean {
  if (when.codes && !codeHolds(when.codes, evidence.reply.code)) return false;
  if (when.enhanced && !enhancedHolds(when.enhanced, evidence.reply.enhancedCode)) return false;
  if (when.phases && !(evidence.phase && when.phases.includes(evidence.phase))) return false;
  if (when.providers && !(evidence.provider && when.providers.includes(evidence.provider))) return false;
  return !not.some((needle) => evidence.text.includes(needle));
}

/**
 * Compiles rules for use: the strings of all of them are looked for in one pass, and only the rules
 * that the reply's text, enhanced code or code points at are tried. The first in the list wins.
 */
export function compileRules(rules: readonly Rule[]): RuleMatcher {
  const numbers = new Map<string, number>();
  const users: number[][] = [];
  const byEnhanced = new Map<string, number[]>();
  const byCode = new Map<string, number[]>();
  const always: number[] = [];

  function add(index: Map<string, number[]>, key: string, rule: number): void {
    const list = index.get(key);
    if (list) list.push(rule);
    else index.set(key, [rule]);
  }
  function numberOf(text: string, rule: number): number {
    const needle = foldText(text);
    const number = numbers.get(needle) ?? numbers.size;
    numbers.set(needle, number);
    const list = users[number] ?? [];
    if (list.at(-1) !== rule) list.push(rule);
    users[number] = list;
    return number;
  }

  const compiled = rules.map((rule, position): CompiledRule => {
    const { codes, enhanced, text, not } = rule.when;
    if (!text) {
      if (enhanced) for (const entry of enhanced) add(byEnhanced, entry, position);
      else if (codes) for (const entry of codes) add(byCode, String(entry), position);
      else always.push(position);
    }
    return {
      rule,
      groups: (text ?? []).map((entry) =>
        (typeof entry === 'string' ? [entry] : entry).map((part) => numberOf(part, position)),
      ),
      not: (not ?? []).map(foldText),
    };
  });
  const needles = indexNeedles([...numbers.keys()]);

  return (evidence) => {
    const seen = new Set<number>();
    needles.scan(evidence.text, (needle) => seen.add(needle));
    let best = compiled.length;
    const consider = (candidates: readonly number[] | undefined): void => {
      for (const position of candidates ?? []) {
        const candidate = compiled[position];
        if (position >= best) return;
        if (!candidate) continue;
        const { groups } = candidate;
        if (groups.length > 0 && !groups.some((group) => group.every((needle) => seen.has(needle)))) continue;
        if (conditionsHold(candidate, evidence)) best = position;
      }
    };
    for (const needle of seen) consider(users[needle]);
    const { code, enhancedCode } = evidence.reply;
    if (enhancedCode !== undefined) {
      consider(byEnhanced.get(enhancedCode));
      consider(byEnhanced.get(`x${enhancedCode.slice(1)}`));
    }
    consider(byCode.get(String(code)));
    consider(byCode.get(`${Math.floor(code / 100)}yz`));
    consider(always);
    return compiled[best]?.rule;
  };
}
