import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from '../helpers/entries.js';
import { textOf } from './blocks.js';

const [, table = ''] =
  /<!-- promises -->\n\n([\s\S]*)\n\n<!-- \/promises -->/.exec(textOf('SECURITY.md')) ?? [];
const promises = table
  .split('\n')
  .slice(2)
  .map((row) => row.slice(2, -2).split(' | '))
  .map(([promise = '', heldBy = '']) => ({
    promise: promise.trim(),
    tests: heldBy
      .trim()
      .split('; ')
      .map((test) => /^\[(\S+)\]\(\1\): "([^"]+)"$/.exec(test) ?? [test]),
  }));

describe('SECURITY.md promises nothing that no test holds', () => {
  test('there are promises', () => {
    expect(promises.length).toBeGreaterThan(10);
  });

  test.each(promises)('$promise', ({ tests }) => {
    for (const [whole, file, title] of tests) {
      expect(existsSync(`${root}${file}`), whole).toBe(true);
      expect(readFileSync(`${root}${file}`, 'utf8')).toContain(title);
    }
  });
});
