/*
 * How long a start takes, by child processes. What counts is the difference: `--help` to Node alone
 * (target: below 60 ms in all), the library to Nodemailer alone (target: 15 ms more). Needs a build.
 */
import { execFileSync } from 'node:child_process';
import { bench, describe } from 'vitest';

const root = new URL('../../', import.meta.url);
const few = { iterations: 20, time: 0, warmupIterations: 2, warmupTime: 0 };

function node(...args: readonly string[]): void {
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
}

function importing(...modules: readonly string[]): readonly string[] {
  return ['--input-type=module', '--eval', modules.map((name) => `import '${name}';`).join('\n')];
}

describe('the command line', () => {
  bench('Node alone', () => node('--eval', '0'), few);
  bench('--help', () => node('dist/cli/main.js', '--help'), few);
  bench('explain', () => node('dist/cli/main.js', 'explain', '535 5.7.8 No'), few);
});

describe('the library', () => {
  bench('Nodemailer alone', () => node(...importing('nodemailer')), few);
  bench('Nodemailer and the library', () => node(...importing('nodemailer', './dist/index.js')), few);
  bench('the library’s ./diagnose alone', () => node(...importing('./dist/diagnose.js')), few);
});
