import { describe, expect, test } from 'vitest';
import {
  afterComplaint,
  afterWelcome,
  isNews,
  type Limits,
  nothingKnown,
  widthOf,
} from '../../../src/gate/pace/limits.js';

const connections = { about: 'connections' } as const;
const rate = { about: 'rate' } as const;
const now = 100_000;
const known = { connections: Number.POSITIVE_INFINITY, perSecond: Number.POSITIVE_INFINITY };

function refusedAt(time: number, others: number, perSecond = 0) {
  return {
    now: time,
    begunAt: time - 10,
    gotThroughAt: Number.NEGATIVE_INFINITY,
    others,
    sinceFirstMs: 1000,
    measured: () => perSecond,
  };
}

function welcomedAt(time: number, more: Partial<Parameters<typeof afterWelcome>[1]> = {}) {
  return { now: time, begunAt: time - 10, isWanted: true, isFull: true, processes: 1, ...more };
}

function perSecond(speed: Limits['speed']): number {
  return speed.is === 'free' ? Number.POSITIVE_INFINITY : speed.perSecond;
}

function repeated(limits: Limits, count: number, step: (limits: Limits) => Limits): Limits {
  return Array.from({ length: count }).reduce<Limits>(step, limits);
}

describe('connections', () => {
  test('those beside the one that was refused are what the server takes', () => {
    const five = afterComplaint(nothingKnown, connections, refusedAt(now, 5));
    expect(five.width).toMatchObject({ is: 'found', limit: 5 });
    expect(afterComplaint(five, connections, refusedAt(now, 3)).width).toMatchObject({ limit: 3 });
  });

  test('where it takes none one tries, after a while that grows', () => {
    const none = afterComplaint(nothingKnown, connections, refusedAt(now, 0));
    expect(none).toMatchObject({ width: { limit: 0 }, rest: { until: now + 250 } });
    const around = { known, capacity: undefined, gotThroughAt: now, processes: 1 };
    expect(widthOf(none, around)).toBe(1);
    expect(widthOf(none, { ...around, processes: 2 })).toBe(0);
    expect(afterComplaint(none, connections, refusedAt(now + 300, 0)).rest.ms).toBe(500);
  });

  test('one more is tried when enough got through, and twice as many are enough after it was refused', () => {
    const three = afterComplaint(nothingKnown, connections, refusedAt(now, 3));
    const step = (limits: Limits) => afterWelcome(limits, welcomedAt(now));
    expect(repeated(three, 29, step).width).toMatchObject({ is: 'found', limit: 3 });
    const trying = repeated(three, 30, step);
    expect(trying.width).toMatchObject({ is: 'trying', limit: 4 });
    const again = afterComplaint(trying, connections, refusedAt(now, 3));
    expect(again.width).toMatchObject({ is: 'found', limit: 3, needed: 60 });
  });

  test('where one more is taken twice as many are tried next, and sooner', () => {
    const width = { is: 'trying', limit: 4, more: 1, welcomed: 7, needed: 30 } as const;
    expect(afterWelcome({ ...nothingKnown, width }, welcomedAt(now)).width).toEqual({
      is: 'found',
      limit: 4,
      more: 2,
      welcomed: 0,
      needed: 4,
    });
  });

  test('a width that nobody uses does not grow', () => {
    const { width } = afterWelcome(nothingKnown, welcomedAt(now, { isFull: false }));
    expect(width).toEqual(nothingKnown.width);
  });
});

