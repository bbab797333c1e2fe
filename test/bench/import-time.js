import { execFileSync } from 'node:child_process';
import { median, ratio } from './measure.js';

const rounds = 21;

/** What a start takes longer, by whole processes in turn. */
export function importTime() {
  const starts = {
    nodemailer: ['nodemailer'],
    both: ['nodemailer', 'nodemailer-smtp-errors'],
    diagnose: ['nodemailer', 'nodemailer-smtp-errors/diagnose'],
  };
  /** @type {Record<keyof typeof starts, number[]>} */
  const times = { nodemailer: [], both: [], diagnose: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const name of /** @type {(keyof typeof starts)[]} */ (Object.keys(starts))) {
      times[name].push(timeOf(starts[name]));
    }
  }
  return [
    {
      what: 'Start of a process that imports it beside Nodemailer',
      figure: `${ratio(times.both, times.nodemailer).toFixed(2)} of one that imports Nodemailer alone (${more(times.both, times.nodemailer)})`,
    },
    {
      what: '… `./diagnose` alone',
      figure: `${ratio(times.diagnose, times.nodemailer).toFixed(2)} (${more(times.diagnose, times.nodemailer)})`,
    },
  ];
}

/**
 * @param {readonly number[]} times
 * @param {readonly number[]} than
 */
const more = (times, than) =>
  `${median(times.map((time, round) => time - (than[round] ?? Number.NaN))).toFixed(1)} ms more`;

/** @param {readonly string[]} modules */
function timeOf(modules) {
  const code = modules.map((name) => `import '${name}';`).join('\n');
  const start = performance.now();
  execFileSync(process.execPath, ['--input-type=module', '--eval', code]);
  return performance.now() - start;
}
