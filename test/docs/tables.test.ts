import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { providers } from '../../src/diagnosis/providers.js';
import { reasons } from '../../src/diagnosis/reasons.js';
import { resolveOptions } from '../../src/options/resolve.js';
import { root } from '../helpers/entries.js';
import { isPageOfVendor } from '../helpers/vendor-pages.js';
import { textOf } from './blocks.js';
import { withGenerated } from './generated.js';
import { publishedLimits } from './published-limits.js';
import { limitsTable, providersTable, reasonsTable } from './tables.js';

describe('the tables of reasons and providers', () => {
  it('show every reason and every provider', () => {
    for (const reason of Object.keys(reasons))
      expect(reasonsTable()).toContain(`| <a id="${reason}"></a>\`${reason}\` `);
    for (const id of Object.keys(providers)) expect(providersTable()).toContain(`| \`${id}\` `);
  });

  it.each([
    ['docs/reasons.md', { reasons: reasonsTable() }],
    ['docs/providers.md', { providers: providersTable(), limits: limitsTable() }],
  ])('say what the data say: %s (vitest -u writes it anew)', async (page, tables) => {
    const written = Object.entries(tables).reduce(
      (text, [name, rows]) => withGenerated(text, name, rows),
      textOf(page),
    );
    await expect(written).toMatchFileSnapshot(`${root}${page}`);
  });

  it('change nothing outside their markers', () => {
    const text = 'a\n<!-- reasons -->old<!-- /reasons -->\nb\n';
    const filled = withGenerated(text, 'reasons', 'new');
    expect(filled.replace(/(<!-- (\w+) -->)[\s\S]*?(<!-- \/\2 -->)/, '$1$3')).toBe(text.replace('old', ''));
    expect(withGenerated(filled, 'reasons', 'new')).toBe(filled);
  });

  it('are missed out loud where a page has lost a marker', () => {
    expect(() => withGenerated('<!-- /reasons --><!-- reasons -->', 'reasons', '')).toThrow(
      'There has to be <!-- reasons --> and, after it, <!-- /reasons -->.',
    );
  });
});

describe('the table of published limits', () => {
  it.each(publishedLimits)('is of a provider that there is, by its own page: $provider, $limit', (row) => {
    expect(Object.keys(providers)).toContain(row.provider);
    expect(row.source).toSatisfy((page: string) => isPageOfVendor(page, row.provider));
  });

  it('has lines to copy that are taken as they stand', () => {
    const lines = [...limitsTable().matchAll(/`(pace: [^`]*)`/g)].map(([, line = '']) => line);
    expect(lines).toHaveLength(publishedLimits.filter(({ pace }) => pace !== undefined).length);
    for (const line of lines) {
      const given: object = runInNewContext(`({ ${line} })`);
      expect(resolveOptions({ ...given }).pace).toMatchObject(Object.values(given)[0]);
    }
  });
});
