import fc from 'fast-check';
import { explanationOf, known } from './known.js';
import { circumstancesOf } from './oracle/evidence.js';
import { offencesIn } from './oracle/oracle.js';
import { plans, scrambled } from './plan.js';
import { run } from './run.js';

/** @typedef {import('./plan.js').Plan} Plan */

/** The longest that a plan is made smaller, in real milliseconds. */
const LIMIT_MS = 30_000;

/**
 * Makes the plan of a run that breaks a promise as small as it can be and still break it.
 *
 * @param {number} seed @param {string} promise @param {boolean} strict Whether what is known counts as well.
 * @returns {Promise<Plan | undefined>} Nothing where the run does not break it.
 */
export async function shrink(seed, promise, strict) {
  const keepsIt = fc.asyncProperty(plans, async (plan) => {
    const evidence = await run(plan);
    return !offencesIn(evidence).some(
      (offence) =>
        offence.promise === promise &&
        (strict || !explanationOf(known, offence, circumstancesOf(evidence, offence.request))),
    );
  });
  const { counterexample } = await fc.check(keepsIt, {
    seed: scrambled(seed),
    numRuns: 1,
    interruptAfterTimeLimit: LIMIT_MS,
  });
  return counterexample?.[0];
}
