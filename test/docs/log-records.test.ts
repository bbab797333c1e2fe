import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eventNames } from '../../src/log/fields.js';
import { namesIn } from '../helpers/fields.js';
import { blocksFor } from './blocks.js';
import { withLogRecords } from './log-records.js';

const file = new URL('../../README.md', import.meta.url);
const readme = readFileSync(file, 'utf8');

test('the README shows a record of each event as it is written (vitest -u writes them anew)', async () => {
  expect(blocksFor('test/docs/log-records.test.ts')).toHaveLength(1);
  await expect(await withLogRecords(readme)).toMatchFileSnapshot(file.pathname);
});

test('the README names every event and every field', () => {
  for (const name of [
    ...Object.values(eventNames),
    ...namesIn('send', 'attempt', 'session', 'login', 'pace', 'failover', 'reply'),
  ])
    expect(readme).toMatch(new RegExp(`["\`]${name.replaceAll('.', '\\.')}["\`]`));
});
