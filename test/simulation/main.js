import { stdout } from 'node:process';
import { explanationOf, known } from './known.js';
import { circumstancesOf } from './oracle/evidence.js';
import { offencesIn } from './oracle/oracle.js';
import { planOf } from './plan.js';
import { reportOn } from './report.js';
import { run } from './run.js';
import { runAll } from './run-all.js';
import { shrink } from './shrink.js';
import { storyOf } from './story.js';
import { brokenIn, tableOf } from './table.js';
import { warmUp } from './warm-up.js';

/** @typedef {import('./plan.js').Plan} Plan */
/** @typedef {import('./settings.js').Settings} Settings */

/** How many stories are told. */
const STORIES = 3;

/** The first broken promise of a run, of those that are asked about. @param {import('./run.js').Evidence} evidence @param {string | undefined} promise @param {boolean} strict */
function offenceIn(evidence, promise, strict) {
  return offencesIn(evidence).find(
    (one) =>
      (promise === undefined || one.promise === promise) &&
      (strict || !explanationOf(known, one, circumstancesOf(evidence, one.request))),
  );
}

/**
 * Tells the story of a plan.
 *
 * @param {Plan} plan @param {string | undefined} promise The one that it is about. @param {boolean} strict
 * @returns {Promise<boolean>} Whether every promise was kept.
 */
async function tell(plan, promise, strict) {
  const evidence = await run(plan);
  const offence = offenceIn(evidence, promise, strict);
  if (offence) stdout.write(`\n${storyOf(evidence, offence)}\n`);
  return offence === undefined;
}

/** @param {Settings} settings */
async function simulate({ seed, runs, strict }) {
  const started = performance.now();
  const reports = await runAll(Array.from({ length: runs }, (_, index) => seed + index));
  stdout.write(`${tableOf(reports, { seed, realMs: performance.now() - started, strict, known })}\n`);
  const broken = [...brokenIn(reports, strict)];
  if (broken.length > 0) await warmUp();
  for (const [promise, [first = seed]] of broken.slice(0, STORIES)) {
    const breaks = async (/** @type {Plan} */ plan) =>
      offenceIn(await run(plan), promise, strict) !== undefined;
    const plan = (await shrink(first, breaks)) ?? planOf(first);
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

/** Does what was asked for. @param {Settings} settings @returns {Promise<boolean>} Whether every promise was kept. */
export async function main(settings) {
  if (settings.known) return checkKnown();
  if (!settings.only) return simulate(settings);
  await warmUp();
  const isKept = await tell(settings.only, settings.promise, true);
  if (isKept) stdout.write('every promise was kept\n');
  return isKept;
}
