import fc from 'fast-check';
import { explanationOf, known } from './known.js';
import { circumstancesOf } from './oracle/evidence.js';
import { offencesIn } from './oracle/oracle.js';
import { plans, scrambled } from './plan.js';
import { run } from './run.js';

/** @typedef {import('./plan.js').Plan} Plan */

/** The longest that a plan is made smaller, in real milliseconds. */
const LIMIT_MS = 20_000;

/**
 * Makes the plan of a run that breaks a promise as small as it can be and still break it.
 *
 * @param {number} seed @param {string} promise @param {boolean} strict Whether what is known counts as well.
 * @returns {Promise<Plan | undefined>} Nothing where the run does not break it.
 */
export async function shrink(seed, promise, strict) {
  const until = performance.now() + LIMIT_MS;
  const keepsIt = fc.asyncProperty(plans, async (plan) => {
    // Not by fast-check's own limit: that one leaves a run behind that has the clock.
    if (performance.now() > until) return true;
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
  });
  return counterexample?.[0];
}
