import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { commandNames } from '../../src/cli/help.js';
import { didYouMean } from '../../src/cli/suggest.js';
import { program, runCli } from './run-cli.js';

describe('help', () => {
  test.each([{ command: [] }, ...commandNames.map((name) => ({ command: [name] }))])(
    '$command --help',
    async ({ command }) => {
      const { code, stdout, stderr } = await runCli([...command, '--help']);
      expect(stdout).toMatchSnapshot();
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    },
  );

  test('is the same by all its names', async () => {
    const [whole, check] = await Promise.all([runCli(['--help']), runCli(['check', '--help'])]);
    expect(await runCli(['-h'])).toEqual(whole);
    expect(await runCli(['help'])).toEqual(whole);
    expect(await runCli(['help', 'check'])).toEqual(check);
    expect(await runCli(['check', 'localhost', '-h'])).toEqual(check);
  });

  test('--version is the package’s', async () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });
});

describe.concurrent('a slip of the finger gets a suggestion, and exit code 2', () => {
  test.each([
    [[], /^Which command\?\n\nSays what SMTP servers mean/],
    [['chekc'], /^There is no command "chekc"\. Did you mean "check"\?/],
    [['expl'], /Did you mean "explain"\?/],
    [['zzz'], /^There is no command "zzz"\.\n/],
    [['--hlep'], /^There is no option "--hlep"\. Did you mean "--help"\?/],
    [['explain', '535', '--jsno'], /^There is no option "--jsno"\. Did you mean "--json"\?/],
    [['explain', '535', '--no-colour'], /^There is no option "--no-colour"\. Did you mean "--no-color"\?/],
    [['compare', '221', '535', '--json=yes'], /^--json takes no value\./],
  ])('%s', async (args, sentence) => {
    const { code, stdout, stderr } = await runCli(args);
    expect(stderr).toMatch(sentence);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('only what is near is suggested', () => {
    expect(didYouMean('expalin', ['explain', 'check'])).toBe(' Did you mean "explain"?');
    expect(didYouMean('x', ['explain', 'check'])).toBe('');
    expect(didYouMean('a'.repeat(100_000), ['explain'])).toBe('');
  });
});

describe.concurrent('colour', () => {
  const reply = ['explain', '535 5.7.8 No'];

  test('comes only where it is asked for, or somebody looks', async () => {
    expect((await runCli(reply)).stdout).not.toContain('\u001b');
    expect((await runCli([...reply, '--color'])).stdout).toContain('\u001b[');
    expect((await runCli([...reply, '--color', '--no-color'])).stdout).not.toContain('\u001b');
    expect((await runCli(reply, { env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b');
  });
});

test('a reader that has read enough is no crash', async () => {
  await using server = await startScriptedServer();
  const child = spawn(process.execPath, [program, 'check', server.url], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdout.destroy();
  const [code] = await once(child, 'close');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('npm can link it: the program begins with the line that names its interpreter', () => {
  const source = new URL('../../src/cli/main.ts', import.meta.url);
  for (const file of [source, program]) {
    expect(readFileSync(file, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  }
});
