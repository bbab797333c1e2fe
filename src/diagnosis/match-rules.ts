import type { Reply } from '../reply/reply.js';
import type { CompiledRule } from './compile-rules.js';
import type { Phase } from './phase.js';
import type { ProviderId } from './providers.js';
import type { Rule } from './rule.js';
import type { Place } from './text/phrase-tree.js';
import type { Text } from './text/read-text.js';

/** What a rule is held against. */
export interface Evidence {
  readonly reply: Reply;
  readonly text: Text;
  readonly phase: Phase | undefined;
  readonly provider: ProviderId | undefined;
}

/** The clues that a text has, and where each stands first. */
export type Clues = ReadonlyMap<number, Place>;

/** A rule that holds, and the words of the reply that made it hold. */
export interface Match {
  readonly rule: CompiledRule;
  readonly because: readonly string[];
}

/** Finds the first rule that holds. */
export type RuleMatcher = (evidence: Evidence, clues: Clues) => Match | undefined;

/** Something to go by: the rule that it points at, and the clues that have to be there. */
interface Lead {
  readonly position: number;
  readonly clues: readonly number[];
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

function conditionsHold({ when }: CompiledRule, evidence: Evidence): boolean {
  if (when.codes && !codeHolds(when.codes, evidence.reply.code)) return false;
  if (when.enhanced && !enhancedHolds(when.enhanced, evidence.reply.enhancedCode)) return false;
  if (when.phases && !(evidence.phase && when.phases.includes(evidence.phase))) return false;
  return !when.providers || (evidence.provider !== undefined && when.providers.includes(evidence.provider));
}

function add<K, V>(index: Map<K, V[]>, key: K, value: V): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
}

/** What decided where no words did: the codes that the rule asks for. */
function codesOf({ when }: CompiledRule, { code, enhancedCode }: Reply): readonly string[] {
  if (when.enhanced && enhancedCode !== undefined) return [enhancedCode];
  return when.codes ? [String(code)] : [];
}

/**
 * Prepares rules for use: only those are tried that a clue of the text, the enhanced code or the code points at.
 * The first in the list wins.
 *
 * @param isPossible whether a reply can have a rule's reason at all
 */
export function ruleMatcher(
  rules: readonly CompiledRule[],
  isPossible: (rule: CompiledRule, evidence: Evidence) => boolean = () => true,
): RuleMatcher {
  const byClue = new Map<number, Lead[]>();
  const byEnhanced = new Map<string, number[]>();
  const byCode = new Map<number, number[]>();
  const always: number[] = [];
  for (const [position, { any, all = [], when }] of rules.entries()) {
    const { codes, enhanced } = when;
    if (any !== undefined) add(byClue, any, { position, clues: [any] });
    for (const clues of all) add(byClue, clues[0] ?? 0, { position, clues });
    if (any !== undefined || all.length > 0) continue;
    if (enhanced) for (const entry of enhanced) add(byEnhanced, entry, position);
    else if (codes) for (const entry of codes) add(byCode, codeKey(entry), position);
    else always.push(position);
  }

  return (evidence, clues) => {
    const { reply, text } = evidence;
    let best = rules.length;
    let by: readonly number[] = [];
    function consider(position: number, needed: readonly number[]): void {
      const rule = position < best ? rules[position] : undefined;
      if (!rule || !needed.every((clue) => clues.has(clue))) return;
      if (rule.not !== undefined && clues.has(rule.not)) return;
      if (!conditionsHold(rule, evidence) || !isPossible(rule, evidence)) return;
      best = position;
      by = needed;
    }
    function considerAll(positions: readonly number[] | undefined): void {
      if (positions) for (const position of positions) consider(position, []);
    }
    for (const clue of clues.keys()) {
      for (const lead of byClue.get(clue) ?? []) consider(lead.position, lead.clues);
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
    const because = by.map((clue) => {
      const place = clues.get(clue);
      return text.words.slice(place?.start, place?.end).join(' ');
    });
    return { rule, because: because.length > 0 ? because : codesOf(rule, reply) };
  };
}
