// Random faults in half of all connections, and every outcome held against what the servers saw:
//   npm run chaos -- --sends 10000 --seed 1
import { argv, stderr, stdout } from 'node:process';
import { inspect, parseArgs } from 'node:util';
import { modes, planGroup, planRun } from './plan.js';
import { runGroup } from './run.js';
import { caseOf, tableOf } from './table.js';
import { Tally } from './tally.js';

const usage = `Usage: npm run chaos -- [options]
  --sends N   how many messages to send (1000)
  --seed N    which faults to have (a new one for each run)
  --only N    only transport N of that seed, or only the transport of send N-M
  --bare      plain Nodemailer, for comparison`;

/** How many transports are at it at once: some 40 sends under way. */
const TRANSPORTS = 7;

/** @typedef {{ readonly sends: number, readonly seed: number, readonly only: number | undefined, readonly bare: boolean }} Settings */

/** @returns {Settings} */
function readSettings() {
  const { values } = parseArgs({
    args: argv.slice(2),
    options: {
      sends: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      only: { type: 'string' },
      bare: { type: 'boolean', default: false },
    },
  });
  return {
    sends: wholeNumber('--sends', values.sends),
    seed: wholeNumber('--seed', values.seed),
    only: values.only === undefined ? undefined : wholeNumber('--only', values.only.replace(/-\d+$/, '')),
    bare: values.bare,
  };
}

/** @param {string} name @param {string} text */
function wholeNumber(name, text) {
  if (!/^\d{1,9}$/.test(text)) throw new TypeError(`Expected ${name} to be a whole number; got '${text}'.`);
  return Number(text);
}

/** @param {Settings} settings */
async function run({ sends, seed, only, bare }) {
  /** @type {unknown[]} */
  const unhandled = [];
  for (const event of ['unhandledRejection', 'uncaughtException'])
    process.on(event, (error) => unhandled.push(error));

  const tally = new Tally(bare);
  const started = performance.now();
  const groups = only === undefined ? planRun(seed, sends) : [planGroup(seed, only)].values();
  const worker = async () => {
    for (const group of groups) tally.add(await runGroup(group, bare));
  };
  await Promise.all(Array.from({ length: TRANSPORTS }, worker));
  // What is left without a handler is reported at the end of a turn.
  await new Promise((resolve) => setImmediate(resolve));

  const ms = performance.now() - started;
  stdout.write(`${tableOf(tally, { seed, bare, ms, unhandled: unhandled.length })}\n`);
  const wrong =
    unhandled.length + tally.open.length + modes.reduce((sum, mode) => sum + tally.wrong(mode), 0);
  if (wrong === 0 || bare) return;
  process.exitCode = 1;
  for (const offence of tally.offences) stdout.write(`\n${caseOf(offence)}\n`);
  for (const { group, line } of tally.leaks)
    stdout.write(`\na secret in a log, transport ${group.number}: ${line}\n`);
  for (const { group, session } of tally.open.slice(0, 5))
    stdout.write(`\nleft open, transport ${group.number}: ${inspect(session)}\n`);
  for (const error of unhandled.slice(0, 5))
    stdout.write(`\nunhandled: ${error instanceof Error ? error.stack : error}\n`);
}

/** @param {() => Settings} read */
function orExplain(read) {
  try {
    return read();
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : error}\n${usage}\n`);
    process.exitCode = 2;
    return undefined;
  }
}

const settings = orExplain(readSettings);
if (settings) await run(settings);
