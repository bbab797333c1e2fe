/** What learning takes from the package: the same code reads a reply when it is learned from and when it is judged. */
export { featureReader } from '../../../src/diagnosis/learned/features.js';
export { indexConcepts } from '../../../src/diagnosis/learned/find-concepts.js';
export { concepts } from '../../../src/diagnosis/lexicon/concepts.js';
export { lexicon } from '../../../src/diagnosis/lexicon/index.js';
export { providers } from '../../../src/diagnosis/providers.js';
export { phaseOf, readError } from '../../../src/diagnosis/read-error.js';
export { builtInRules } from '../../../src/diagnosis/rules/index.js';
export { indexPhrases } from '../../../src/diagnosis/text/find-phrases.js';
export { readText } from '../../../src/diagnosis/text/read-text.js';
export { parseReply } from '../../../src/reply/parse-reply.js';
export { ruleExamples } from '../../diagnosis/rule-examples/index.js';
