import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { manifest, root } from '../helpers/entries.js';
import { blocksFor, documents, textOf } from './blocks.js';

const commands = blocksFor('test/docs/commands.test.ts').flatMap(({ code }) => code.trim().split(/\n| && /));

/** What a line may begin with, and what has to be true of the rest. */
const known: Readonly<Record<string, (rest: string) => boolean>> = {
  'npm ci': (rest) => rest === '',
  'npm test': (rest) => rest === '',
  'npm run': (rest) => (rest.split(' ')[0] ?? '') in manifest.scripts,
  'npm install': (rest) => rest.split(' ').every((name) => installable.includes(name)),
  // What it prints is held to what is shown, in test/cli/readme.test.ts.
  'npx nodemailer-smtp-errors': (rest) => rest !== '',
  // test/recipes/serverless.test.ts makes the bundle.
  'npx esbuild': (rest) => rest !== '',
  'npx vitest run --config test/vitest.config.ts': (rest) => existsSync(`${root}${rest}`),
  'bash .ci/run': (rest) => rest === '' && existsSync(`${root}.ci/run`),
};
// BullMQ leaves it to its users which client of Redis they want.
const installable = ['nodemailer-smtp-errors', ...Object.keys(manifest.peerDependencies), 'ioredis'];

test.each(commands)('%s', (command) => {
  const found = Object.entries(known).find(([start]) => `${command} `.startsWith(`${start} `));
  expect(found?.[1](command.slice(found[0].length + 1))).toBe(true);
});

test.each(documents)('%s names no npm script that is not there', (document) => {
  const named = [...textOf(document).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
});

test('the README shows the two commands that a fresh clone needs', () => {
  expect(commands).toEqual(expect.arrayContaining(['npm ci', 'npm run demo', 'npm test']));
});
