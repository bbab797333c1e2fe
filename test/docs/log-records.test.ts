import { expect, test } from 'vitest';
import { eventNames } from '../../src/log/fields.js';
import { root } from '../helpers/entries.js';
import { namesIn } from '../helpers/fields.js';
import { blocksFor, textOf } from './blocks.js';
import { withLogRecords } from './log-records.js';

const page = 'docs/logs.md';
const text = textOf(page);

test('the page of logs shows a record of each event as it is written (vitest -u writes them anew)', async () => {
  expect(blocksFor('test/docs/log-records.test.ts')).toHaveLength(1);
  await expect(await withLogRecords(text)).toMatchFileSnapshot(`${root}${page}`);
});

test('the page of logs names every event and every field', () => {
  for (const name of [
    ...Object.values(eventNames),
    ...namesIn('send', 'attempt', 'session', 'login', 'pace', 'failover', 'reply'),
  ])
    expect(text).toMatch(new RegExp(`["\`]${name.replaceAll('.', '\\.')}["\`]`));
});
