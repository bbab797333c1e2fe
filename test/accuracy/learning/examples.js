// What is learned from: labelled replies, the rules' examples and phrases, and phrases of the seventeen languages.
import { contextOf } from '../rows.js';
import { featureReader } from './features.js';

/** @typedef {{ features: readonly string[], reason: string, weight: number }} Example */

/** Reasons for the labels that stand for several. @type {Readonly<Record<string, string | undefined>>} */
const reasonsOfLabels = {
  tls: 'tls.required',
  protocol: 'protocol.rejected',
  greylisted: 'rate.greylisted',
  storage: 'server.storage',
  network: undefined,
  other: undefined,
};

/** @param {string} label */
const reasonOf = (label) => (Object.hasOwn(reasonsOfLabels, label) ? reasonsOfLabels[label] : label);

/** @param {string} reason */
function coarse(reason) {
  if (reason.startsWith('tls.')) return 'tls.required';
  return reason.startsWith('protocol.') ? 'protocol.rejected' : reason;
}

/** What a row that is not a whole reply is worth beside one. */
const EXAMPLE = 3;
const NEEDLE = 1;
const ONLY_CONCEPTS = 0.5;

/**
 * @param {typeof import('./source.js')} source
 * @param {readonly import('../rows.js').Row[]} rows
 * @param {readonly { phrase: string, phase?: string, reason: string }[]} phrases
 * @param {readonly string[]} words
 * @returns {Example[]}
 */
export function labelledFeatures(source, rows, phrases, words) {
  const featuresOf = featureReader(source, words);
  /** @type {Example[]} */
  const examples = [];

  /** @param {{ code: number, enhancedCode?: string }} reply @param {string} text @param {any} phase @param {string} reason @param {number} weight */
  function add(reply, text, phase, reason, weight) {
    const read = source.readText(text.replaceAll('*', ''));
    const evidence = { reply: { lines: [], text, ...reply }, text: read, phase, provider: undefined };
    const features = featuresOf(evidence);
    examples.push({ features, reason, weight });
    // The same without its words: what concepts mean holds for every language.
    const general = features.filter((name) => !name.startsWith('w'));
    examples.push({ features: general, reason, weight: weight * ONLY_CONCEPTS });
  }

  for (const row of rows) {
    const reason = reasonOf(row.expected);
    const response = row.reply ?? row.error?.['response'];
    const reply = typeof response === 'string' ? source.parseReply(response) : undefined;
    if (reason === undefined || !reply || (reply.code !== 0 && reply.code < 400)) continue;
    const facts = row.error ? source.readError(row.error) : undefined;
    const given = contextOf(row, source.providers).phase ?? (facts && source.phaseOf(facts.command, facts));
    const phase = given ?? ([435, 534, 535, 538].includes(reply.code) ? 'auth' : undefined);
    // What was refused is a token or a password: the command tells, not the reply.
    const isToken =
      reason === 'auth.token' && /XOAUTH2|OAUTHBEARER/i.test(row.command ?? facts?.command ?? '');
    add(reply, reply.text, phase, isToken ? 'auth.invalid-credentials' : reason, 1);
  }
  for (const rule of source.builtInRules()) {
    const phase = rule.when.phases?.[0];
    const reason = coarse(rule.reason);
    for (const example of source.ruleExamples[rule.id] ?? []) {
      const reply = source.parseReply(example);
      if (reply) add(reply, reply.text, phase, reason, EXAMPLE);
    }
    if (rule.when.providers) continue;
    for (const entry of rule.when.text ?? []) {
      add({ code: 0 }, typeof entry === 'string' ? entry : entry.join(' '), phase, reason, NEEDLE);
    }
  }
  for (const { phrase, phase, reason } of phrases) add({ code: 0 }, phrase, phase, coarse(reason), NEEDLE);
  return examples;
}
