import { readFileSync } from 'node:fs';

/**
 * What the suite runs on: `folder` is where package.json beside this file has npm install it.
 *
 * @typedef {{ readonly version: string, readonly folder: string, readonly lowest: boolean, readonly newest: boolean }} Version
 */

/** @type {{ readonly devDependencies: Readonly<Record<string, string>> }} */
const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/**
 * The range that says exactly what passes: each major from its lowest version on.
 *
 * @param {readonly Version[]} versions
 */
export function rangeOf(versions) {
  return versions
    .filter(({ lowest }) => lowest)
    .map(({ version }) => `^${version}`)
    .join(' || ');
}

/**
 * The range of Node: like {@link rangeOf}, but for the majors to come.
 *
 * @param {readonly Version[]} versions
 */
export function enginesOf(versions) {
  return rangeOf(versions).replace(/\^(\S+)$/, '>=$1');
}

/**
 * The versions of one thing: of each major the lowest that passes and the newest, and those in between
 * that are like neither.
 *
 * @param {string} name The package: its aliases are the name and the major (`name-10`), with `-lowest` or
 *   a minor (`name-10.4`) where it is not the newest.
 * @returns {readonly Version[]} Lowest first.
 */
export function versionsOf(name) {
  return Object.entries(devDependencies).flatMap(([alias, range]) => {
    const [, version] = range.split(`npm:${name}@`);
    if (version === undefined) return [];
    const which = alias.slice(name.length + 1);
    const lowest = which.endsWith('-lowest');
    return [{ version, folder: `node_modules/${alias}`, lowest, newest: !lowest && !which.includes('.') }];
  });
}
