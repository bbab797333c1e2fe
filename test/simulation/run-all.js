import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { reportOn } from './report.js';
import { warmUp } from './warm-up.js';

/** @typedef {import('./report.js').RunReport} RunReport */

/** Fewer runs than this are over before a second thread has started. */
const WORTH_A_THREAD = 40;

/** Runs every seed, on all cores. @param {readonly number[]} seeds @returns {Promise<readonly RunReport[]>} In the order of the seeds. */
export async function runAll(seeds) {
  const threads = Math.max(1, Math.min(availableParallelism(), Math.floor(seeds.length / WORTH_A_THREAD)));
  if (threads === 1) {
    await warmUp();
    const reports = [];
    for (const seed of seeds) reports.push(await reportOn(seed));
    return reports;
  }
  const shares = Array.from({ length: threads }, (_, thread) =>
    seeds.filter((_seed, index) => index % threads === thread),
  );
  const reports = await Promise.all(shares.map(inThread));
  return reports.flat().sort((one, other) => one.seed - other.seed);
}

/** @param {readonly number[]} seeds @returns {Promise<readonly RunReport[]>} */
function inThread(seeds) {
  return new Promise((resolve, reject) => {
    /** @type {RunReport[]} */
    const reports = [];
    const worker = new Worker(new URL('worker.js', import.meta.url), { workerData: { seeds } });
    worker.on('message', (report) => reports.push(report));
    worker.on('error', reject);
    worker.on('exit', () => {
      if (reports.length === seeds.length) resolve(reports);
      else reject(new Error(`A thread ended after ${reports.length} of ${seeds.length} runs`));
    });
  });
}
