import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Ending, Wait } from '../../src/endings/ending.js';
import { Lives } from '../../src/endings/lives.js';
import { waitFor } from '../../src/endings/wait-for.js';
import type { Limits } from '../../src/options/limits.js';

const NEVER = Number.NEGATIVE_INFINITY;
const none = Number.POSITIVE_INFINITY;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What ended a wait, and when, in milliseconds from its beginning. */
function begin(limits: Partial<Limits>, signal?: AbortSignal) {
  const lives = new Lives({ stallMs: none, deadlineMs: none, ...limits });
  const life = lives.begin(signal);
  const started = performance.now();
  const ends: { by: Ending['by']; at: number }[] = [];
  const waiter = (waitsFor: Wait, gotOnAt = () => NEVER) => ({
    waitsFor,
    gotOnAt,
    ended: ({ by }: Ending) => {
      ends.push({ by, at: Math.round(performance.now() - started) });
    },
  });
  return { lives, life, ends, waiter, started };
}

const waits = ['preparation', 'content', 'login', 'queue', 'server', 'credentials', 'confirmation'] as const;

describe('a wait that does not get on ends', () => {
  test.each(waits)('by stallTimeout: %s', async (wait) => {
    const { life, ends, waiter } = begin({ stallMs: 1000, deadlineMs: 5000 });
    life.wait(waiter(wait));
    await vi.advanceTimersByTimeAsync(990);
    expect(ends).toEqual([]);
    await vi.advanceTimersByTimeAsync(210);
    expect(ends).toMatchObject([{ by: 'stall' }]);
  });

  test.each([...waits, 'backoff'] as const)('by the deadline, however well it gets on: %s', async (wait) => {
    const { life, ends, waiter } = begin({ stallMs: 300, deadlineMs: 1000 });
    life.wait(waiter(wait, () => performance.now()));
    await vi.advanceTimersByTimeAsync(1200);
    expect(ends).toMatchObject([{ by: 'deadline' }]);
    expect(ends[0]?.at).toBeLessThan(1100);
  });

  test.each([...waits, 'backoff'] as const)('at once by the signal, and only once: %s', (wait) => {
    const controller = new AbortController();
    const { life, lives, ends, waiter } = begin({ stallMs: 300 }, controller.signal);
    life.wait(waiter(wait));
    controller.abort();
    lives.close('by-force');
    expect(ends).toEqual([{ by: 'application', at: 0 }]);
  });
});

test.each<[Wait, 'gently' | 'by-force', boolean]>([
  ['preparation', 'by-force', true],
  ['content', 'by-force', true],
  ['login', 'by-force', true],
  ['credentials', 'by-force', true],
  ['confirmation', 'by-force', true],
  ['backoff', 'by-force', true],
  ['backoff', 'gently', true],
  ['login', 'gently', false],
  ['preparation', 'gently', false],
  ['queue', 'by-force', false],
  ['server', 'by-force', false],
])('%s, with its transport closed %s: ended %s', (wait, how, isEnded) => {
  const { lives, life, ends, waiter } = begin({});
  life.wait(waiter(wait));
  lives.close(how);
  expect(ends).toHaveLength(isEnded ? 1 : 0);
});

test('a queue that moves is waited for as long as it does', async () => {
  const { lives, life, ends, waiter } = begin({ stallMs: 1000 });
  life.wait(waiter('queue', () => lives.queueGotOnAt));
  for (let step = 0; step < 20; step += 1) {
    await vi.advanceTimersByTimeAsync(900);
    lives.queueGotOn();
  }
  expect(ends).toEqual([]);
  await vi.advanceTimersByTimeAsync(1300);
  expect(ends).toMatchObject([{ by: 'stall' }]);
});

test('a wait whose end is known is no standing still, and no getting on', async () => {
  const { life, ends, waiter } = begin({ stallMs: 1000 });
  life.wait(waiter('server'));
  await vi.advanceTimersByTimeAsync(500);
  const server = life.waiter;
  if (server) life.giveUp(server);
  const pause = waiter('backoff', () => none);
  life.wait(pause);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ends).toEqual([]);
  life.goOn(pause);
  life.wait(waiter('server'));
  await vi.advanceTimersByTimeAsync(400);
  expect(ends).toEqual([]);
  await vi.advanceTimersByTimeAsync(400);
  expect(ends).toMatchObject([{ by: 'stall' }]);
});

test('a process that stood still reads what lies there before anybody is given up', async () => {
  const { life, ends, waiter } = begin({ stallMs: 5000 });
  const server = waiter('server');
  life.wait(server);
  // The timer is due long before, and the loop gets round to it now.
  const standsStill = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
  await vi.advanceTimersByTimeAsync(1000);
  standsStill.mockRestore();
  expect(ends).toEqual([]);
});

test('what was ended before begins nothing', async () => {
  const { life } = begin({}, AbortSignal.abort('no'));
  const asked = vi.fn(() => Promise.resolve());
  expect(await waitFor(life, 'credentials', asked)).toMatchObject({ is: 'ended' });
  expect(asked).not.toHaveBeenCalled();
});

test('what asks in a way that throws is rejected, and waits no longer', async () => {
  const { life } = begin({});
  const failing = waitFor(life, 'credentials', () => {
    throw new Error('no promise');
  });
  await expect(failing).rejects.toThrow('no promise');
  expect(life.waiter).toBeUndefined();
});

test('no timer is left once all is over', async () => {
  const { lives, life } = begin({ stallMs: 1000 });
  lives.over(life);
  await vi.advanceTimersByTimeAsync(1000);
  expect(vi.getTimerCount()).toBe(0);
});
