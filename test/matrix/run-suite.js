import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { env } from 'node:process';

/**
 * How one run of the suite ended.
 *
 * @typedef {object} Outcome
 * @property {boolean} passed
 * @property {number} tests How many passed.
 * @property {readonly string[]} failed The titles of the tests, or the files, that failed.
 * @property {number} skipped
 * @property {number} ms
 */

/** @typedef {{ readonly fullName: string, readonly status: string }} Test */
/** @typedef {{ readonly name: string, readonly status: string, readonly assertionResults: readonly Test[] }} File */

/**
 * Runs the suite of a copy of the project. What vitest prints goes to `matrix.log` in the copy.
 *
 * @param {string} copy The folder.
 * @param {string} node The Node to run it with.
 * @param {readonly string[]} filters Which test files to run; none for all.
 * @param {boolean} types Whether to check the types that tests state, which are those of one Nodemailer.
 * @returns {Promise<Outcome>}
 */
export async function runSuite(copy, node, filters, types) {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const started = performance.now();
  const args = [
    ...[join(copy, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...filters],
    ...['--config', join(copy, 'test', 'vitest.config.ts'), ...(types ? [] : ['--project=!types'])],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ];
  const path = `${dirname(node)}${delimiter}${env['PATH']}`;
  const child = spawn(node, args, { cwd: copy, env: { ...env, PATH: path, NO_COLOR: '1' } });
  const log = createWriteStream(join(copy, 'matrix.log'));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const [code] = await once(child, 'close');
  log.end();
  const ms = performance.now() - started;
  if (!existsSync(report)) return { passed: false, tests: 0, failed: ['the test runner'], skipped: 0, ms };
  return { ...read(JSON.parse(readFileSync(report, 'utf8')).testResults, code === 0), ms };
}

/** @param {readonly File[]} files @param {boolean} passed */
function read(files, passed) {
  const tests = files.flatMap((file) => file.assertionResults);
  const broken = files.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
  });
  return {
    passed,
    tests: tests.filter(({ status }) => status === 'passed').length,
    failed: [
      ...broken.map(({ name }) => name),
      ...tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    ],
    skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').length,
  };
}
