import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { providers } from '../../src/diagnosis/providers.js';
import { reasons } from '../../src/diagnosis/reasons.js';
import { providersTable, reasonsTable, withTables } from './tables.js';

const readme = new URL('../../README.md', import.meta.url);

describe("the README's tables", () => {
  it('show every reason and every provider', () => {
    for (const reason of Object.keys(reasons)) expect(reasonsTable()).toContain(`| \`${reason}\` `);
    for (const id of Object.keys(providers)) expect(providersTable()).toContain(`| \`${id}\` `);
  });

  it('say what the data say (vitest -u writes them anew)', async () => {
    await expect(withTables(readFileSync(readme, 'utf8'))).toMatchFileSnapshot(readme.pathname);
  });

  it('change nothing outside their markers', () => {
    const text = 'a\n<!-- reasons -->old<!-- /reasons -->\nb\n<!-- providers --><!-- /providers -->\nc\n';
    expect(withTables(text).replace(/(<!-- (\w+) -->)[\s\S]*?(<!-- \/\2 -->)/g, '$1$3')).toBe(
      text.replace('old', ''),
    );
    expect(withTables(withTables(text))).toBe(withTables(text));
  });

  it('are missed out loud where the README has lost a marker', () => {
    expect(() => withTables('<!-- /reasons --><!-- reasons -->')).toThrow(
      'There has to be <!-- reasons --> and, after it, <!-- /reasons -->.',
    );
  });
});
