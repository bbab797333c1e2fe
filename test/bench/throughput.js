// node test/bench/throughput.js [SENDS] [ROUNDS]
import { wrapTransport } from 'nodemailer-smtp-errors';
import { createPool, send, startSinkServer } from './sends.js';

const sends = Number(process.argv[2] ?? 3000);
const rounds = Number(process.argv[3] ?? 9);

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const server = await startSinkServer();
const contenders = {
  bare: createPool(server.port),
  wrapped: wrapTransport(createPool(server.port)),
  'wrapped, logging': wrapTransport(createPool(server.port), { logger: { debug() {}, warn() {} } }),
};

/** @type {Record<string, { time: number[], cpu: number[] }>} */
const figures = {};
for (const [name, mailer] of Object.entries(contenders)) {
  figures[name] = { time: [], cpu: [] };
  await send(mailer, sends);
}
// In turn, so that a machine whose speed drifts is fair to all of them.
for (let round = 0; round < rounds; round += 1) {
  for (const [name, mailer] of Object.entries(contenders)) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    await send(mailer, sends);
    figures[name]?.time.push(performance.now() - start);
    const { user, system } = process.cpuUsage(cpu);
    figures[name]?.cpu.push((user + system) / 1000);
  }
}
for (const mailer of Object.values(contenders)) mailer.close();
server.stop();

const bare = figures['bare'] ?? { time: [], cpu: [] };
console.log(`${sends} sends a round, ${rounds} rounds in turn; medians, ratios pair by pair`);
for (const [name, { time, cpu }] of Object.entries(figures)) {
  const throughput = median(bare.time.map((value, round) => value / (time[round] ?? Number.NaN)));
  const cost = median(cpu.map((value, round) => value / (bare.cpu[round] ?? Number.NaN)));
  const rate = ((sends / median(time)) * 1000).toFixed(0);
  console.log(
    `${name.padEnd(18)} ${rate.padStart(6)} sends/s   throughput ${throughput.toFixed(3)}   CPU ${cost.toFixed(3)}`,
  );
}
