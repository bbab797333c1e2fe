import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { resolveOptions } from '../../src/options/resolve.js';
import { blocksFor, textOf } from './blocks.js';

test('the page of options writes out every option, with the default that it has', () => {
  const [block] = blocksFor('test/readme.test.ts').filter(({ document }) => document === 'docs/options.md');
  const [, written = ''] = /SMTP_URL\), (\{[\s\S]*\})\);/.exec(block?.code ?? '') ?? [];
  const given: object = runInNewContext(`(${written})`);
  expect(resolveOptions({ ...given })).toEqual(resolveOptions());
  expect(Object.keys(given).sort()).toEqual(namesOfOptions().sort());
});

test('the page of options has a heading for each', () => {
  const headings = [...textOf('docs/options.md').matchAll(/^## `(\w+)`$/gm)].map(([, name = '']) => name);
  expect(headings.sort()).toEqual(namesOfOptions().sort());
});

/** As whoever gives an option that there is not is told them. */
function namesOfOptions(): string[] {
  try {
    resolveOptions(Object({ none: 1 }));
  } catch (error) {
    return (/only (.*);/.exec(String(error))?.[1] ?? '').split(', ');
  }
  return [];
}
