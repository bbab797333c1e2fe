// An application, Nodemailer, a network and a server in a world of their own, with every order that a seed gives:
//   npm run simulate -- --seed 1 --runs 1000
import './world/seed-modules.js';

import { argv, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { behaviours as applicationBehaviours } from './application/behaviours/index.js';
import { explanationOf, known } from './known.js';
import { circumstancesOf } from './oracle/evidence.js';
import { offencesIn } from './oracle/oracle.js';
import { planOf } from './plan.js';
import { reportOn } from './report.js';
import { run } from './run.js';
import { runAll } from './run-all.js';
import { behaviours as serverBehaviours } from './server/behaviours/index.js';
import { shrink } from './shrink.js';
import { storyOf } from './story.js';
import { brokenIn, tableOf } from './table.js';
import { warmUp } from './warm-up.js';

/** @typedef {import('./plan.js').Plan} Plan */

const usage = `Usage: npm run simulate -- [options]
  --seed N     the first seed (a new one for each call); run M of it is --seed N+M --runs 1
  --runs N     how many seeds (1000)
  --only PLAN  one plan, as a story prints it; --promise P for the one that the story is about
  --strict     known faults count as well
  --known      each known fault by its own seed: does it still show?`;

/** @typedef {{ readonly seed: number, readonly runs: number, readonly only: Plan | undefined, readonly promise: string | undefined, readonly strict: boolean, readonly known: boolean }} Settings */

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
      promise: { type: 'string' },
      strict: { type: 'boolean', default: false },
      known: { type: 'boolean', default: false },
    },
  });
  return {
    seed: wholeNumber('--seed', values.seed),
    runs: wholeNumber('--runs', values.runs, 1),
    only: values.only === undefined ? undefined : planIn(values.only),
    promise: values.promise,
    strict: values.strict,
    known: values.known,
  };
}

/** @param {string} name @param {string} text @param {number} least */
function wholeNumber(name, text, least = 0) {
  if (!/^\d{1,10}$/.test(text) || Number(text) < least) {
    throw new TypeError(`Expected ${name} to be a whole number, ${least} or more; got '${text}'.`);
  }
  return Number(text);
}

/** @param {string} text @returns {Plan} */
function planIn(text) {
  const plan = planOrNothing(text);
  if (plan) return plan;
  throw new TypeError(`Expected --only to be a plan as a story prints it; got '${text.slice(0, 80)}'.`);
}

/** @param {string} text @returns {Plan | undefined} */
function planOrNothing(text) {
  try {
    const plan = JSON.parse(text);
    const isWhole = plan.mailer.auth && plan.travel.cut && plan.tokens.answers;
    const faults = plan.server.faults.every(
      (/** @type {{ does: string }} */ { does }) => does in serverBehaviours,
    );
    const steps = plan.steps.every(
      (/** @type {{ does: string }} */ { does }) => does in applicationBehaviours,
    );
    return isWhole && faults && steps ? plan : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Tells the story of a plan.
 *
 * @param {Plan} plan @param {string | undefined} promise The one that it is about. @param {boolean} strict
 * @returns {Promise<boolean>} Whether every promise was kept.
 */
async function tell(plan, promise, strict) {
  const evidence = await run(plan);
  const offence = offencesIn(evidence).find(
    (one) =>
      (promise === undefined || one.promise === promise) &&
      (strict || !explanationOf(known, one, circumstancesOf(evidence, one.request))),
  );
  if (offence) stdout.write(`\n${storyOf(evidence, offence)}\n`);
  return offence === undefined;
}

/** @param {Settings} settings */
async function simulate({ seed, runs, strict }) {
  const started = performance.now();
  const reports = await runAll(Array.from({ length: runs }, (_, index) => seed + index));
  stdout.write(`${tableOf(reports, { seed, realMs: performance.now() - started, strict })}\n`);
  const broken = [...brokenIn(reports, strict)];
  if (broken.length > 0) await warmUp();
  for (const [promise, [first = seed]] of broken.slice(0, STORIES)) {
    const plan = (await shrink(first, promise, strict)) ?? planOf(first);
    if (await tell(plan, promise, strict))
      stdout.write(`\nBROKEN: ${promise}, and not again when it was run alone\n`);
    stdout.write(
      `  as it was found: npm run simulate -- --seed ${first} --runs 1${strict ? ' --strict' : ''}\n`,
    );
  }
  return broken.length === 0;
}

async function checkKnown() {
  await warmUp();
  let allShow = true;
  for (const [place, { seed, says }] of known.entries()) {
    // Without its entry, what it explains has to count.
    const { offences } = await reportOn(seed, known.toSpliced(place, 1));
    const shows = offences.some((offence) => offence.known === -1);
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
  const isKept = await tell(settings.only, settings.promise, true);
  if (isKept) stdout.write('every promise was kept\n');
  return isKept;
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