describe('rate', () => {
  const thirty = afterComplaint(nothingKnown, rate, refusedAt(now, 5, 30));

  test('what got through in a second is what it takes, a little less to be sure', () => {
    expect(thirty).toMatchObject({ speed: { perSecond: 27 }, rest: { until: now + 250 } });
  });

  test('what had begun before the complaint adds nothing to it', () => {
    const late = { ...refusedAt(now + 5, 5, 3), begunAt: now - 1 };
    expect(afterComplaint(thirty, rate, late)).toBe(thirty);
  });

  test('what had begun before and gets through was part of the rate', () => {
    const { speed } = afterWelcome(thirty, welcomedAt(now + 5, { begunAt: now - 1 }));
    expect(perSecond(speed)).toBeCloseTo(27.9);
  });

  test('after a burst nothing is asked before its second is over', () => {
    const soon = afterComplaint(nothingKnown, rate, { ...refusedAt(now, 5, 30), sinceFirstMs: 300 });
    expect(soon.rest).toEqual({ until: now + 700, ms: 700 });
  });

  test('refused twice in a row it waits longer, and is not slower for that', () => {
    const twice = afterComplaint(thirty, rate, refusedAt(now + 260, 0, 30));
    expect(twice).toMatchObject({ speed: { perSecond: 27 }, rest: { ms: 500, until: now + 760 } });
  });

  test('while nobody complains it comes back to what the server took, stays near it, and then grows fast', () => {
    const seen: Limits[] = [];
    for (const ms of [500, 1000, 1500, 2000, 2500, 3000, 3500, 4000])
      seen.push(afterWelcome(seen.at(-1) ?? thirty, welcomedAt(now + ms)));
    const [half, back, ...later] = seen.map(({ speed }) => perSecond(speed));
    expect(half).toBeGreaterThan(29);
    expect(back).toBeCloseTo(30);
    expect(later[0]).toBeLessThan(31);
    expect(later.at(-1)).toBeGreaterThan(40);
  });

  test('it grows with what gets through, and only where somebody waits', () => {
    const late = afterWelcome(thirty, welcomedAt(now + 600_000)).speed;
    expect(perSecond(late)).toBeCloseTo(29.7);
    expect(afterWelcome(thirty, welcomedAt(now + 500, { isWanted: false })).speed).toEqual(thirty.speed);
  });

  test('where nothing got through at all it is halved, down to one a minute', () => {
    const none = repeated(nothingKnown, 20, (limits) =>
      afterComplaint(
        limits,
        rate,
        refusedAt(limits.complainedAt === Number.NEGATIVE_INFINITY ? now : limits.complainedAt + 60_000, 0),
      ),
    );
    expect(none).toMatchObject({ speed: { perSecond: 1 / 60 }, rest: { ms: 30_000 } });
  });

  test('the time that the server names is kept', () => {
    const named = afterComplaint(nothingKnown, { ...rate, afterMs: 60_000 }, refusedAt(now, 5, 30));
    expect(named.rest.until).toBe(now + 60_000);
  });
});

test('a time that the server names is granted once, until somebody gets through', () => {
  const named = { ...rate, afterMs: 60_000 };
  const first = afterComplaint(nothingKnown, named, refusedAt(now, 0));
  const again = afterComplaint(first, named, refusedAt(now + 60_000, 0));
  expect([first.grant.until, again.grant.until]).toEqual([now + 60_000, now + 60_000]);
  const later = afterComplaint(again, named, { ...refusedAt(now + 130_000, 0), gotThroughAt: now + 121_000 });
  expect(later.grant.until).toBe(now + 190_000);
});

test('news is another number of connections, and a rate that is lower or twice as high', () => {
  const slow: Limits = { ...nothingKnown, speed: { is: 'limited', perSecond: 10, ceiling: 11 } };
  const at = (perSecond: number): Limits => ({
    ...slow,
    speed: { is: 'limited', perSecond, ceiling: perSecond },
  });
  expect([at(9), at(10), at(15), at(21)].map((limits) => isNews(slow, limits))).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect(isNews(nothingKnown, slow)).toBe(true);
  const wide = afterComplaint(nothingKnown, connections, refusedAt(now, 3));
  expect([isNews(nothingKnown, wide), isNews(wide, wide)]).toEqual([true, false]);
});
