import fc from 'fast-check';
import { plans, scrambled } from './plan.js';

/** @typedef {import('./plan.js').Plan} Plan */

/** The longest that a plan is made smaller, in real milliseconds. */
const LIMIT_MS = 20_000;

/**
 * Makes the plan of a run that breaks a promise as small as it can be and still break it.
 *
 * @param {number} seed @param {(plan: Plan) => Promise<boolean>} breaks
 * @returns {Promise<Plan | undefined>} Nothing where the run does not break it.
 */
export async function shrink(seed, breaks) {
  const until = performance.now() + LIMIT_MS;
  // Not by fast-check's own limit: that one leaves a run behind that has the clock.
  const keepsIt = fc.asyncProperty(plans, async (plan) => performance.now() > until || !(await breaks(plan)));
  const { counterexample } = await fc.check(keepsIt, {
    seed: scrambled(seed),
    numRuns: 1,
  });
  return counterexample?.[0];
}
