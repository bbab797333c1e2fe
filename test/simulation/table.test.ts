import { expect, test } from 'vitest';
import { explanationOf, type Known } from './known.js';
import type { RunReport } from './report.js';
import { brokenIn, tableOf } from './table.js';

const known: readonly Known[] = [
  { says: 'It rains.', seed: 7, breaks: ['once'], where: ['fault: rain'], looks: /wet/ },
];
const offence = (place: number) => ({ promise: 'once', says: 'wet', known: place, circumstances: [] });
const report = (seed: number, ...places: readonly number[]): RunReport => {
  return { seed, digest: `${seed}`, sends: 1, ms: 0, offences: places.map(offence) };
};
const reports = [report(1), report(2, 0), report(3, -1, -1)];

test('a run says what it left out, and counts it where everything counts', () => {
  const usual = tableOf(reports, { seed: 1, realMs: 1, strict: false, known });
  expect(usual).toMatch(/^once +1$/m);
  expect(usual).toMatch(/^known, and left out.*in 1 runs \(--seed 2\): It rains\.$/ms);
  const strict = tableOf(reports, { seed: 1, realMs: 1, strict: true, known });
  expect(strict).toMatch(/^once +2$/m);
  expect(strict).not.toContain('left out');
});

test('the runs that broke a promise are named once each', () => {
  expect([...brokenIn(reports, false)]).toEqual([['once', [3]]]);
  expect([...brokenIn(reports, true)]).toEqual([['once', [2, 3]]]);
});

test.each([
  ['once', 'wet', 'fault: rain', known[0]],
  ['complete', 'wet', 'fault: rain', undefined],
  ['once', 'dry', 'fault: rain', undefined],
  ['once', 'wet', 'fault: snow', undefined],
])(
  'what is known explains its own promise, look and circumstance only: %s, %s, %s',
  (promise, says, circumstance, entry) => {
    expect(explanationOf(known, { promise, says, request: undefined }, new Set([circumstance]))).toBe(entry);
  },
);
