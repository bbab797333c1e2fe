import { type Comparison, compare } from '../../compare/compare.js';
import { commonOptions, parseArguments } from '../arguments.js';
import { print, printJson, stdoutLayout } from '../output.js';
import { UsageError } from '../usage-error.js';
import { renderComparison } from './render-comparison.js';

/** `compare`: two codes or reasons side by side. */
export async function compareCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, commonOptions);
  const [a, b, ...more] = positionals;
  if (a === undefined || b === undefined || more.length > 0) {
    throw new UsageError(
      `Two codes or reasons are needed, such as 221 535; there ${counted(positionals.length)}.`,
    );
  }
  const comparison = compared(a, b);
  if (values.json) {
    const { a: first, b: second } = comparison;
    printJson('compare', { ...comparison, whenToUse: [first.whenToUse, second.whenToUse] });
  } else {
    print(renderComparison(comparison, stdoutLayout(values)));
  }
  return 0;
}

function counted(count: number): string {
  if (count === 0) return 'is none';
  return count === 1 ? 'is one' : `are ${count}`;
}

function compared(a: string, b: string): Comparison {
  try {
    return compare(a, b);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
