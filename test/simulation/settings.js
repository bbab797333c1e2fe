import { parseArgs } from 'node:util';

/** @typedef {import('./plan.js').Plan} Plan */

export const usage = `Usage: npm run simulate -- [options]
  --seed N     the first seed (a new one for each call); run M of it is --seed N+M --runs 1
  --runs N     how many seeds (1000)
  --only PLAN  one plan, as a story prints it; --promise P for the one that the story is about
  --strict     known faults count as well
  --known      each known fault by its own seed: does it still show?`;

/** @typedef {{ readonly seed: number, readonly runs: number, readonly only: Plan | undefined, readonly promise: string | undefined, readonly strict: boolean, readonly known: boolean }} Settings */

/** Loads nothing heavy before it knows that there is something to run. @param {readonly string[]} args @returns {Promise<Settings>} */
export async function readSettings(args) {
  const { values } = parseArgs({
    args: [...args],
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
    only: values.only === undefined ? undefined : await planIn(values.only),
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

/** @param {string} text @returns {Promise<Plan>} */
async function planIn(text) {
  const plan = await planOrNothing(text);
  if (plan) return plan;
  throw new TypeError(`Expected --only to be a plan as a story prints it; got '${text.slice(0, 80)}'.`);
}

/** @param {string} text @returns {Promise<Plan | undefined>} */
async function planOrNothing(text) {
  try {
    const plan = JSON.parse(text);
    const { behaviours: serverBehaviours } = await import('./server/behaviours/index.js');
    const { behaviours: applicationBehaviours } = await import('./application/behaviours/index.js');
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
