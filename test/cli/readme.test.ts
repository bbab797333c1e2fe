import { certificate, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { commandNames, overview } from '../../src/cli/help.js';
import { blocksFor, textOf } from '../docs/blocks.js';
import { runCli, trusting } from './run-cli.js';

const page = textOf('docs/command-line.md');
const examples = [
  ...page.matchAll(/^```sh\nnpx nodemailer-smtp-errors (.*)\n```\n\n```text\n([\s\S]*?)^```$/gm),
].map(([, line = '', output = '']) => ({ args: argumentsOf(line), output }));

/** As a shell takes a line apart, for lines that have nothing but single quotes. */
function argumentsOf(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
}

/** Ports and times differ from run to run, and so do the days that a certificate has left. */
function steady(text: string, port: number): string {
  return text
    .replaceAll(String(port), '2525')
    .replace(/ +\d+ ms/g, ' _ ms')
    .replace(/\d+ days/g, '_ days');
}

describe('the page of the command line shows what the program prints', () => {
  test('for each of its commands', () => {
    expect(examples.map(({ args: [command] }) => command)).toEqual([...commandNames]);
    expect(examples.map(({ output }) => output)).toEqual(
      blocksFor('test/cli/readme.test.ts').map(({ code }) => code),
    );
  });

  test('and so does its help: it names each of them', () => {
    for (const name of commandNames) expect(overview).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  test.each(examples.filter(({ args }) => args[0] !== 'check'))('$args', async ({ args, output }) => {
    expect((await runCli(args)).stdout).toBe(output);
  });

  test.each(examples.filter(({ args }) => args[0] === 'check'))('$args', async ({ args, output }) => {
    await using server = await startScriptedServer({
      accounts: { alice: 'another' },
      extensions: { starttls: true },
    });
    using trust = trusting(certificate);
    const here = args.map((argument) => argument.replace('2525', String(server.port)));
    const { stdout } = await runCli(here, { env: { ...trust.env, SMTP_PASSWORD: 'wrong' } });
    expect(steady(stdout, server.port)).toBe(steady(output, server.port));
  });
});
