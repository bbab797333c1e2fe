import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { checkRules } from '../../src/diagnosis/check-rules.js';
import { builtInRules } from '../../src/diagnosis/rules/index.js';

const rule = { id: 'a', when: { text: ['b'] }, reason: 'rate.limited' };

test.each([
  [undefined, 'rules must be a list of rules, not undefined'],
  [{}, 'rules must be a list of rules, not an object'],
  [[null], 'rules[0] must be an object { id, when, reason }, not null'],
  [[{ ...rule, id: '' }], 'rules[0].id must be a text, not ""'],
  [
    [{ ...rule, reason: 'no.such' }],
    `rules[0].reason must be one of the reasons ('policy.blocked'), not "no.such"`,
  ],
  [[{ ...rule, reason: 'toString' }], `not "toString"`],
  [[{ ...rule, when: undefined }], 'rules[0].when must be an object of conditions, not undefined'],
  [[{ ...rule, when: {} }], 'rules[0].when must be an object with at least one condition, not an object'],
  [[{ ...rule, when: { word: ['x'] } }], 'rules[0].when must be an object with codes,'],
  [
    [{ ...rule, when: { codes: [99] } }],
    "rules[0].when.codes must be a list of reply codes (535) or classes ('4yz'), not 99",
  ],
  [[{ ...rule, when: { codes: 535 } }], 'not 535'],
  [[{ ...rule, when: { codes: [] } }], 'not an array'],
  [
    [{ ...rule, when: { enhanced: ['3.1.1'] } }],
    'rules[0].when.enhanced must be a list of enhanced status codes',
  ],
  [[{ ...rule, when: { phases: ['night'] } }], 'rules[0].when.phases must be a list of phases'],
  [[{ ...rule, when: { providers: ['nobody'] } }], 'rules[0].when.providers must be a list of provider ids'],
  [[{ ...rule, when: { text: [[]] } }], 'rules[0].when.text must be a list of texts, or lists of texts'],
  [[{ ...rule, when: { text: [/x/] } }], 'rules[0].when.text must be a list of texts'],
  [[{ ...rule, when: { text: ['x'], not: [' '] } }], 'rules[0].when.not must be a list of texts, not " "'],
  [[rule, rule], 'rules[1].id must be an id of its own, not "a"'],
])('%o is refused with a sentence that says what was expected', (rules, sentence) => {
  expect(() => checkRules(rules)).toThrow(TypeError);
  expect(() => checkRules(rules)).toThrow(sentence);
});

it('takes rules that are right, the built-in ones among them', () => {
  expect(checkRules([rule])).toEqual([rule]);
  expect(checkRules(builtInRules())).toEqual(builtInRules());
  expect(checkRules([])).toEqual([]);
});

it('throws nothing but a TypeError, whatever comes', () => {
  fc.assert(
    fc.property(fc.anything(), (rules) => {
      try {
        checkRules(rules);
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
      }
    }),
  );
});
