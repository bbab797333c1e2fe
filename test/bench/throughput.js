import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median } from './measure.js';
import { messages, startSinkServer } from './sends.js';

/**
 * @typedef {import('./contender.js').Kind} Kind
 * @typedef {import('./contender.js').Plan} Plan
 * @typedef {import('./contender.js').Ratios} Ratios
 * @typedef {import('./measure.js').Row} Row
 */

/** Rounds, 12,000 of the typical message: V8 optimises nearly all in the first 4,000, and a few functions after that. */
const warmUp = 48;

/**
 * Wrapped pools against bare ones, where the processor is all that they wait for. Throughput is CPU once
 * more there (1.05 of the one is 0.95 of the other), so what is wanted of it is looked for in {@link distance}.
 */
export async function throughput() {
  const server = await startSinkServer();
  /** @type {Row[]} */
  const rows = [];
  for (const [index, { of, sends, isMeasure }] of messages.entries()) {
    /** @param {Kind} kind @param {number} processes @param {number} rounds */
    const run = (kind, processes = 3, rounds = 16) =>
      inTurn({ kind, port: server.port, index, sends, rounds, warmUp }, processes);
    const wrapped = await run('wrapped', 7, 48);
    rows.push(
      {
        what: `Throughput of a wrapped pool where a reply takes no time, ${of}`,
        figure: figure(wrapped.map(({ time }) => 1 / time)),
      },
      {
        what: `CPU of a message through a wrapped pool, ${of}`,
        figure: figure(wrapped.map(({ cpu }) => cpu)),
        ...(isMeasure ? { wanted: '≤ 1.05' } : {}),
      },
    );
    for (const kind of /** @type {const} */ (['with a logger', 'with subscribers', 'bare'])) {
      const ratios = await run(kind);
      const what = kind === 'bare' ? 'of a second bare pool' : kind;
      rows.push({ what: `… ${what}, ${of}`, figure: figure(ratios.map(({ cpu }) => cpu)) });
    }
  }
  server.stop();
  return rows;
}

/** The same with servers that take their time. */
export async function distance() {
  /** @type {Row[]} */
  const rows = [];
  for (const { milliseconds, sends } of [
    { milliseconds: 2, sends: 250 },
    { milliseconds: 10, sends: 100 },
  ]) {
    const server = await startSinkServer(milliseconds);
    const ratios = await inTurn(
      { kind: 'wrapped', port: server.port, index: 0, sends, rounds: 10, warmUp: 10 },
      3,
    );
    server.stop();
    rows.push({
      what: `Throughput of a wrapped pool where a reply takes ${milliseconds} ms`,
      figure: figure(ratios.map(({ time }) => 1 / time)),
      wanted: '≥ 0.97',
    });
  }
  return rows;
}

/**
 * Runs a contender in so many processes, one after the other.
 *
 * @param {Plan} plan
 * @param {number} processes
 */
async function inTurn(plan, processes) {
  /** @type {Ratios[]} */
  const ratios = [];
  while (ratios.length < processes) ratios.push(await runContender(plan));
  return ratios;
}

/**
 * @param {Plan} plan
 * @returns {Promise<Ratios>}
 */
async function runContender(plan) {
  const child = fork(fileURLToPath(new URL('./contender.js', import.meta.url)), [JSON.stringify(plan)]);
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`A pool (${plan.kind}) ended with exit code ${code}.`);
  });
  failed.catch(() => undefined);
  const [ratios] = await Promise.race([once(child, 'message'), failed]);
  return ratios;
}

/** @param {readonly number[]} ratios One of each process. */
function figure(ratios) {
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map((value) => value.toFixed(3));
  return `${median(ratios).toFixed(3)} of bare (${least} to ${most})`;
}
