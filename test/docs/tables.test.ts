import { describe, expect, it } from 'vitest';
import { providers } from '../../src/diagnosis/providers.js';
import { reasons } from '../../src/diagnosis/reasons.js';
import { root } from '../helpers/entries.js';
import { textOf } from './blocks.js';
import { withGenerated } from './generated.js';
import { providersTable, reasonsTable } from './tables.js';

describe('the tables of reasons and providers', () => {
  it('show every reason and every provider', () => {
    for (const reason of Object.keys(reasons))
      expect(reasonsTable()).toContain(`| <a id="${reason}"></a>\`${reason}\` `);
    for (const id of Object.keys(providers)) expect(providersTable()).toContain(`| \`${id}\` `);
  });

  it.each([
    ['docs/reasons.md', 'reasons', reasonsTable()],
    ['docs/providers.md', 'providers', providersTable()],
  ])('say what the data say: %s (vitest -u writes it anew)', async (page, name, content) => {
    await expect(withGenerated(textOf(page), name, content)).toMatchFileSnapshot(`${root}${page}`);
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
