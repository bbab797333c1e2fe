import { explanationOf, known as knownFaults } from './known.js';
import { circumstancesOf } from './oracle/evidence.js';
import { offencesIn } from './oracle/oracle.js';
import { planOf } from './plan.js';
import { run } from './run.js';

/** @typedef {import('./known.js').Known} Known */
/** @typedef {import('./plan.js').Plan} Plan */

/**
 * What a run came to, as plain data.
 *
 * @typedef {object} RunReport
 * @property {number} seed
 * @property {string} digest
 * @property {number} sends
 * @property {number} ms Virtual time.
 * @property {readonly { readonly promise: string, readonly says: string, readonly known: number, readonly circumstances: readonly string[] }[]} offences
 *   `known` is the place in the list of known faults, -1 for what is new.
 */

/** @param {number} seed @param {readonly Known[]} [known] @returns {Promise<RunReport>} */
export async function reportOn(seed, known = knownFaults) {
  const evidence = await run(planOf(seed));
  const offences = offencesIn(evidence).map((offence) => {
    const circumstances = circumstancesOf(evidence, offence.request);
    const explanation = explanationOf(known, offence, circumstances);
    return {
      promise: offence.promise,
      says: offence.says,
      known: explanation ? known.indexOf(explanation) : -1,
      circumstances: [...circumstances],
    };
  });
  const { application, journal, ms } = evidence;
  const sends = application.requests.reduce((sum, { tries }) => sum + tries.length, 0);
  return { seed, digest: journal.digest, sends, ms, offences };
}
