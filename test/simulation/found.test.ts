import { expect, test } from 'vitest';
import { offencesIn } from './oracle/oracle.js';
import { type Plan, planOf } from './plan.js';
import { run } from './run.js';

const usual = planOf(1);
const quiet: Plan = {
  ...usual,
  seed: 0,
  travel: { fastest: 1, slowest: 1, cut: 'whole', joins: false, window: 65_536 },
  server: { lmtp: false, pipelining: false, mechanism: 'PLAIN', connections: 0, perSecond: 0, faults: [] },
  mailer: {
    ...usual.mailer,
    ...{ pool: false, tunnel: false, auth: 'none', retries: 0, deadline: 0, perMinute: 0 },
    ...{ credentials: 'none', confirms: 'none', logger: 'none' },
  },
  steps: [{ does: 'sends', at: 0, how: { count: 1, content: 'text', recipients: 1, also: 'gone' } }],
};

const once = { connection: 0, after: 0, every: 1, times: 1 };

test('an acceptance that comes while the final dot still waits in the socket is none', async () => {
  const evidence = await run({
    ...quiet,
    travel: { ...quiet.travel, window: 64 },
    server: {
      ...quiet.server,
      faults: [
        { ...once, does: 'doubled reply', at: 'rcpt', how: { times: 1, later: 5 } },
        {
          ...once,
          does: 'refusal',
          at: 'final-dot',
          how: { says: '451 4.3.0 Try again later', ending: 'stays' },
        },
      ],
    },
  });
  expect(offencesIn(evidence)).toEqual([]);
  expect(evidence.application.requests[0]?.tries[0]?.outcome).toMatchObject({
    how: 'rejected',
    delivery: 'unknown',
  });
});

test('a connection that ends while a message of many parts goes out is lost, and not a part of the message', async () => {
  const evidence = await run({
    ...quiet,
    travel: { ...quiet.travel, fastest: 0, slowest: 2, window: 512 },
    server: {
      ...quiet.server,
      faults: [
        {
          ...once,
          does: 'lost connection',
          at: 'data',
          how: { does: false, says: 'all', how: 'FIN', after: 1 },
        },
      ],
    },
    steps: [{ does: 'plugs in', at: 0, how: { by: 'a data URL', count: 1 } }],
  });
  expect(offencesIn(evidence)).toEqual([]);
  expect(evidence.application.requests[0]?.tries[0]?.outcome).toMatchObject({
    how: 'rejected',
    reason: 'connection.lost',
  });
});
