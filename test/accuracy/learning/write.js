// Weights and words as modules of the package.

const UNIT = 8;
/** A weight of less than this many units is left out. */
const LEAST = 2;

/** A word that no more texts have than this is left out: nothing much could be learned of it, and it has to be loaded. */
const LEAST_FOUND = 2;

/**
 * The words of all languages for each concept; left out is what a shorter beginning covers, and what hardly a text has.
 *
 * @param {typeof import('./source.js')} source
 * @param {readonly string[]} texts
 * @returns {readonly string[]}
 */
export function mergeWords({ lexicon, concepts, indexPhrases, readText }, texts) {
  const all = concepts.map((concept) => [
    ...new Set(Object.values(lexicon).flatMap((language) => language[concept]?.split(', ') ?? [])),
  ]);
  const numbered = all.flat().map((word, number) => /** @type {const} */ ([word, number]));
  const find = indexPhrases(numbered);
  const found = new Map();
  for (const text of texts)
    for (const number of find(readText(text)).keys()) found.set(number, (found.get(number) ?? 0) + 1);
  const seen = new Set(
    numbered.filter(([, number]) => (found.get(number) ?? 0) >= LEAST_FOUND).map(([word]) => word),
  );
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

const header =
  '// Written by `npm run learn` (test/accuracy/learn.js): change what it learns from, not this file.\n';

/** @param {import('./softmax.js').Model} model @param {readonly string[]} words */
export function writeData({ reasons, weights }, words) {
  const lines = [];
  for (const [name, values] of [...weights].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const parts = [];
    for (const [index, value] of values.entries()) {
      const units = Math.max(-99, Math.min(99, Math.round(value * UNIT)));
      if (Math.abs(units) >= LEAST) parts.push(`${String.fromCharCode(65 + index)}${units}`);
    }
    if (parts.length > 0) lines.push(`${name}\\t${parts.join('')}`);
  }
  return {
    'weights.ts': `${header}import type { Reason } from '../reasons.js';

/** What the weights tell apart; a weight names the first of these \`A\`, the next \`B\` … */
export const learnedReasons: readonly Reason[] = ${JSON.stringify(reasons)};

/** For each feature its weights, in eighths. */
export const learnedWeights = ${JSON.stringify(lines.join('\n')).replaceAll('\\\\t', '\\t')};
`,
    'words.ts': `${header}
/** The words of all languages of the lexicon, for each concept in its order. */
export const learnedWords: readonly string[] = ${JSON.stringify(words)};
`,
  };
}
