import { describe, expect, test } from 'vitest';
import {
  afterDoubt,
  afterRefusal,
  afterRest,
  afterSilence,
  afterWelcome,
  limitOf,
  type State,
  stricter,
  unproven,
} from '../../../src/gate/login/state.js';

const told = new Set([{}]);
const coolDown = { firstMs: 60, longestMs: 200 };
const failure = new Error('535');

function proven(limit: number): State {
  return { is: 'proven', limit };
}
const doubted: State = { is: 'doubted' };
const suspended: State = { is: 'suspended', failure, until: 1000, coolDownMs: 60, told };
const onTrial: State = { is: 'on-trial', failure, until: 1000, coolDownMs: 60, told };

test.each([
  [unproven, 1],
  [proven(7), 7],
  [doubted, 1],
  [suspended, 0],
  [onTrial, 1],
])('%o: so many may be without an answer: %i', (state, limit) => {
  expect(limitOf(state)).toBe(limit);
});

test.each([
  ['the first that works', unproven, proven(4)],
  ['one more', proven(4), proven(5)],
  ['as many as ever', proven(16), proven(16)],
  ['the second try works', doubted, proven(4)],
  ['the trial after a cool-down works', onTrial, proven(4)],
])('a welcome: %s', (_what, state, next) => {
  expect(afterWelcome(state)).toEqual(next);
});

test.each([
  ['a new burst begins with few', proven(16), 0, proven(4)],
  ['nothing is known, and still not', unproven, 0, unproven],
  ['a doubt stays', doubted, 0, doubted],
  ['it is too early', suspended, 999, suspended],
  ['it is time', suspended, 1000, onTrial],
])('somebody comes after a rest: %s', (_what, state, now, next) => {
  expect(afterRest(state, now)).toEqual(next);
});

test.each([
  [proven(16), proven(1)],
  [unproven, unproven],
  [doubted, doubted],
  [onTrial, onTrial],
])('nobody answers: %o becomes %o', (state, next) => {
  expect(afterSilence(state)).toEqual(next);
});

test.each([
  ['one that had worked', proven(9), false, doubted],
  ['one that had begun before the doubt', doubted, true, doubted],
  ['the second try itself', doubted, false, undefined],
  ['one that never worked', unproven, false, undefined],
  ['the trial after a cool-down', onTrial, false, undefined],
])('a refusal of %s may be tried again: %o', (_what, state, isEarlier, next) => {
  expect(afterDoubt(state, isEarlier)).toEqual(next);
});

describe('a refusal that stands', () => {
  test.each([
    ['the first', unproven, 60],
    ['of a second try', doubted, 60],
    ['the next doubles the cool-down', onTrial, 120],
    ['never beyond the longest', { ...onTrial, coolDownMs: 120 }, 200],
    ['never below what became the first meanwhile', { ...onTrial, coolDownMs: 10 }, 60],
  ])('%s', (_what, state, coolDownMs) => {
    const next = afterRefusal(state, { failure, now: 5, coolDown, concerned: told });
    expect(next).toEqual({ is: 'suspended', failure, until: 5 + coolDownMs, coolDownMs, told });
  });

  test('is told to who was told of the one before as well', () => {
    const other = { onResumed: () => undefined };
    const next = afterRefusal(onTrial, { failure, now: 0, coolDown, concerned: new Set([other]) });
    expect([...next.told]).toEqual([...told, other]);
  });
});

test('of two cool-downs the longer parts hold', () => {
  expect(stricter({ firstMs: 1, longestMs: 9 }, { firstMs: 2, longestMs: 8 })).toEqual({
    firstMs: 2,
    longestMs: 9,
  });
});
