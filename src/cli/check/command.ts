import type { Diagnosis } from '../../diagnosis/diagnosis.js';
import { renderFacts } from '../../render/render-facts.js';
import { truncate } from '../../session/bounded.js';
import { createScrub } from '../../session/scrub.js';
import { commonOptions, parseArguments } from '../arguments.js';
import { print, printJson, stdoutLayout } from '../output.js';
import { checkServer, type Stop } from './check-server.js';
import { conclude } from './conclude.js';
import type { Plan } from './plan.js';
import { readPlan } from './read-plan.js';
import { renderStep, stopFacts } from './report.js';
import type { StepResult } from './step.js';

const options = {
  ...commonOptions,
  user: { type: 'string' },
  auth: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string', multiple: true },
  timeout: { type: 'string' },
  'allow-plaintext': { type: 'boolean' },
  insecure: { type: 'boolean' },
} as const;

/** More of one text than this helps nobody. */
const MAX_TEXT = 2048;

const NO_PASSWORD_OPTION =
  "There is no option for the password: it would stay in the shell's history and be seen by everyone who lists the processes of this machine. Set SMTP_PASSWORD, or type it when you are asked.";
const refusals = { password: NO_PASSWORD_OPTION, pass: NO_PASSWORD_OPTION, token: NO_PASSWORD_OPTION };

/** `check`: 0 if every step worked, 1 if one did not. */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, options, refusals);
  const plan = await readPlan(positionals, values);
  const scrub = createScrub(() => (plan.login ? [plan.login] : []));
  const layout = stdoutLayout(values);
  const steps: StepResult[] = [];
  const stop = await checkServer(plan, scrub, (step) => {
    steps.push(step);
    if (!values.json) print(renderStep({ ...step, text: scrub(step.text) }, layout));
  });
  const diagnosis = stop && conclude(stop, plan.target.host);
  if (values.json) {
    printJson('check', toJson(plan, steps, stop, diagnosis), (text) => truncate(scrub(text), MAX_TEXT));
  } else if (stop && diagnosis) {
    const facts = stopFacts(stop, diagnosis, plan.target, scrub);
    print(`\n${renderFacts(facts, layout)}`);
  }
  return stop ? 1 : 0;
}

function toJson(
  { target }: Plan,
  steps: readonly StepResult[],
  stop: Stop | undefined,
  diagnosis: Diagnosis | undefined,
): object {
  const { reply, error } = stop?.evidence ?? {};
  return {
    target,
    ok: stop === undefined,
    steps,
    ...(stop && {
      failure: {
        step: steps.at(-1)?.name,
        diagnosis,
        ...(reply && { reply }),
        ...(error && { error }),
        transcript: stop.transcript,
      },
    }),
  };
}
