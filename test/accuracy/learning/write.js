// Weights and words as modules of the package.

const UNIT = 8;
/** A weight of less than this many units is left out. */
const LEAST = 2;

/** The words of all languages for each concept; what a shorter beginning covers is left out. */
/** @param {typeof import('./source.js')} source @returns {readonly string[]} */
export function mergeWords({ lexicon, concepts }) {
  return concepts.map((concept) => {
    const words = new Set(Object.values(lexicon).flatMap((language) => language[concept]?.split(', ') ?? []));
    const beginnings = [...words].filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
    return [...words]
      .filter(
        (word) =>
          !beginnings.some((start) => word.startsWith(start) && word !== `${start}*` && !word.includes(' ')),
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
