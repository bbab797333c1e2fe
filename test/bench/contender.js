// A bare pool and one of another kind, turn by turn in one process: from one process to the next, even
// two bare pools differ by more than what is looked for. Sends, and says what the other kind took.
import { subscribe } from 'node:diagnostics_channel';
import { channelNames, wrapTransport } from 'nodemailer-smtp-errors';
import { ratio } from './measure.js';
import { createPool, messages, send } from './sends.js';

/** @typedef {'bare' | 'wrapped' | 'with a logger' | 'with subscribers'} Kind */

/**
 * @typedef Plan
 * @property {Kind} kind
 * @property {number} port Where the server listens.
 * @property {number} index Of the message that is sent.
 * @property {number} sends In a round, by each of the two.
 * @property {number} rounds That are measured.
 * @property {number} warmUp Rounds before them.
 */

/** @typedef {{ readonly time: number, readonly cpu: number }} Ratios To the bare pool. */

/** @type {Plan} */
const { kind, port, index, sends, rounds, warmUp } = JSON.parse(process.argv[2] ?? '{}');
const { message } = messages[/** @type {0} */ (index)];

const logger = { debug() {}, warn() {} };
const bare = contender(createPool(port));
const other = contender(
  kind === 'bare'
    ? createPool(port)
    : wrapTransport(createPool(port), kind === 'with a logger' ? { logger } : {}),
);
if (kind === 'with subscribers') {
  for (const name of [
    `tracing:${channelNames.send}:start`,
    `tracing:${channelNames.send}:asyncEnd`,
    channelNames.reply,
  ]) {
    subscribe(name, () => undefined);
  }
}

for (let round = -warmUp; round < rounds; round += 1) {
  if (round === 0) for (const { time, cpu } of [bare, other]) time.length = cpu.length = 0;
  for (const one of round % 2 ? [bare, other] : [other, bare]) await turn(one);
}
const ratios = { time: ratio(other.time, bare.time), cpu: ratio(other.cpu, bare.cpu) };
process.send?.(ratios, () => process.exit());

/** @typedef {ReturnType<typeof contender>} Contender */

/** @param {Parameters<typeof send>[0]} mailer */
function contender(mailer) {
  return { mailer, time: /** @type {number[]} */ ([]), cpu: /** @type {number[]} */ ([]) };
}

/** @param {Contender} contender */
async function turn({ mailer, time, cpu }) {
  const before = process.cpuUsage();
  const start = performance.now();
  await send(mailer, sends, message);
  time.push(performance.now() - start);
  const { user, system } = process.cpuUsage(before);
  cpu.push(user + system);
}
