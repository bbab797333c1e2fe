// What a reply has that may be learned from, each by the name that its weights will have.

/** @typedef {import('../../../src/diagnosis/match-rules.js').Evidence} Evidence */
/** @typedef {typeof import('./source.js')} Source */

const MOST_WORDS = 60;

/** Words that every sentence has; what they join is weighed, they are not. */
const common = new Set(
  'a an and are as at be been by can com for from has have i if in is it its no not of on or our please see so sorry that the this to was we will with you your'.split(
    ' ',
  ),
);

/** @param {string} word */
const isNumber = (word) => /^\d/.test(word) && !word.includes('.');

/** Words and pairs of neighbours: what becomes a phrase of the vocabulary with weights of its own. @param {readonly string[]} words */
function wordFeatures(words) {
  const names = [];
  for (const [position, word] of words.slice(0, MOST_WORDS).entries()) {
    if (word === '.' || isNumber(word)) continue;
    if (!common.has(word)) names.push(`w${word}`);
    const next = words[position + 1];
    if (next !== undefined && next !== '.') names.push(`w${word} ${next}`);
  }
  return names;
}

/**
 * @param {Source} source
 * @param {readonly string[]} words for each concept the words of all languages, separated by commas
 * @returns {(evidence: Evidence) => readonly string[]}
 */
export function featureReader(source, words) {
  const tree = new source.PhraseTree();
  for (const [concept, list] of words.entries()) {
    if (list !== '') for (const phrase of list.split(',')) tree.add(source.wordsOfPhrase(phrase), concept);
  }
  return (evidence) => {
    const group = source.groupOf(evidence.phase);
    /** @type {Set<number>} */
    const found = new Set();
    tree.find(evidence.text, ({ marks }) => {
      for (const concept of marks) found.add(concept);
    });
    const concepts = [...found].slice(0, source.MOST_CONCEPTS);
    return [
      ...new Set([
        ...source.codeFeatures(evidence).map(([name]) => name),
        ...wordFeatures(evidence.text.words),
        ...concepts.flatMap((concept, index) => [
          ...source.conceptNames(concept, group),
          ...concepts.slice(index + 1).map((other) => source.pairName(concept, other)),
        ]),
      ]),
    ];
  };
}
