import { type Layout, layoutFor } from '../render/layout.js';
import type { Scrub } from '../session/scrub.js';

/** The switches that decide what output looks like. */
export interface OutputSwitches {
  readonly json?: boolean | undefined;
  readonly color?: boolean | undefined;
}

/** The layout for the standard output: as wide as it is, in colour where somebody looks at it and wants it. */
export function stdoutLayout({ color }: OutputSwitches): Layout {
  const { stdout, env } = process;
  // hasColors() knows NO_COLOR, FORCE_COLOR and dumb terminals.
  const colour = color ?? (stdout.isTTY === true && stdout.hasColors());
  // A terminal that does not know its width says 0.
  const width = stdout.columns || Number(env['COLUMNS'] || Number.NaN);
  return layoutFor({ color: colour, width });
}

/** Prints text and ends the line. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/**
 * Prints the answer of a command as JSON. Its `version` changes when a field changes its meaning.
 *
 * @param scrub Takes secrets out of every text in it.
 */
export function printJson(command: string, answer: object, scrub: Scrub = (text) => text): void {
  const clean = (_key: string, value: unknown) => (typeof value === 'string' ? scrub(value) : value);
  print(escaped(JSON.stringify({ version: 1, command, ...answer }, clean, 2)));
}

/** JSON leaves C1 controls, marks that reorder text and what is invisible as they are, and a terminal acts on them. */
function escaped(json: string): string {
  return json.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
