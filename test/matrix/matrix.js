// The suite on every Nodemailer and every Node:
//   npm run test:matrix -- --nodemailer 9 --node 24
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import process, { argv, execPath, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { combinationsOf } from './combinations.js';
import { checkConsumers } from './consumers.js';
import { layOut } from './lay-out.js';
import { runSuite } from './run-suite.js';
import { lineOf, tableOf } from './table.js';
import { versionsOf } from './versions.js';

const usage = `Usage: npm run test:matrix -- [options] [test files]
  --nodemailer V  only this version, or all that begin with it; more than once for several
  --node V        the same for Node
  --all           each Nodemailer on each Node
  --consumers     only what applications do: types, Jest, vitest, Bun, Deno; with parts of names
                  (Jest, node10, Bun) in place of test files those alone
Without options: each Nodemailer on the Node that runs this, and each Node with the newest Nodemailer,
and then the consumers.`;

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

/** @typedef {import('./versions.js').Version} Version */
/** @typedef {import('./table.js').Result} Result */

/** @type {Version} */
const running = { version: process.versions.node, folder: '', lowest: false, newest: true };

function read() {
  const { values, positionals } = parseArgs({
    args: argv.slice(2),
    allowPositionals: true,
    options: {
      nodemailer: { type: 'string', multiple: true, default: [] },
      node: { type: 'string', multiple: true, default: [] },
      all: { type: 'boolean', default: false },
      consumers: { type: 'boolean', default: false },
    },
  });
  const versions = { nodemailer: versionsOf('nodemailer'), node: versionsOf('node') };
  const combinations = values.consumers ? [] : combinationsOf(versions, running, values);
  const isWhole = values.nodemailer.length + values.node.length + positionals.length === 0;
  return { combinations, filters: positionals, consumers: values.consumers || isWhole };
}

/** The versions take a gigabyte: they are here only where somebody runs this. */
function install() {
  const isThere = versionsOf('nodemailer')
    .concat(versionsOf('node'))
    .every(({ folder, version }) => {
      const file = `${here}${folder}/package.json`;
      return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version;
    });
  if (isThere) return;
  stdout.write('Installing every Nodemailer and every Node into test/matrix/node_modules …\n');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('npm ci in test/matrix failed.');
}

/** @param {readonly import('./combinations.js').Combination[]} combinations @param {readonly string[]} filters */
async function run(combinations, filters) {
  /** @type {Result[]} */
  const results = [];
  for (const combination of combinations) {
    const { nodemailer, node } = combination;
    const copy = `${root}.artifacts/matrix/nodemailer-${nodemailer.version}-node-${node.version}`;
    layOut(root, here + nodemailer.folder, copy);
    const binary = node.folder === '' ? execPath : `${here}${node.folder}/bin/node`;
    const types = nodemailer.version === newestNodemailer();
    const result = { combination, outcome: await runSuite(copy, binary, filters, types) };
    results.push(result);
    stdout.write(`${lineOf(result)}\n`);
  }
  if (results.length > 0) stdout.write(`\n${tableOf(results)}\n`);
  return results.every(({ outcome }) => outcome.passed);
}

/** @param {readonly string[]} filters */
function consume(filters) {
  let passed = true;
  const places = { root, here, copy: `${root}.artifacts/matrix/consumer` };
  for (const check of checkConsumers(places, versionsOf('node'), filters)) {
    stdout.write(`${check.passed ? 'ok  ' : 'FAIL'} ${check.name}\n${check.passed ? '' : check.output}`);
    passed &&= check.passed;
  }
  return passed;
}

function newestNodemailer() {
  return versionsOf('nodemailer').findLast(({ newest }) => newest)?.version;
}

let chosen;
try {
  chosen = read();
} catch (error) {
  stderr.write(`${error instanceof Error ? error.message : error}\n${usage}\n`);
  process.exit(2);
}
install();
const suites = await run(chosen.combinations, chosen.filters);
const consumers = !chosen.consumers || consume(chosen.filters);
process.exitCode = suites && consumers ? 0 : 1;
