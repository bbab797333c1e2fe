import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fieldsOf, linkedText } from '../../.release/home.js';
import { manifest, root } from '../helpers/entries.js';

test('nothing says where the project lives before a release does', () => {
  for (const field of Object.keys(fieldsOf('somebody/something'))) expect(manifest).not.toHaveProperty(field);
  expect(fieldsOf('somebody/something')).toMatchObject({
    repository: { url: 'git+https://github.com/somebody/something.git' },
  });
});

test('what a registry shows has links that lead somewhere', () => {
  const text = linkedText(readFileSync(`${root}README.md`, 'utf8'), 'somebody/something', '1.2.3');
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link);
  expect(links).toContain('https://github.com/somebody/something/blob/v1.2.3/docs/errors.md');
  expect(links.filter((link) => !/^(?:https:|#)/.test(link ?? ''))).toEqual([]);
});
