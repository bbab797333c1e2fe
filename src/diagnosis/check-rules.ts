import { phases } from './phase.js';
import { providers } from './providers.js';
import { reasons } from './reasons.js';
import type { Rule } from './rule.js';

const conditions = ['codes', 'enhanced', 'phases', 'providers', 'text', 'not'];

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (Array.isArray(value)) return 'an array';
  if (value === null || typeof value !== 'object') return String(value);
  return 'an object';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fail(where: string, expected: string, value: unknown): never {
  throw new TypeError(`${where} must be ${expected}, not ${show(value)}`);
}

function checkList(
  where: string,
  value: unknown,
  expected: string,
  holds: (entry: unknown) => boolean,
): void {
  if (value === undefined) return;
  if (!Array.isArray(value) || value.length === 0) fail(where, `a list of ${expected}`, value);
  for (const entry of value) if (!holds(entry)) fail(where, `a list of ${expected}`, entry);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isCode(value: unknown): boolean {
  if (value === '2yz' || value === '4yz' || value === '5yz') return true;
  return typeof value === 'number' && Number.isInteger(value) && value >= 200 && value <= 599;
}

function checkWhen(where: string, when: unknown): void {
  if (!isRecord(when)) fail(where, 'an object of conditions', when);
  for (const key of Object.keys(when)) {
    if (!conditions.includes(key)) fail(where, `an object with ${conditions.join(', ')}`, key);
  }
  if (Object.keys(when).length === 0) fail(where, 'an object with at least one condition', when);
  checkList(`${where}.codes`, when['codes'], "reply codes (535) or classes ('4yz')", isCode);
  checkList(
    `${where}.enhanced`,
    when['enhanced'],
    "enhanced status codes ('5.7.8', 'x.7.8')",
    (entry) => typeof entry === 'string' && /^[x245]\.\d{1,3}\.\d{1,3}$/.test(entry),
  );
  checkList(`${where}.phases`, when['phases'], `phases (${phases.join(', ')})`, (entry) =>
    phases.some((phase) => phase === entry),
  );
  checkList(
    `${where}.providers`,
    when['providers'],
    'provider ids',
    (entry) => typeof entry === 'string' && Object.hasOwn(providers, entry),
  );
  checkList(
    `${where}.text`,
    when['text'],
    'texts, or lists of texts',
    (entry) => isText(entry) || (Array.isArray(entry) && entry.length > 0 && entry.every(isText)),
  );
  checkList(`${where}.not`, when['not'], 'texts', isText);
}

function isRule(rule: unknown, where: string): rule is Rule {
  if (!isRecord(rule)) fail(where, 'an object { id, when, reason }', rule);
  if (!isText(rule['id'])) fail(`${where}.id`, 'a text', rule['id']);
  const reason = rule['reason'];
  if (typeof reason !== 'string' || !Object.hasOwn(reasons, reason)) {
    fail(`${where}.reason`, "one of the reasons ('policy.blocked')", reason);
  }
  if (rule['source'] !== undefined && typeof rule['source'] !== 'string') {
    fail(`${where}.source`, 'a text', rule['source']);
  }
  checkList(`${where}.examples`, rule['examples'], 'replies', isText);
  checkWhen(`${where}.when`, rule['when']);
  return true;
}

/**
 * Checks rules that come from outside, before the first reply meets them.
 *
 * @param rules what the application passed as `rules`
 * @returns the same rules, in the same order
 * @throws TypeError with a sentence that says what was expected and what came
 * @example
 * checkRules([{ id: 'acme.quota', when: { text: ['acme quota'] }, reason: 'rate.limited' }]);
 */
export function checkRules(rules: unknown): readonly Rule[] {
  if (!Array.isArray(rules)) fail('rules', 'a list of rules', rules);
  const ids = new Set<string>();
  return rules.map((rule: unknown, index) => {
    const where = `rules[${index}]`;
    if (!isRule(rule, where)) fail(where, 'a rule', rule);
    if (ids.has(rule.id)) fail(`${where}.id`, 'an id of its own', rule.id);
    ids.add(rule.id);
    return rule;
  });
}
