import { describe, expect, it, test } from 'vitest';
import { compileRules } from '../../src/diagnosis/compile-rules.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import type { DiagnoseContext } from '../../src/diagnosis/diagnosis.js';
import { learnedRules } from '../../src/diagnosis/learned/rules.js';
import { vocabulary } from '../../src/diagnosis/learned/vocabulary.js';
import { firstClue } from '../../src/diagnosis/marks.js';
import { reasons } from '../../src/diagnosis/reasons.js';
import type { Rule } from '../../src/diagnosis/rule.js';
import { builtInRules, kindOfRule } from '../../src/diagnosis/rules/index.js';
import { PhraseTree } from '../../src/diagnosis/text/phrase-tree.js';
import { ruleExamples } from './rule-examples/index.js';

function contextFor({ when }: Rule): DiagnoseContext {
  const phase = when.phases?.[0];
  const provider = when.providers?.[0];
  return { ...(phase ? { phase } : {}), ...(provider ? { provider } : {}) };
}

const examples = builtInRules().flatMap((rule) =>
  (ruleExamples[rule.id] ?? []).map((example) => ({ id: rule.id, example, rule })),
);

describe('the rule that a reply is an example of is the one that decides it', () => {
  test.each(examples)('$id: $example', ({ id, example, rule }) => {
    expect(diagnose(example, contextFor(rule))).toMatchObject({ ruleId: id, reason: rule.reason });
  });
});

describe('the table of rules', () => {
  it('names every row once', () => {
    const ids = builtInRules().map((rule) => rule.id);
    expect(ids).toHaveLength(new Set(ids).size);
  });

  it('shows a source and an example for every row', () => {
    for (const rule of builtInRules()) {
      expect(rule.source.trim(), rule.id).not.toBe('');
      expect(ruleExamples[rule.id] ?? [], rule.id).not.toEqual([]);
    }
    const ids = new Set(builtInRules().map((rule) => rule.id));
    expect(Object.keys(ruleExamples).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('is what replies are held against: `npm run learn` after every change of it', () => {
    const { rules, phrases } = compileRules(builtInRules(), firstClue);
    const kinds = builtInRules().map(kindOfRule);
    expect(learnedRules()).toEqual(rules.map((rule, index) => ({ ...rule, kind: kinds[index] })));
    const tree = new PhraseTree(vocabulary);
    for (const [words, clue] of phrases) {
      const marks = new Set<number>();
      const text = { words: words.map((word) => word.replace('*', '')), stamps: [] };
      tree.find(text, (branch) => {
        for (const mark of branch.marks) marks.add(mark);
      });
      expect(marks, words.join(' ')).toContain(clue);
    }
  });

  it('parks nothing under "other"', () => {
    expect(builtInRules().filter((rule) => rule.reason === 'other')).toEqual([]);
  });

  it('reaches every reason that a reply can have', () => {
    const withoutReply =
      /^(connection|config|send|message\.source|delivery|other|auth\.suspended|protocol\.violation)/;
    const reached = new Set(builtInRules().map((rule) => rule.reason));
    const missing = Object.keys(reasons).filter(
      (reason) => !withoutReply.test(reason) && ![...reached].some((found) => found === reason),
    );
    expect(missing).toEqual([]);
  });

  it('has a last word for every code that is a failure', () => {
    for (let code = 400; code < 600; code += 1) {
      expect(diagnose(`${code} no`).reason, String(code)).not.toBe('other');
    }
  });
});
