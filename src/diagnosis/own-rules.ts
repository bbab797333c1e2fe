import { compileRules } from './compile-rules.js';
import { type Evidence, type Match, ruleMatcher } from './match-rules.js';
import type { Rule } from './rule.js';
import { PhraseTree, type Place } from './text/phrase-tree.js';
import { asRead } from './text/phrases.js';

/** Finds the first rule of an application that holds. */
type OwnRules = (evidence: Evidence) => Match | undefined;

const compiled = new WeakMap<readonly Rule[], OwnRules>();

/** The rules of an application, prepared once. */
export function ownRules(rules: readonly Rule[]): OwnRules {
  const known = compiled.get(rules);
  if (known) return known;
  const { rules: rows, phrases } = compileRules(rules.map(readRule));
  const tree = new PhraseTree();
  for (const [words, clue] of phrases) tree.add(words, clue);
  const match = ruleMatcher(rows);
  const own: OwnRules = (evidence) => {
    const clues = new Map<number, Place>();
    tree.find(evidence.text, ({ marks }, start, end) => {
      for (const clue of marks) if (!clues.has(clue)) clues.set(clue, { start, end });
    });
    return match(evidence, clues);
  };
  compiled.set(rules, own);
  return own;
}

/** A rule with its texts as words are read: people write capitals, accents and signs. */
function readRule(rule: Rule): Rule {
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
}
