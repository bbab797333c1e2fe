import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from '../helpers/entries.js';
import { blocksOfNobody, checkingTests, documents, textOf } from './blocks.js';

test('every code block of every document is checked by one test', () => {
  expect(blocksOfNobody().map(({ document, language, code }) => ({ document, language, code }))).toEqual([]);
});

test.each(documents)('%s has code blocks of one form only, so that none is overlooked', (document) => {
  expect(textOf(document)).not.toMatch(/^(?:[ >]+```|\s*~~~)/m);
});

test.each(checkingTests)('%s takes its blocks from where they are given out', (file) => {
  expect(readFileSync(`${root}${file}`, 'utf8')).toContain(`blocksFor('${file}')`);
});
