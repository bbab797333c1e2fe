import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { entries, root } from '../helpers/entries.js';
import { pages, textOf } from './blocks.js';
import { publicExports } from './public-exports.js';

const readers = ['README.md', ...pages];

/** Whether a file is in the package. */
function isPacked(file: string): boolean {
  if (['README.md', 'CHANGELOG.md', 'SECURITY.md', 'CONTRIBUTING.md', ...pages].includes(file)) return true;
  return file.startsWith('src/') && existsSync(`${root}${file}`);
}

const prose = (document: string): string => textOf(document).replaceAll(/^```[\s\S]*?^```$/gm, '');

/** The anchors of a document: its headings, as GitHub names them, and those that are set. */
function anchorsOf(document: string): readonly string[] {
  const headings = [...prose(document).matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return [...headings, ...[...prose(document).matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)];
}

const links = readers.flatMap((document) =>
  [...prose(document).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? document : posix.join(posix.dirname(document), path);
    return { document, link, target, anchor };
  }),
);

describe('every relative link leads somewhere in the package', () => {
  test.each(links)('$document: $link', ({ target, anchor }) => {
    expect(target).toSatisfy(isPacked);
    if (anchor !== undefined) expect(anchorsOf(target)).toContain(anchor);
  });
});

test('no page is an orphan: the README leads to each', () => {
  const reached = links.filter(({ document }) => document === 'README.md').map(({ target }) => target);
  expect(pages.filter((page) => !reached.includes(page))).toEqual([]);
});

// Of `providers.md` and `reasons.md` hardly anything is prose.
test.each(pages)('%s has no more than 12 kB of prose', (page) => {
  const text = prose(page).replaceAll(/^\|.*$/gm, '');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(12_000);
});

test.each(entries)('every function and class of $name has its place in a page', ({ source }) => {
  const all = readers.map(textOf).join('\n');
  const silent = publicExports(source).filter(
    ({ name, callable }) => (callable || name.endsWith('Error')) && !new RegExp(`\\b${name}\\b`).test(all),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});
