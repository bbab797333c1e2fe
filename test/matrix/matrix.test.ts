import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { combinationsOf } from './combinations.js';
import { lineOf, nameOf, supportTable, tableOf } from './table.js';
import { enginesOf, rangeOf, versionsOf } from './versions.js';

const versions = { nodemailer: versionsOf('nodemailer'), node: versionsOf('node') };
const running = { version: '22.1.0', folder: '', lowest: false, newest: true };
const none = { nodemailer: [], node: [], all: false };

function names(choice: Partial<typeof none> | { nodemailer?: string[]; node?: string[] }) {
  return combinationsOf(versions, running, { ...none, ...choice }).map(nameOf);
}

const [lowest, ...others] = versions.nodemailer;
const newest = versions.nodemailer.at(-1);

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

describe('what package.json and the documents promise', () => {
  test('the ranges of the peer dependency and of Node are what the matrix runs on', () => {
    expect(JSON.parse(read('package.json'))).toMatchObject({
      peerDependencies: { nodemailer: rangeOf(versions.nodemailer) },
      engines: { node: enginesOf(versions.node) },
    });
  });

  test('so is the table of versions', () => {
    expect(read('docs/nodemailer-versions.md')).toContain(
      `\n${supportTable({ Nodemailer: versions.nodemailer, Node: versions.node })}\n`,
    );
  });
});

describe('the matrix of versions', () => {
  test('has the lowest and the newest of Nodemailer 7, 8, 9 and 10, and Node 20, 22, 24 and 26', () => {
    const majors = (list: typeof versions.node) => new Set(list.map(({ version }) => version.split('.')[0]));
    expect(majors(versions.nodemailer)).toEqual(new Set(['7', '8', '9', '10']));
    expect(versions.nodemailer.filter((version) => version.newest)).toHaveLength(4);
    expect(majors(versions.node)).toEqual(new Set(['20', '22', '24', '26']));
  });

  test('runs each Nodemailer on this Node, and each Node with the newest Nodemailer, unless told otherwise', () => {
    const all = names({});
    for (const { version } of versions.nodemailer)
      expect(all).toContain(`Nodemailer ${version} on Node 22.1.0`);
    for (const { version } of versions.node)
      expect(all).toContain(`Nodemailer ${newest?.version} on Node ${version}`);
    expect(all).toHaveLength(versions.nodemailer.length + versions.node.length);
  });

  test('runs what is chosen by a version or its beginning, and everything with --all', () => {
    expect(names({ nodemailer: [lowest?.version ?? ''] })).toEqual([
      `Nodemailer ${lowest?.version} on Node 22.1.0`,
    ]);
    expect(names({ nodemailer: ['10'], node: ['24', '26'] })).toHaveLength(
      versions.node.filter(({ version }) => /^2[46]\./.test(version)).length *
        versions.nodemailer.filter(({ version }) => version.startsWith('10.')).length,
    );
    expect(names({ node: ['26'] })).toEqual([expect.stringMatching(/^Nodemailer 10\..* on Node 26\./)]);
    expect(names({ all: true })).toHaveLength((others.length + 1) * versions.node.length);
  });

  test('says which versions there are, if one is asked for that there is not', () => {
    expect(() => names({ nodemailer: ['1'] })).toThrow(
      /^Expected --nodemailer to be one of 7\..*, 10\..*; got '1'\.$/,
    );
  });

  test('names what failed, in a line for each combination and in the table', () => {
    const [one, other] = combinationsOf(versions, running, { ...none, nodemailer: ['9', '10'] });
    if (!one || !other) throw new Error('Expected two combinations');
    const outcome = { passed: true, tests: 12, failed: [], skipped: 1, ms: 61_200 };
    const results = [
      { combination: one, outcome },
      { combination: other, outcome: { ...outcome, passed: false, failed: ['a promise'] } },
    ];
    expect(results.map(lineOf)).toEqual([
      `ok   ${nameOf(one)}: 12 passed, 0 failed, 1 skipped, 61 s`,
      `FAIL ${nameOf(other)}: 12 passed, 1 failed, 1 skipped, 61 s\n       a promise`,
    ]);
    expect(tableOf(results)).toBe(
      [
        'Nodemailer    Node 22.1.0',
        `${one.nodemailer.version.padEnd(14)}ok`,
        `${other.nodemailer.version.padEnd(14)}1 failed`,
      ].join('\n'),
    );
  });
});
