// node --expose-gc test/bench/memory.js [SENDS]
import { setTimeout as delay } from 'node:timers/promises';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { createPool, send, startSinkServer } from './sends.js';

const total = Number(process.argv[2] ?? 100_000);

async function heap() {
  // Finalisers and closed sockets need a few turns.
  for (let round = 0; round < 5; round += 1) {
    globalThis.gc?.();
    await delay(50);
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const server = await startSinkServer();
const mailer = wrapTransport(createPool(server.port), { logger: { debug() {}, warn() {} } });
await send(mailer, 1000);
const before = await heap();
await send(mailer, total - 1000);
const after = await heap();
mailer.close();
server.stop();

console.log(`heap after   1000 sends: ${before.toFixed(2)} MiB`);
console.log(`heap after ${total} sends: ${after.toFixed(2)} MiB (${(after - before).toFixed(2)} MiB more)`);
