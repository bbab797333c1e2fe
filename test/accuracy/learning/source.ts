/** What learning takes from the package: the same code reads a reply when it is learned from and when it is judged. */
export { compileRules } from '../../../src/diagnosis/compile-rules.js';
export {
  codeFeatures,
  conceptNames,
  groupOf,
  MOST_CONCEPTS,
  pairName,
} from '../../../src/diagnosis/learned/features.js';
export { concepts } from '../../../src/diagnosis/lexicon/concepts.js';
export { lexicon } from '../../../src/diagnosis/lexicon/index.js';
export { firstClue, isSpoken, providersInOrder } from '../../../src/diagnosis/marks.js';
export { providers } from '../../../src/diagnosis/providers.js';
export { phaseOf, readError } from '../../../src/diagnosis/read-error.js';
export { builtInRules, kindOfRule } from '../../../src/diagnosis/rules/index.js';
export { groupOf as lettersOf, PhraseTree } from '../../../src/diagnosis/text/phrase-tree.js';
export { wordsOfPhrase } from '../../../src/diagnosis/text/phrases.js';
export { readText } from '../../../src/diagnosis/text/read-text.js';
export { parseReply } from '../../../src/reply/parse-reply.js';
export { ruleExamples } from '../../diagnosis/rule-examples/index.js';
