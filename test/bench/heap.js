// node --expose-gc test/bench/heap.js SENDS: the heap in MiB after a hundredth of the sends and after all, as JSON.
import { setTimeout as delay } from 'node:timers/promises';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { createPool, send, smallest, startSinkServer } from './sends.js';

const total = Number(process.argv[2]);

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
await send(mailer, total / 100, smallest);
const before = await heap();
await send(mailer, total - total / 100, smallest);
const after = await heap();
mailer.close();
server.stop();
console.log(JSON.stringify({ before, after }));
