import { planOf } from './plan.js';
import { run } from './run.js';

/** Whatever is done once in a process is done before the first run that counts. */
export async function warmUp() {
  // Nearly every message fails here, some with six errors in a row; their stacks are looked at by nobody.
  Error.stackTraceLimit = 3;
  await run(planOf(0));
}
