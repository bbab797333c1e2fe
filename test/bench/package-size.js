import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { kilobytes } from './measure.js';

/** What an application gets: of ours, and of others'. */
export function packageSize() {
  const diagnose = filesOf('dist/diagnose.js');
  const all = filesOf('dist/index.js');
  const core = [...all].filter((file) => !diagnose.has(file));
  /** @type {{ packages: Record<string, { dev?: boolean, devOptional?: boolean, optional?: boolean, peer?: boolean }> }} */
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const runtime = Object.entries(lock.packages).filter(
    ([path, { dev, devOptional, optional, peer }]) => path && !dev && !devOptional && !optional && !peer,
  );
  return [
    {
      what: 'Core, without what the subpaths are made of, gzipped',
      figure: gzipped(core),
      wanted: '≤ 40 kB',
    },
    {
      what: 'Rules, words and providers: `./diagnose`, which the core loads',
      figure: gzipped([...diagnose]),
    },
    {
      what: 'Runtime packages beside it',
      figure: `${runtime.length} (${runtime.map(([path]) => path.replace('node_modules/', '')).join(', ')})`,
      wanted: '2',
    },
  ];
}

/** @param {readonly string[]} files */
const gzipped = (files) =>
  kilobytes(gzipSync(files.map((file) => readFileSync(file, 'utf8')).join('\n'), { level: 9 }).length);

/**
 * An entry's file, and all files of ours that it loads at once.
 *
 * @param {string} file
 * @param {Set<string>} found
 */
function filesOf(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/\b(?:from|import)"(\.[^"]+)"/g)) {
    filesOf(join(dirname(file), path), found);
  }
  return found;
}
