import { readFileSync } from 'node:fs';

/**
 * What the suite runs on: `folder` is where package.json beside this file has npm install it.
 *
 * @typedef {{ readonly version: string, readonly folder: string, readonly newest: boolean }} Version
 */

/** @type {{ readonly devDependencies: Readonly<Record<string, string>> }} */
const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/**
 * The range that says exactly what is run: each major from its lowest version on.
 *
 * @param {readonly Version[]} versions
 */
export function rangeOf(versions) {
  return versions
    .filter(({ newest }) => !newest)
    .map(({ version }) => `^${version}`)
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
