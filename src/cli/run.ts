import { type CommandName, commandNames, helpFor, isCommandName, overview } from './help.js';
import { didYouMean } from './suggest.js';
import { UsageError } from './usage-error.js';

/** Carries out a command and returns its exit code; the commands' code is loaded when it is needed. */
type Command = (args: readonly string[]) => Promise<number>;

const commands: { readonly [name in CommandName]: () => Promise<Command> } = {
  explain: async () => (await import('./explain/command.js')).explainCommand,
  compare: async () => (await import('./compare/command.js')).compareCommand,
  check: async () => (await import('./check/command.js')).checkCommand,
};

/**
 * Runs the command line.
 *
 * @returns The exit code: 0 fine, 1 a failure found, 2 wrong usage.
 */
export async function run(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  try {
    if (asksFor(name, 'help')) return printHelp(rest[0]);
    if (asksFor(name, 'version')) return print(await version());
    if (name === '') throw new UsageError('Which command?', overview);
    if (!isCommandName(name)) throw unknownCommand(name);
    const options = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : undefined);
    if (options.some((option) => option === '--help' || option === '-h')) return printHelp(name);
    const command = await commands[name]();
    return await command(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const where = isCommandName(name)
      ? `nodemailer-smtp-errors ${name} --help`
      : 'nodemailer-smtp-errors --help';
    process.stderr.write(`${error.message}\n\n${error.help ?? `See ${where}`}\n`);
    return 2;
  }
}

function asksFor(argument: string, what: 'help' | 'version'): boolean {
  const short = { help: '-h', version: '-v' }[what];
  return argument === `--${what}` || argument === short || argument === what;
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function printHelp(name = ''): number {
  if (name === '' || name.startsWith('-')) return print(overview);
  if (!isCommandName(name)) throw unknownCommand(name);
  return print(helpFor(name));
}

async function version(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const manifest: unknown = JSON.parse(text);
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? `${manifest.version}`
    : '';
}

function unknownCommand(name: string): UsageError {
  const what = name.startsWith('-') ? 'option' : 'command';
  const known = what === 'option' ? ['--help', '--version'] : commandNames;
  return new UsageError(`There is no ${what} ${JSON.stringify(name)}.${didYouMean(name, known)}`);
}
