import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../helpers/entries.js';
import { blocksFor } from './blocks.js';

const source = `${root}src`;
const [map = ''] = blocksFor('test/docs/house.test.ts').map(({ code }) => code);

/** The floors from the top, each with the folders and files that it has. */
const floors = map
  .trim()
  .split('\n')
  .map((line) => (/^(?:\S+ )*\S+(?= {2})/.exec(line)?.[0] ?? '').split(' '));

/** The folder of `src`, or the file in it, as the map has it. */
function placeOf(file: string): string {
  const [first = '', ...rest] = relative(source, file).split('/');
  return rest.length > 0 ? `${first}/` : first;
}

const floorOf = (file: string): number => floors.findIndex((places) => places.includes(placeOf(file)));

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter(({ name }) => name.endsWith('.ts'))
  .map(({ parentPath, name }) => join(parentPath, name));

const imports = files.flatMap((file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /(?:^(?:import|export) [^'";]*? from |^import |\bimport\()'([^'\n]+)'/gm,
    ),
  ].map(([, from = '']) => ({
    file: relative(source, file),
    from: from.startsWith('.')
      ? relative(source, resolve(dirname(file), from)).replace(/\.js$/, '.ts')
      : from,
    ours: from.startsWith('.'),
  })),
);

describe('the house is built as CONTRIBUTING.md draws it', () => {
  test('the map has every folder and every file of src, and nothing else', () => {
    expect([...new Set(files.map(placeOf))].sort()).toEqual(floors.flat().sort());
  });

  test('no import leads up, nor to a neighbour on the same floor', () => {
    const wrong = imports.filter(({ file, from, ours }) => {
      const [here, there] = [join(source, file), join(source, from)];
      return ours && placeOf(here) !== placeOf(there) && floorOf(there) <= floorOf(here);
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    ['send/', ['wrap-transport.ts', 'bullmq/']],
    ['testing/', []],
  ])('%s is known to nobody else than %j', (known, to) => {
    const strangers = imports.filter(({ file, from }) => from.startsWith(known) && !file.startsWith(known));
    expect(strangers.filter(({ file }) => !to.includes(placeOf(join(source, file))))).toEqual([]);
  });

  test.each([
    ['reply/', []],
    ['diagnosis/', ['reply/']],
    ['bounce/', ['diagnosis/', 'reply/']],
    ['diagnose.ts', ['compare/', 'explain/', 'render/', 'bounce/', 'diagnosis/', 'reply/']],
    ['compare/', ['explain/', 'diagnosis/', 'reply/']],
    ['explain/', ['render/', 'bounce/', 'diagnosis/', 'reply/']],
    ['verdict/', ['session/', 'errors/', 'diagnosis/', 'reply/']],
    ['options/', ['gate/', 'log/', 'errors/', 'diagnosis/']],
    ['session/', ['diagnosis/', 'reply/', 'monotonic.ts']],
    ['endings/', ['options/', 'monotonic.ts', 'turns.ts', 'long-wait.ts']],
  ])('%s knows nothing but itself and %j', (place, known) => {
    const strange = imports.filter(({ file, from }) => {
      const to = from.startsWith('node:') ? from : placeOf(join(source, from));
      return placeOf(join(source, file)) === place && to !== place && !known.includes(to);
    });
    expect(strange).toEqual([]);
  });

  test('no file is longer than can be read at one go', () => {
    const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > 251);
    expect(long.map((file) => relative(source, file))).toEqual([]);
  });

  test('nothing inherits from ours but the classes of errors', () => {
    const allowed = ['Error', 'SmtpError', 'AsyncLocalStorage', 'PassThrough'];
    const heirs = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bclass \w+ extends (\w+)/g)].map(([, from = '']) => from),
    );
    expect(heirs.filter((from) => !allowed.includes(from))).toEqual([]);
  });

  test('what a send may need is there once the package is: nothing is loaded while it runs', () => {
    const loading = files.filter((file) => /\bimport\(/.test(readFileSync(file, 'utf8')));
    expect(loading.filter((file) => placeOf(file) !== 'cli/')).toEqual([]);
    const retry = imports.filter(({ from }) => from === 'p-retry').map(({ file }) => file);
    expect(retry).toEqual(['retry/send-again.ts']);
  });

  test('what mends an older Nodemailer names the version that ends it', () => {
    const older = files.filter((file) => file.includes('/nodemailer/older/'));
    expect(older).not.toEqual([]);
    for (const file of older) {
      expect(readFileSync(file, 'utf8'), file).toMatch(/^ \* Until Nodemailer \d+\.\d+\.\d+\.$/m);
    }
  });

  test('nothing opens a connection of its own but the command check and the scripted server', () => {
    const network = /^(?:node:)?(?:net|tls|dns|dns\/promises|http|https|http2|dgram|child_process)$/;
    const opening = imports.filter(({ from }) => network.test(from)).map(({ file }) => dirname(file));
    expect([...new Set(opening)].sort()).toEqual(['cli/check', 'testing']);
    for (const file of files) expect(readFileSync(file, 'utf8'), file).not.toMatch(/\bfetch\(|\bWebSocket\b/);
  });
});
