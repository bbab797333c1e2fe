import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { nodemailerHas } from './helpers/nodemailer-version.js';

const program = fileURLToPath(new URL('simulation/simulate.js', import.meta.url));

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function simulate(...args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

function digestOf({ stdout }: Run): string | undefined {
  return /^digest ([0-9a-f]{64})$/m.exec(stdout)?.[1];
}

/** What holds on every Nodemailer; older ones leave connections open, and do not tell all that they know. */
const everywhere = ['delivered is delivered', 'not-sent is not sent', 'once', 'complete'];

test('50 worlds of faults and applications, twice: every promise is kept but for what is known, and the same seeds are the same execution, to the last event', async () => {
  const [one, again, other] = await Promise.all([
    simulate('--seed', '1000', '--runs', '50'),
    simulate('--seed', '1000', '--runs', '50'),
    simulate('--seed', '51', '--runs', '1'),
  ]);
  expect(digestOf(one)).toBeDefined();
  expect(digestOf(again)).toBe(digestOf(one));
  expect(digestOf(other)).not.toBe(digestOf(one));

  for (const promise of everywhere) expect(one.stdout).toMatch(new RegExp(`^${promise} +0$`, 'm'));
  expect(one.stderr).toBe('');
  if (!nodemailerHas('signals')) return;
  expect(one.stdout).not.toContain('BROKEN');
  expect(one.code).toBe(0);
}, 120_000);

// What older versions do at a seed is something else.
test.runIf(nodemailerHas('signals'))(
  'each known fault shows in the run of its seed',
  async () => {
    const { code, stdout, stderr } = await simulate('--known');
    expect(stdout).not.toMatch(/^GONE/m);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  },
  60_000,
);

describe.concurrent('what cannot be run is said in a sentence', () => {
  test.each([
    [['--run', '10'], /Unknown option '--run'/],
    [['--runs', 'many'], /^Expected --runs to be a whole number, 1 or more; got 'many'\.$/m],
    [['--seed'], /'--seed <value>' argument missing/],
    [
      ['--only', '{"steps":1}'],
      /^Expected --only to be a plan as a story prints it; got '\{"steps":1\}'\.$/m,
    ],
    [['here'], /Unexpected argument 'here'/],
  ])('%j', async (args, sentence) => {
    const { code, stdout, stderr } = await simulate(...args);
    expect(stderr).toMatch(sentence);
    expect(stderr).toContain('Usage: npm run simulate');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
