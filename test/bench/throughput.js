import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median, ratio, sum } from './measure.js';
import { messages, startSinkServer } from './sends.js';

/**
 * @typedef {import('./contender.js').Kind} Kind
 * @typedef {import('./contender.js').Turn} Turn
 * @typedef {{ readonly kind: Kind, readonly turn: (index: number, sends: number) => Promise<Turn> }} Contender
 * @typedef {{ readonly kind: Kind, readonly time: readonly number[], readonly cpu: readonly number[] }} Figures
 */

const everything = /** @type {const} */ ({ bare: 3, wrapped: 3, 'with a logger': 2, 'with subscribers': 2 });

/** Wrapped pools against bare ones, where the processor is all that they wait for. */
export async function throughput() {
  const { contenders, end } = await start(everything, 0);
  /** @type {import('./measure.js').Row[]} */
  const rows = [];
  for (const [index, { of, sends, isMeasure }] of messages.entries()) {
    const figures = await inTurn(contenders, { index, sends, rounds: 20, warmUp: 20 * sends });
    const bare = together(figures, 'bare');
    const wrapped = together(figures, 'wrapped');
    const cpuOf = (/** @type {Kind} */ kind) => ratio(together(figures, kind).cpu, bare.cpu).toFixed(3);
    const each = figures.filter(({ kind }) => kind === 'bare').map(({ cpu }) => median(cpu));
    rows.push(
      {
        what: `Throughput of a wrapped pool, ${of}`,
        figure: `${ratio(bare.time, wrapped.time).toFixed(3)} of bare`,
        ...(isMeasure ? { wanted: '≥ 0.97' } : {}),
      },
      {
        what: `CPU of a message through a wrapped pool, ${of}`,
        figure: `${cpuOf('wrapped')} of bare`,
        ...(isMeasure ? { wanted: '≤ 1.05' } : {}),
      },
      { what: `… with a logger, ${of}`, figure: `${cpuOf('with a logger')} of bare` },
      {
        what: `… with subscribers to sends and replies, ${of}`,
        figure: `${cpuOf('with subscribers')} of bare`,
      },
      {
        what: `… of one bare pool to another, at most, ${of}`,
        figure: (Math.max(...each) / Math.min(...each)).toFixed(3),
      },
    );
  }
  end();
  return rows;
}

/** The same with servers that take their time. */
export async function distance() {
  /** @type {import('./measure.js').Row[]} */
  const rows = [];
  for (const { milliseconds, sends } of [
    { milliseconds: 2, sends: 250 },
    { milliseconds: 10, sends: 100 },
  ]) {
    const { contenders, end } = await start({ bare: 2, wrapped: 2 }, milliseconds);
    const figures = await inTurn(contenders, { index: 0, sends, rounds: 10, warmUp: 1000 });
    end();
    rows.push({
      what: `Throughput of a wrapped pool where a reply takes ${milliseconds} ms`,
      figure: `${ratio(together(figures, 'bare').time, together(figures, 'wrapped').time).toFixed(3)} of bare`,
      wanted: '≥ 0.97',
    });
  }
  return rows;
}

/**
 * @param {Partial<Record<Kind, number>>} kinds How many of each.
 * @param {number} milliseconds What the server takes for a reply.
 */
async function start(kinds, milliseconds) {
  const server = await startSinkServer(milliseconds);
  const all = Object.entries(kinds).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, number) => ({ kind: /** @type {Kind} */ (kind), number })),
  );
  /** @type {Awaited<ReturnType<typeof startContender>>[]} */
  const contenders = [];
  // One of each, and one of each again.
  for (const { kind } of all.toSorted((a, b) => a.number - b.number)) {
    contenders.push(await startContender(kind, server.port));
  }
  return {
    contenders,
    end: () => {
      for (const contender of contenders) contender.stop();
      server.stop();
    },
  };
}

/**
 * @param {Kind} kind
 * @param {number} port
 */
async function startContender(kind, port) {
  const child = fork(fileURLToPath(new URL('./contender.js', import.meta.url)), [kind, String(port)]);
  const failed = new Promise((_, reject) => {
    child.once('exit', (code) => reject(new Error(`A pool (${kind}) ended with exit code ${code}.`)));
  });
  failed.catch(() => undefined);
  const answer = async () => {
    const [value] = await Promise.race([once(child, 'message'), failed]);
    return value;
  };
  await answer();
  return {
    kind,
    turn: (/** @type {number} */ index, /** @type {number} */ sends) => {
      child.send({ index, sends });
      return answer();
    },
    stop: () => child.kill(),
  };
}

/**
 * Has each send so many messages, one after the other, and round after round.
 *
 * @param {readonly Contender[]} contenders
 * @param {{ index: number, sends: number, rounds: number, warmUp: number }} plan
 * @returns {Promise<readonly Figures[]>}
 */
async function inTurn(contenders, { index, sends, rounds, warmUp }) {
  for (const { turn } of contenders) await turn(index, warmUp);
  const figures = contenders.map(({ kind, turn }) => ({
    kind,
    turn,
    time: /** @type {number[]} */ ([]),
    cpu: /** @type {number[]} */ ([]),
  }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { turn, time, cpu } of round % 2 ? figures.toReversed() : figures) {
      const taken = await turn(index, sends);
      time.push(taken.time);
      cpu.push(taken.cpu);
    }
  }
  return figures;
}

/**
 * What all of a kind took in each round, on average.
 *
 * @param {readonly Figures[]} figures
 * @param {Kind} kind
 */
function together(figures, kind) {
  const some = figures.filter((figure) => figure.kind === kind);
  const each = (/** @type {'time' | 'cpu'} */ name) =>
    some[0]?.[name].map(
      (_, round) => sum(some.map((figure) => figure[name][round] ?? Number.NaN)) / some.length,
    ) ?? [];
  return { time: each('time'), cpu: each('cpu') };
}
