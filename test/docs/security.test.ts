import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from '../helpers/entries.js';
import { textOf } from './blocks.js';

const [, listed = ''] =
  /<!-- promises -->\n\n([\s\S]*)\n\n<!-- \/promises -->/.exec(textOf('SECURITY.md')) ?? [];
const promises = listed
  .split(/^### /m)
  .slice(1)
  .map((section) => {
    const [promise = '', ...lines] = section.trim().split('\n');
    const tests = lines
      .filter((line) => line !== '')
      .map((line) => /^- \[(\S+)\]\(\1\): "([^"]+)"$/.exec(line) ?? [line]);
    return { promise, tests };
  });

describe('SECURITY.md promises nothing that no test holds', () => {
  test('there are promises', () => {
    expect(promises.length).toBeGreaterThan(10);
  });

  test.each(promises)('$promise', ({ tests }) => {
    expect(tests).not.toEqual([]);
    for (const [whole, file, title] of tests) {
      expect(existsSync(`${root}${file}`), whole).toBe(true);
      expect(readFileSync(`${root}${file}`, 'utf8')).toContain(title);
    }
  });
});
