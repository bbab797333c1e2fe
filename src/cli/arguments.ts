import { type ParseArgsConfig, parseArgs } from 'node:util';
import { didYouMean } from './suggest.js';
import { UsageError } from './usage-error.js';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What every command takes. */
export const commonOptions = {
  json: { type: 'boolean' },
  color: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Options;

/** Sentences for options that people try, and that are left out on purpose. */
export type Refusals = Readonly<Record<string, string>>;

type Config<O extends Options> = {
  readonly args: string[];
  readonly options: O;
  readonly allowPositionals: true;
  readonly allowNegative: true;
  readonly strict: true;
};

/** The values and positionals that such options give. */
type Parsed<O extends Options> = ReturnType<typeof parseArgs<Config<O>>>;

/**
 * Parses the arguments of a command with Node's own parser.
 *
 * @throws UsageError in words of ours: for an option that there is not, with the one that was meant.
 */
export function parseArguments<const O extends Options>(
  args: readonly string[],
  options: O,
  refusals: Refusals = {},
): Parsed<O> {
  const config = { args: [...args], options, allowPositionals: true, allowNegative: true } as const;
  for (const token of parseArgs({ ...config, strict: false, tokens: true }).tokens) {
    if (token.kind === 'option') checkOption(token.name, token.rawName, options, refusals);
  }
  try {
    return parseArgs({ ...config, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? inOurWords(error.message) : String(error));
  }
}

function checkOption(name: string, written: string, options: Options, refusals: Refusals): void {
  const refusal = Object.hasOwn(refusals, name) ? refusals[name] : undefined;
  if (refusal !== undefined) throw new UsageError(refusal);
  if (Object.hasOwn(options, name)) return;
  const known = Object.keys(options).map((option) => `--${option}`);
  throw new UsageError(
    `There is no option ${JSON.stringify(written)}.${didYouMean(written, [...known, '--no-color'])}`,
  );
}

/** `Option '--phase <value>' argument missing` tells a developer what it means, and nobody else. */
function inOurWords(message: string): string {
  const option = /'(?:-\w, )?(--[\w-]+)/.exec(message)?.[1];
  if (option === undefined) return message;
  return message.includes('does not take an argument')
    ? `${option} takes no value.`
    : `${option} needs a value: ${option}=VALUE.`;
}
