import { compareReplies, type ReplyComparison } from '../../reply/compare-replies.js';
import { commonOptions, parseArguments } from '../arguments.js';
import { print, printJson, stdoutLayout } from '../output.js';
import { UsageError } from '../usage-error.js';
import { renderComparison } from './render-comparison.js';
import { whenToUse } from './when-to-use.js';

/** `compare`: two codes side by side. */
export async function compareCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, commonOptions);
  const [a, b, ...more] = positionals;
  if (a === undefined || b === undefined || more.length > 0) {
    throw new UsageError(`Two codes are needed, such as 221 535; there ${counted(positionals.length)}.`);
  }
  const comparison = compared(a, b);
  const use = [whenToUse(comparison.a), whenToUse(comparison.b)] as const;
  if (values.json) {
    printJson('compare', { ...comparison, whenToUse: use });
  } else {
    print(renderComparison(comparison, use, stdoutLayout(values)));
  }
  return 0;
}

function counted(count: number): string {
  if (count === 0) return 'is none';
  return count === 1 ? 'is one' : `are ${count}`;
}

function compared(a: string, b: string): ReplyComparison {
  try {
    return compareReplies(a, b);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
