// An application, Nodemailer, a network and a server in a world of their own, with every order that a seed gives:
//   npm run simulate -- --seed 1 --runs 1000
import { argv, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { known } from './known.js';
import { offencesIn } from './oracle/oracle.js';
import { reportOn } from './report.js';
import { run } from './run.js';
import { runAll } from './run-all.js';
import { shrink } from './shrink.js';
import { storyOf } from './story.js';
import { brokenIn, tableOf } from './table.js';
import { warmUp } from './warm-up.js';

/** @typedef {import('./plan.js').Plan} Plan */

const usage = `Usage: npm run simulate -- [options]
  --seed N     the first seed (a new one for each call); run M of it is --seed N+M --runs 1
  --runs N     how many seeds (1000)
  --only PLAN  one plan, as a story prints it
  --strict     known faults count as well
  --known      each known fault by its own seed: does it still show?`;

/** @typedef {{ readonly seed: number, readonly runs: number, readonly only: Plan | undefined, readonly strict: boolean, readonly known: boolean }} Settings */

/** How many stories are told. */
const STORIES = 3;

/** @returns {Settings} */
function readSettings() {
  const { values } = parseArgs({
    args: argv.slice(2),
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
      runs: { type: 'string', default: '1000' },
      only: { type: 'string' },
      strict: { type: 'boolean', default: false },
      known: { type: 'boolean', default: false },
    },
  });
  return {
    seed: wholeNumber('--seed', values.seed),
    runs: wholeNumber('--runs', values.runs),
    only: values.only === undefined ? undefined : planIn(values.only),
    strict: values.strict,
    known: values.known,
  };
}

/** @param {string} name @param {string} text */
function wholeNumber(name, text) {
  if (!/^\d{1,9}$/.test(text)) throw new TypeError(`Expected ${name} to be a whole number; got '${text}'.`);
  return Number(text);
}

/** @param {string} text @returns {Plan} */
function planIn(text) {
  try {
    const plan = JSON.parse(text);
    if (
      Array.isArray(plan.steps) &&
      Array.isArray(plan.server.faults) &&
      plan.mailer &&
      plan.travel &&
      plan.tokens
    )
      return plan;
  } catch {
    // Said below.
  }
  throw new TypeError(`Expected --only to be a plan as a story prints it; got '${text.slice(0, 80)}'.`);
}

/** @param {Plan} plan @param {string} [promise] The one that the story is about. */
async function tell(plan, promise) {
  const evidence = await run(plan);
  const offences = offencesIn(evidence);
  const offence = offences.find((one) => promise === undefined || one.promise === promise);
  stdout.write(offence ? `\n${storyOf(evidence, offence)}\n` : 'every promise was kept\n');
  return offence === undefined;
}

/** @param {Settings} settings */
async function simulate({ seed, runs, strict }) {
  const started = performance.now();
  const reports = await runAll(Array.from({ length: runs }, (_, index) => seed + index));
  stdout.write(`${tableOf(reports, { seed, realMs: performance.now() - started, strict })}\n`);
  const broken = [...brokenIn(reports, strict)];
  for (const [promise, seeds] of broken.slice(0, STORIES)) {
    const plan = await shrink(seeds[0] ?? seed, promise, strict);
    if (plan) await tell(plan, promise);
    stdout.write(
      `  as it was found: npm run simulate -- --seed ${seeds[0]} --runs 1${strict ? ' --strict' : ''}\n`,
    );
  }
  return broken.length === 0;
}

async function checkKnown() {
  await warmUp();
  let allShow = true;
  for (const [place, { seed, says }] of known.entries()) {
    const { offences } = await reportOn(seed);
    const shows = offences.some((offence) => offence.known === place);
    allShow &&= shows;
    stdout.write(`${shows ? 'shows' : 'GONE '}  --seed ${seed}  ${says}\n`);
  }
  return allShow;
}

/** @param {Settings} settings */
async function main(settings) {
  if (settings.known) return checkKnown();
  if (!settings.only) return simulate(settings);
  await warmUp();
  return tell(settings.only);
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
if (settings && !(await main(settings))) process.exitCode = 1;
