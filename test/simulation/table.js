import { createHash } from 'node:crypto';
import { promises } from './oracle/oracle.js';

/** @typedef {import('./known.js').Known} Known */
/** @typedef {import('./report.js').RunReport} RunReport */

const HOUR = 3_600_000;

/** What a set of runs came to. @param {readonly RunReport[]} reports @param {{ readonly seed: number, readonly realMs: number, readonly strict: boolean, readonly known: readonly Known[] }} circumstances */
export function tableOf(reports, { seed, realMs, strict, known }) {
  const sends = reports.reduce((sum, report) => sum + report.sends, 0);
  const hours = reports.reduce((sum, { ms }) => sum + ms, 0) / HOUR;
  const hash = createHash('sha256');
  for (const { digest } of reports) hash.update(digest);
  const width = Math.max(...promises.map(({ length }) => length));
  const broken = brokenIn(reports, strict);
  return [
    `seed ${seed}, ${reports.length} runs, ${sends} sends, ${Math.round(hours)} hours of virtual time, ${Math.round(sends / (realMs / 1000))} sends a second`,
    `digest ${hash.digest('hex')}`,
    '',
    ...promises.map((promise) => `${promise.padEnd(width)}  ${broken.get(promise)?.length ?? 0}`),
    ...(strict ? [] : leftOut(reports, known)),
  ].join('\n');
}

/** The runs that broke each promise. @param {readonly RunReport[]} reports @param {boolean} strict @returns {ReadonlyMap<string, readonly number[]>} */
export function brokenIn(reports, strict) {
  /** @type {Map<string, number[]>} */
  const broken = new Map();
  for (const { seed, offences } of reports) {
    const counted = offences.filter((offence) => strict || offence.known === -1);
    for (const promise of new Set(counted.map((offence) => offence.promise))) {
      broken.set(promise, [...(broken.get(promise) ?? []), seed]);
    }
  }
  return broken;
}

/** @param {readonly RunReport[]} reports @param {readonly Known[]} known */
function leftOut(reports, known) {
  const lines = known.flatMap(({ says }, place) => {
    const seeds = reports
      .filter(({ offences }) => offences.some((offence) => offence.known === place))
      .map(({ seed }) => seed);
    if (seeds.length === 0) return [];
    return [`  in ${seeds.length} runs (--seed ${seeds.slice(0, 3).join(', ')}): ${says}`];
  });
  return lines.length === 0 ? [] : ['', 'known, and left out (test/simulation/known.js):', ...lines];
}
