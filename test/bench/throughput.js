import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { channelNames, wrapTransport } from 'nodemailer-smtp-errors';
import { mean, ratio } from './measure.js';
import { createPool, messages, send, startSinkServer } from './sends.js';

/**
 * @typedef {ReturnType<typeof createPool>} Mailer
 * @typedef {{ readonly mailer: Mailer, readonly listens?: boolean }} Contender
 * @typedef {{ readonly time: readonly number[], readonly cpu: readonly number[] }} Figures
 */

const rounds = 15;
const quiet = { debug() {}, warn() {} };

/** Wrapped pools against bare ones. */
export async function throughput() {
  const server = await startSinkServer();
  /** @type {readonly [Contender, Contender, Contender, Contender, Contender]} */
  const contenders = [
    { mailer: createPool(server.port) },
    { mailer: wrapTransport(createPool(server.port)) },
    { mailer: wrapTransport(createPool(server.port), { logger: quiet }) },
    { mailer: wrapTransport(createPool(server.port)), listens: true },
    // What a process runs first it runs best: bare is the mean of the first and the last.
    { mailer: createPool(server.port) },
  ];
  /** @type {import('./measure.js').Row[]} */
  const rows = [];
  for (const { of, message, sends, isMeasure } of messages) {
    const [first, wrapped, logging, traced, last] = await inTurn(contenders, message, sends);
    const bare = both(first, last);
    rows.push(
      {
        what: `Throughput of a wrapped pool, ${of}`,
        figure: `${ratio(bare.time, wrapped.time).toFixed(3)} of bare`,
        ...(isMeasure ? { wanted: '≥ 0.97' } : {}),
      },
      {
        what: `CPU of a message through a wrapped pool, ${of}`,
        figure: `${ratio(wrapped.cpu, bare.cpu).toFixed(3)} of bare`,
        ...(isMeasure ? { wanted: '≤ 1.05' } : {}),
      },
      { what: `… with a logger, ${of}`, figure: `${ratio(logging.cpu, bare.cpu).toFixed(3)} of bare` },
      {
        what: `… with subscribers to sends and replies, ${of}`,
        figure: `${ratio(traced.cpu, bare.cpu).toFixed(3)} of bare`,
      },
      { what: `… bare, the last to the first, ${of}`, figure: ratio(last.cpu, first.cpu).toFixed(3) },
    );
  }
  end(contenders, server);
  return rows;
}

/** The same with a server that takes its time, if only a little. */
export async function distance() {
  const milliseconds = 2;
  const server = await startSinkServer(milliseconds);
  /** @type {readonly [Contender, Contender, Contender]} */
  const contenders = [
    { mailer: createPool(server.port) },
    { mailer: wrapTransport(createPool(server.port)) },
    { mailer: createPool(server.port) },
  ];
  const [{ message }] = messages;
  const [first, wrapped, last] = await inTurn(contenders, message, 300);
  end(contenders, server);
  return [
    {
      what: `Throughput of a wrapped pool where a reply takes ${milliseconds} ms`,
      figure: `${ratio(both(first, last).time, wrapped.time).toFixed(3)} of bare`,
      wanted: '≥ 0.97',
    },
  ];
}

/**
 * Has each send so many messages, one after the other, and round after round.
 *
 * @template {readonly Contender[]} C
 * @param {C} contenders
 * @param {object} message
 * @param {number} sends
 * @returns {Promise<{ [I in keyof C]: Figures }>}
 */
async function inTurn(contenders, message, sends) {
  const figures = contenders.map(({ mailer, listens = false }) => ({
    mailer,
    listens,
    time: /** @type {number[]} */ ([]),
    cpu: /** @type {number[]} */ ([]),
  }));
  for (const { mailer } of figures) await send(mailer, 2 * sends, message);
  for (let round = 0; round < rounds; round += 1) {
    for (const { mailer, listens, time, cpu } of round % 2 ? figures.toReversed() : figures) {
      if (listens) for (const channel of listened) subscribe(channel, listener);
      const before = process.cpuUsage();
      const start = performance.now();
      await send(mailer, sends, message);
      time.push(performance.now() - start);
      const { user, system } = process.cpuUsage(before);
      cpu.push(user + system);
      if (listens) for (const channel of listened) unsubscribe(channel, listener);
    }
  }
  return /** @type {{ [I in keyof C]: Figures }} */ (/** @type {unknown} */ (figures));
}

const listener = () => undefined;
const listened = [
  `tracing:${channelNames.send}:start`,
  `tracing:${channelNames.send}:asyncEnd`,
  channelNames.reply,
];

/**
 * @param {Figures} first
 * @param {Figures} last
 * @returns {Figures}
 */
function both(first, last) {
  return { time: mean(first.time, last.time), cpu: mean(first.cpu, last.cpu) };
}

/**
 * @param {readonly Contender[]} contenders
 * @param {{ stop(): unknown }} server
 */
function end(contenders, server) {
  for (const { mailer } of contenders) mailer.close();
  server.stop();
}
