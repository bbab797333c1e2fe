import { type Kind, type Reason, reasons } from '../diagnosis/reasons.js';
import { enhancedCodes } from '../reply/enhanced-codes.js';
import { replyCodes } from '../reply/reply-codes.js';
import { isReason } from './from-fields.js';

/** Everything that has a name, by what it is. */
export interface Topics {
  /** `'221'`, `'535'`. */
  readonly codes: readonly string[];
  /** As servers send them most: `'5.7.8'`. */
  readonly enhancedCodes: readonly string[];
  readonly reasons: readonly Reason[];
  readonly kinds: readonly Kind[];
}

/**
 * Everything that can be explained by its name, for a list to choose from.
 *
 * @returns The names, in the order of the catalogues.
 * @example
 * topics().codes.includes('535'); // true
 */
export function topics(): Topics {
  const names = Object.keys(reasons).filter(isReason);
  return {
    codes: Object.keys(replyCodes),
    enhancedCodes: Object.entries(enhancedCodes).map(([key, entry]) => `${usualClass(entry.with)}.${key}`),
    reasons: names,
    kinds: [...new Set(names.map((reason) => reasons[reason].kind))],
  };
}

function usualClass(beside: readonly number[] = []): string {
  const classes = beside.map((code) => String(code).charAt(0));
  return classes.find((digit) => digit === '5') ?? classes[0] ?? '5';
}
