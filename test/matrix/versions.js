import { readFileSync } from 'node:fs';

/**
 * What the suite runs on: `folder` is where package.json beside this file has npm install it.
 *
 * @typedef {{ readonly version: string, readonly folder: string, readonly newest: boolean }} Version
 */

/** @type {{ readonly devDependencies: Readonly<Record<string, string>> }} */
const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/**
 * Versions between the lowest and the newest of a major that do not pass: on 10.4.0, with the machine
 * under load, a message of a pool that is closed by force may go out and be reported as not sent, for a
 * reason that is not known yet (`npm run chaos -- --seed 1 --only 5`, several at once).
 */
const gaps = [{ major: '10.', from: '10.4.0', next: '10.5.0' }];

/**
 * The range that says exactly what passes: each major from its lowest version on, without the gaps.
 *
 * @param {readonly Version[]} versions
 */
export function rangeOf(versions) {
  return versions
    .filter(({ newest }) => !newest)
    .map(({ version }) => {
      const gap = gaps.find(({ major }) => version.startsWith(major));
      return gap ? `>=${version} <${gap.from} || ^${gap.next}` : `^${version}`;
    })
    .join(' || ');
}

/**
 * The versions of one thing, of each major the lowest that passes and the newest.
 *
 * @param {string} name The package: its aliases are the name, the major and perhaps `-lowest`.
 * @returns {readonly Version[]} Lowest first.
 */
export function versionsOf(name) {
  return Object.entries(devDependencies).flatMap(([alias, range]) => {
    const [, version] = range.split(`npm:${name}@`);
    if (version === undefined) return [];
    return [{ version, folder: `node_modules/${alias}`, newest: !alias.endsWith('-lowest') }];
  });
}
