import type { Rule } from './rule.js';
import { wordsOfPhrase } from './text/phrases.js';

/** How much a rule knows: a provider's own facts, what a text says, texts that say little, what codes mean. */
export type RuleKind = 'fact' | 'text' | 'hint' | 'code';

/** A rule whose phrases have become clues: numbers, each of which stands for any phrase of a list. */
export interface CompiledRule extends Pick<Rule, 'id' | 'reason'> {
  readonly kind?: RuleKind;
  readonly when: Omit<Rule['when'], 'text' | 'not'>;
  /** Holds where this clue is there. */
  readonly any?: number;
  /** Holds where all of a list are there. */
  readonly all?: readonly (readonly number[])[];
  /** Does not hold where this one is. */
  readonly not?: number;
}

/** Rules, and the phrases that their clues are known by. */
export interface CompiledRules {
  readonly rules: readonly CompiledRule[];
  readonly phrases: readonly (readonly [words: readonly string[], clue: number])[];
}

/**
 * Gives every list of phrases a number, so that a text has to be looked through once for all of them.
 *
 * @param rules their texts written as words are read
 * @param first the number of the first clue
 */
export function compileRules(rules: readonly Rule[], first = 0): CompiledRules {
  const clues = new Map<string, number>();
  const phrases: [words: readonly string[], clue: number][] = [];
  function clueOf(list: readonly string[]): number {
    const key = [...new Set(list)].sort().join();
    const known = clues.get(key);
    if (known !== undefined) return known;
    const clue = first + clues.size;
    clues.set(key, clue);
    for (const phrase of new Set(list)) phrases.push([wordsOfPhrase(phrase), clue]);
    return clue;
  }
  const compiled = rules.map(({ id, reason, when: { text = [], not, ...when } }): CompiledRule => {
    const single = text.filter((entry) => typeof entry === 'string');
    const joined = factored(text.filter((entry) => typeof entry !== 'string'));
    return {
      id,
      reason,
      when,
      ...(single.length > 0 && { any: clueOf(single) }),
      ...(joined.length > 0 && { all: joined.map((lists) => lists.map(clueOf)) }),
      ...(not && { not: clueOf(not) }),
    };
  });
  return { rules: compiled, phrases };
}

type Lists = readonly (readonly string[])[];

/** "user" or "mailbox" with "unknown" or "not found" is one pair of lists, and no four pairs of phrases. */
function factored(entries: Lists): readonly Lists[] {
  const rests = new Map<string, string[][]>();
  for (const [head = '', ...rest] of entries) {
    rests.set(head, [...(rests.get(head) ?? []), rest]);
  }
  const heads = new Map<string, { readonly heads: string[]; readonly rests: readonly string[][] }>();
  for (const [head, list] of rests) {
    const key = JSON.stringify(list);
    const known = heads.get(key);
    if (known) known.heads.push(head);
    else heads.set(key, { heads: [head], rests: list });
  }
  return [...heads.values()].flatMap((group): readonly Lists[] => {
    const ends = group.rests.filter((rest) => rest.length === 1).flat();
    const longer = group.rests.filter((rest) => rest.length !== 1);
    return [
      ...(ends.length > 0 ? [[group.heads, ends]] : []),
      ...longer.map((rest) => [group.heads, ...rest.map((phrase) => [phrase])]),
    ];
  });
}
