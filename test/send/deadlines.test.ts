import { once } from 'node:events';
import { expect, test } from 'vitest';
import { toAbortSignal } from '../../src/cancellation.js';
import { Deadlines } from '../../src/send/deadlines.js';
import { Lifeline } from '../../src/send/lifeline.js';

test('a deadline comes also among very many sends, and after it the next', async () => {
  const deadlines = new Deadlines();
  const [first, second] = [new Lifeline(20, undefined), new Lifeline(500, undefined)];
  deadlines.add(first);
  deadlines.add(second);
  for (let count = 0; count < 200_000; count += 1) deadlines.add(new Lifeline(60_000, undefined));
  await once(toAbortSignal(second), 'abort');
  expect([first.endedBy, second.endedBy]).toEqual(['deadline', 'deadline']);
  deadlines.unref();
});
