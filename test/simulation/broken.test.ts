import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Plan, planOf } from './plan.js';
import { shrink } from './shrink.js';

const usual = planOf(1);

/** The application swears that a message arrived which the server never took. */
const lie: Plan = {
  ...usual,
  seed: 0,
  travel: { fastest: 1, slowest: 1, cut: 'whole', joins: false, window: 65_536 },
  server: {
    ...{ lmtp: false, pipelining: false, mechanism: 'PLAIN', connections: 0, perSecond: 0 },
    faults: [
      {
        ...{ does: 'lost connection', at: 'final-dot', connection: 0, after: 0, every: 1, times: 1 },
        how: { does: false, says: 'nothing', how: 'FIN', after: 1 },
      },
    ],
  },
  mailer: { ...usual.mailer, pool: false, tunnel: false, auth: 'none', retries: 0, confirms: 'lies' },
  steps: [{ does: 'sends', at: 0, how: { count: 1, content: 'text', recipients: 1, also: 'nobody' } }],
};

test('a broken promise is told as a story that can be replayed, and fails the run', async () => {
  const program = fileURLToPath(new URL('simulate.js', import.meta.url));
  const ran = await new Promise<{ code: unknown; stdout: string }>((resolve) => {
    execFile(process.execPath, [program, '--only', JSON.stringify(lie)], (error, stdout) =>
      resolve({ code: error?.code, stdout }),
    );
  });
  expect(ran.stdout).toMatch(/^BROKEN: delivered is delivered$/m);
  expect(ran.stdout).toMatch(/^ +the server: lost connection at final-dot, on any connection, once/m);
  expect(ran.stdout).toMatch(/again: npm run simulate -- --promise 'delivered is delivered' --only '\{/);
  expect(ran.code).toBe(1);
}, 60_000);

test('of a plan only the events are left that break the promise', async () => {
  const verifies = ({ steps }: Plan) => steps.some(({ does }) => does === 'verifies');
  const seed = seedWhere((plan) => verifies(plan) && plan.steps.length > 2 && plan.server.faults.length > 0);
  const plan = await shrink(seed, async (smaller) => verifies(smaller));
  expect(plan?.steps).toEqual([{ does: 'verifies', at: 0, how: { sends: 0 } }]);
  expect(plan?.server.faults).toEqual([]);
});

function seedWhere(isWanted: (plan: Plan) => boolean): number {
  for (let seed = 1; ; seed += 1) if (isWanted(planOf(seed))) return seed;
}
