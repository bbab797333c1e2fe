// What was learned, and the rules with the words that they go by, as modules of the package.

/** @typedef {typeof import('./source.js')} Source */
/** @typedef {{ marks: Set<number>, weights: string, after: Map<string, Phrases> }} Phrases */

const UNIT = 8;
/** A weight of less than this many units is left out. */
const LEAST = 2;

/** A word that no more texts have than this is left out: nothing much could be learned of it, and it has to be loaded. */
const LEAST_FOUND = 2;

/**
 * The words of all languages for each concept; left out is what a shorter beginning covers, and what hardly a text has.
 *
 * @param {Source} source
 * @param {readonly string[]} texts
 * @returns {readonly string[]}
 */
export function mergeWords({ lexicon, concepts, PhraseTree, wordsOfPhrase, readText }, texts) {
  const all = concepts.map((concept) => [
    ...new Set(Object.values(lexicon).flatMap((language) => language[concept]?.split(', ') ?? [])),
  ]);
  const tree = new PhraseTree();
  for (const [number, word] of all.flat().entries()) tree.add(wordsOfPhrase(word), number);
  const found = new Map();
  for (const text of texts) {
    const here = new Set();
    tree.find(readText(text), ({ marks }) => {
      for (const number of marks) here.add(number);
    });
    for (const number of here) found.set(number, (found.get(number) ?? 0) + 1);
  }
  const seen = new Set(all.flat().filter((_, number) => (found.get(number) ?? 0) >= LEAST_FOUND));
  return all.map((words) => {
    const kept = words.filter((word) => seen.has(word));
    const beginnings = kept.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
    return kept
      .filter(
        (word) =>
          word.includes(' ') || !beginnings.some((start) => word.startsWith(start) && word !== `${start}*`),
      )
      .sort()
      .join(',');
  });
}

/** @returns {Phrases} */
const nothing = () => ({ marks: new Set(), weights: '', after: new Map() });

/** @param {Phrases} phrases @param {readonly string[]} words */
function at(phrases, words) {
  let here = phrases;
  for (const word of words) {
    const next = here.after.get(word) ?? nothing();
    here.after.set(word, next);
    here = next;
  }
  return here;
}

/** @param {string} a @param {string} b */
const inOrder = (a, b) => (a < b ? -1 : 1);

/** A line a word, what follows it below. @param {Phrases} phrases @param {number} depth @returns {string[]} */
function linesOf({ after }, depth) {
  return [...after]
    .sort(([a], [b]) => inOrder(a, b))
    .flatMap(([word, branch]) => {
      const marks = [...branch.marks].map((mark) => mark.toString(36).padStart(2, '0')).join('');
      const meaning = marks + (branch.weights && `;${branch.weights}`);
      return [' '.repeat(depth) + word + (meaning && `\t${meaning}`), ...linesOf(branch, depth + 1)];
    });
}

/** @param {Float64Array} values */
function writeWeights(values) {
  const parts = [];
  for (const [index, value] of values.entries()) {
    const units = Math.max(-99, Math.min(99, Math.round(value * UNIT)));
    if (Math.abs(units) >= LEAST) parts.push(`${String.fromCharCode(65 + index)}${units}`);
  }
  return parts.join('');
}

/** @param {readonly [key: string, value: string]} entry */
const entryOf = ([key, value]) =>
  `${/^[a-z]\w*$/i.test(key) ? key : JSON.stringify(key)}:${JSON.stringify(value)},`;

/** As many entries a line as have room. @param {readonly string[]} entries */
function packed(entries) {
  const lines = [''];
  for (const entry of entries) {
    const last = lines.length - 1;
    if ((lines[last] ?? '').length + entry.length > 200) lines.push(entry);
    else lines[last] += entry;
  }
  return lines.join('\n');
}

const header =
  '// Written by `npm run learn` (test/accuracy/learn.js): change what it learns from, not this file.\n';
const asWritten = '// biome-ignore format: written by a script';

/**
 * @param {Source} source
 * @param {import('./softmax.js').Model} model
 * @param {readonly string[]} words for each concept those of all languages
 */
export function writeData(source, { reasons, weights }, words) {
  const phrases = nothing();
  for (const [concept, list] of words.entries()) {
    if (list === '') continue;
    for (const word of list.split(',')) at(phrases, source.wordsOfPhrase(word)).marks.add(concept);
  }
  for (const [index, id] of source.providersInOrder.entries()) {
    const { marks = [] } = /** @type {{ marks?: readonly string[] }} */ (source.providers[id]);
    for (const mark of marks.filter(source.isSpoken)) {
      at(phrases, source.wordsOfPhrase(mark)).marks.add(words.length + index);
    }
  }
  const compiled = source.compileRules(source.builtInRules(), source.firstClue);
  for (const [wanted, clue] of compiled.phrases) at(phrases, wanted).marks.add(clue);
  /** @type {[string, string][]} */
  const others = [];
  for (const [name, values] of weights) {
    const written = writeWeights(values);
    if (written === '') continue;
    if (name.startsWith('w')) at(phrases, name.slice(1).split(' ')).weights = written;
    else others.push([name, written]);
  }
  /** @type {Map<string, Phrases>} */
  const groups = new Map();
  for (const [word, branch] of phrases.after) {
    const letters = source.lettersOf(word);
    const group = groups.get(letters) ?? nothing();
    group.after.set(word, branch);
    groups.set(letters, group);
  }
  /** @type {[string, string][]} */
  const vocabulary = [...groups].map(([letters, group]) => [letters, linesOf(group, 0).join('\n')]);
  const rules = compiled.rules.map((rule, index) => {
    const original = source.builtInRules()[index];
    const kind = original && source.kindOfRule(original);
    return `${JSON.stringify({ ...rule, kind }).replaceAll(/"([a-z]+)":/g, '$1:')},`;
  });
  return {
    'vocabulary.ts': `${header}
/** By two letters the phrases that begin so; what they stand for are concepts, clues of rules, and weights. */
${asWritten}
export const vocabulary: Readonly<Record<string, string>> = {
${packed(vocabulary.sort(([a], [b]) => inOrder(a, b)).map(entryOf))}
};
`,
    'rules.ts': `${header}import type { CompiledRule } from '../compile-rules.js';

/** The built-in rules in their order, the words that they go by as clues of the vocabulary. */
${asWritten}
export const learnedRules = (): readonly CompiledRule[] => [
${packed(rules)}
];
`,
    'weights.ts': `${header}import type { Reason } from '../reasons.js';

/** What the weights tell apart; a weight names the first of these \`A\`, the next \`B\` … */
export const learnedReasons: readonly Reason[] = ${JSON.stringify(reasons)};

/** What codes, phases, concepts and pairs of concepts weigh, in eighths. */
${asWritten}
export const learnedWeights: Readonly<Record<string, string>> = {
${packed(others.sort(([a], [b]) => inOrder(a, b)).map(entryOf))}
};
`,
  };
}
