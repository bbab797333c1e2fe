import { describe, expect, test } from 'vitest';
import { runCli } from './run-cli.js';

describe('compare', () => {
  test('puts 221 and 535 side by side', async () => {
    const { code, stdout } = await runCli(['compare', '221', '535']);
    expect(code).toBe(0);
    expect(stdout).toMatchSnapshot();
  });

  test('one below the other where it is narrow', async () => {
    const { stdout } = await runCli(['compare', '221', '535'], { env: { COLUMNS: '60' } });
    expect(stdout).toMatchSnapshot();
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  test('as one JSON object', async () => {
    const { stdout } = await runCli(['compare', '221', '5.7.8', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      command: 'compare',
      a: { code: '221', known: true },
      b: { code: '5.7.8', known: true },
      keyDifferences: expect.arrayContaining([expect.stringMatching(/^221 is the polite end/)]),
      whenToUse: [
        expect.stringContaining('no delivery'),
        expect.stringContaining('AuthenticationFailedError'),
      ],
    });
  });

  test('a code beside a reason', async () => {
    const { stdout } = await runCli(['compare', '550', 'recipient.unknown']);
    expect(stdout).toContain('RecipientRejectedError');
  });

  test('a code with itself', async () => {
    expect((await runCli(['compare', '250', '250'])).stdout).toContain('one and the same');
  });

  test.each([
    [['221'], /^Two codes or reasons are needed, such as 221 535; there is one\./],
    [['221', '535', '550'], /; there are 3\./],
    [['221', '99'], /^Expected a reply code from 200 to 599/],
  ])('%s is told to be wrong', async (args, sentence) => {
    const { code, stderr } = await runCli(['compare', ...args]);
    expect(stderr).toMatch(sentence);
    expect(code).toBe(2);
  });
});
