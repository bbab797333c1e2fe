import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { entries } from '../helpers/entries.js';
import { publicExports } from './public-exports.js';

describe.each(entries)('what $name exports', ({ name, source }) => {
  const all = publicExports(source);
  const callable = all.filter((found) => found.callable);

  test('is introduced under the name that it is imported by', () => {
    expect(readFileSync(source, 'utf8')).toMatch(
      new RegExp(`^/\\*\\*[\\s\\S]*? \\* @module ${name}\\n \\*/\\n`),
    );
  });

  test('has a doc comment, each of it', () => {
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter(({ comment }) => comment === '').map((found) => found.name)).toEqual([]);
  });

  test('shows an example, where it can be called', () => {
    expect(callable.length).toBeGreaterThan(0);
    expect(
      callable.filter(({ comment }) => !comment.includes('* @example')).map((found) => found.name),
    ).toEqual([]);
  });

  test('explains each parameter', () => {
    const silent = callable.flatMap((found) =>
      found.parameters
        .filter((parameter) => !new RegExp(`@param ${parameter} \\S`).test(found.comment))
        .map((parameter) => `${found.name}(${parameter})`),
    );
    expect(silent).toEqual([]);
  });
});
