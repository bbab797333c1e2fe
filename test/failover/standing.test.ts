import { describe, expect, test } from 'vitest';
import { asked, chosen, failed, inUse, type Standing, worked } from '../../src/failover/standing.js';

const coolDown = { firstMs: 30_000, longestMs: 100_000 };
const ordinary = { beganMs: 0, isTrial: false };
const trial = { beganMs: 40_000, isTrial: true };

function leftAlone(sinceMs: number, coolDownMs = 30_000): Standing {
  return { is: 'left-alone', sinceMs, untilMs: sinceMs + coolDownMs, coolDownMs };
}

describe('who is asked next', () => {
  test.each<[string, readonly (Standing | undefined)[], number | undefined]>([
    ['the first, where nobody failed', [inUse, inUse], 0],
    ['the next, where the first is left alone', [leftAlone(900), inUse], 1],
    ['the first again, once its time has come', [leftAlone(-40_000), inUse], 0],
    ['the next, where the first was asked before', [undefined, inUse], 1],
    ['the one whose time comes first, where all are left alone', [leftAlone(900), leftAlone(800)], 1],
    ['the one that is preferred, where their times come at once', [leftAlone(900), leftAlone(900)], 0],
    ['whoever is left, however long its time is off', [undefined, leftAlone(900)], 1],
    ['nobody, where all were asked', [undefined, undefined], undefined],
  ])('%s', (_who, standings, index) => {
    expect(chosen(standings, 1000)).toBe(index);
  });
});

describe('how long a transport is left alone', () => {
  test('is the first cool-down after a failure, twice that after each failed trial, and no longer than the longest', () => {
    let standing = failed(inUse, ordinary, coolDown, { nowMs: 1000 });
    expect(standing).toEqual(leftAlone(1000, 30_000));
    for (const [nowMs, coolDownMs] of [
      [40_000, 60_000],
      [200_000, 100_000],
      [400_000, 100_000],
    ] as const) {
      standing = failed(standing, { beganMs: nowMs, isTrial: true }, coolDown, { nowMs });
      expect(standing).toEqual(leftAlone(nowMs, coolDownMs));
    }
  });

  test('is as long as its server wants, where that is longer', () => {
    const standing = failed(inUse, ordinary, coolDown, { nowMs: 0, afterMs: 3_600_000 });
    expect(standing).toMatchObject({ untilMs: 3_600_000, coolDownMs: 30_000 });
    expect(failed(inUse, ordinary, coolDown, { nowMs: 0, afterMs: 1 })).toMatchObject({ untilMs: 30_000 });
  });

  test('does not grow by what was under way already when it failed', () => {
    const standing = failed(inUse, ordinary, coolDown, { nowMs: 1000 });
    expect(failed(standing, ordinary, coolDown, { nowMs: 2000 })).toBe(standing);
  });

  test('ends with a message that it sends, if that began later', () => {
    expect(worked(leftAlone(1000), ordinary)).toEqual(leftAlone(1000));
    expect(worked(leftAlone(1000), trial)).toBe(inUse);
    expect(worked(inUse, ordinary)).toBe(inUse);
  });

  test('is over for one message at a time: nobody else tries before the trial has had a cool-down', () => {
    const [asking, during] = asked(leftAlone(0), 40_000);
    expect(asking).toEqual(trial);
    expect(chosen([during, inUse], 69_999)).toBe(1);
    expect(chosen([during, inUse], 70_000)).toBe(0);
    expect(asked(during, 50_000)).toEqual([{ beganMs: 50_000, isTrial: false }, during]);
  });
});
