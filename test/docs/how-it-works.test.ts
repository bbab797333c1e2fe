import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from '../helpers/entries.js';
import { textOf } from './blocks.js';
import { footprintTable } from './footprint-table.js';
import { withGenerated } from './generated.js';

const text = textOf('docs/how-it-works.md');
const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '');

test('every file that it names is there, under the name by which it is linked', () => {
  const links = [...prose.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)];
  expect(links.length).toBeGreaterThan(20);
  for (const [, name = '', target = ''] of links) {
    expect(existsSync(`${root}docs/${target}`), target).toBe(true);
    expect([`../${name}`, `../src/${name}`]).toContain(target);
  }
  const named = [...prose.matchAll(/`([\w./-]+(?:\.ts|\/))`/g)].map(([, name = '']) => name);
  for (const name of named) expect(existsSync(`${root}src/${name}`) || name === 'src/', name).toBe(true);
});

const unions = [...prose.matchAll(/^- \*\*[^*]+\*\* \(`(\w+)` in `(\S+)`\): (.*)$/gm)].map(
  ([, type = '', file = '', members = '']) => ({ type, file, members }),
);

test.each(unions)('it has every member of $type in $file, and no other', ({ type, file, members }) => {
  const source = readFileSync(`${root}src/${file}`, 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, '');
  const [, union = ''] = new RegExp(`\\btype ${type} =([\\s\\S]*?);\\n(?! )`).exec(source) ?? [];
  const inSource = [...union.matchAll(/(?:\b(?:is|by): |\| |^\s*)'([\w-]+)'/gm)].map(([, member]) => member);
  expect([...members.matchAll(/`([\w-]+)`/g)].map(([, member]) => member)).toEqual(inSource);
});

test('it has the states and the waits', () => {
  expect(unions).toHaveLength([...prose.matchAll(/^- \*\*/gm)].length);
});

test('it has the footprint that is tested (vitest -u writes it anew)', async () => {
  await expect(withGenerated(text, 'footprint', footprintTable())).toMatchFileSnapshot(
    `${root}docs/how-it-works.md`,
  );
});

test('it can be read in two pages', () => {
  expect(text.split('\n').length).toBeLessThanOrEqual(135);
});
