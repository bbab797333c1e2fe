import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { channelNames, wrapTransport } from 'nodemailer-smtp-errors';
import { ratio } from './measure.js';
import { createPool, messages, send, startSinkServer } from './sends.js';

const sends = 1000;
const rounds = 15;
const listener = () => undefined;
const listened = [
  `tracing:${channelNames.send}:start`,
  `tracing:${channelNames.send}:asyncEnd`,
  channelNames.reply,
];

/** Wrapped pools against a bare one, in turn. */
export async function throughput() {
  const server = await startSinkServer();
  const quiet = { debug() {}, warn() {} };
  const contenders = {
    bare: { mailer: createPool(server.port), listens: false },
    wrapped: { mailer: wrapTransport(createPool(server.port)), listens: false },
    logging: { mailer: wrapTransport(createPool(server.port), { logger: quiet }), listens: false },
    traced: { mailer: wrapTransport(createPool(server.port)), listens: true },
  };
  /** @type {import('./measure.js').Row[]} */
  const rows = [];
  for (const [size, message] of Object.entries(messages)) {
    const figures = await inTurn(contenders, message);
    const { bare, wrapped, logging, traced } = figures;
    const isTypical = size === 'typical';
    const of = isTypical ? 'a typical message' : 'the smallest message';
    const rate = ((sends / bare.time.reduce((sum, time) => sum + time / rounds, 0)) * 1000).toFixed(0);
    rows.push(
      {
        what: `Throughput of a wrapped pool, ${of}`,
        figure: `${ratio(bare.time, wrapped.time).toFixed(3)} of bare (${rate} messages a second)`,
        ...(isTypical ? { wanted: '≥ 0.97' } : {}),
      },
      {
        what: `CPU of a message through a wrapped pool, ${of}`,
        figure: `${ratio(wrapped.cpu, bare.cpu).toFixed(3)} of bare`,
        ...(isTypical ? { wanted: '≤ 1.05' } : {}),
      },
      { what: `… with a logger, ${of}`, figure: `${ratio(logging.cpu, bare.cpu).toFixed(3)} of bare` },
      {
        what: `… with subscribers to sends and replies, ${of}`,
        figure: `${ratio(traced.cpu, bare.cpu).toFixed(3)} of bare`,
      },
    );
  }
  for (const { mailer } of Object.values(contenders)) mailer.close();
  server.stop();
  return rows;
}

/** @typedef {{ readonly mailer: ReturnType<typeof createPool>, readonly listens: boolean }} Contender */

/**
 * @template {string} N
 * @param {Record<N, Contender>} contenders
 * @param {object} message
 * @returns {Promise<Record<N, { time: number[], cpu: number[] }>>}
 */
async function inTurn(contenders, message) {
  const names = /** @type {N[]} */ (Object.keys(contenders));
  const figures = /** @type {Record<N, { time: number[], cpu: number[] }>} */ ({});
  for (const name of names) figures[name] = { time: [], cpu: [] };
  for (const name of names) await send(contenders[name].mailer, 2 * sends, message);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 ? names.toReversed() : names) {
      const { mailer, listens } = contenders[name];
      if (listens) for (const channel of listened) subscribe(channel, listener);
      const cpu = process.cpuUsage();
      const start = performance.now();
      await send(mailer, sends, message);
      figures[name].time.push(performance.now() - start);
      const { user, system } = process.cpuUsage(cpu);
      figures[name].cpu.push(user + system);
      if (listens) for (const channel of listened) unsubscribe(channel, listener);
    }
  }
  return figures;
}
