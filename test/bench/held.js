// node --expose-gc test/bench/held.js SENDS KIND: what each send that waits holds of the heap, in bytes.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { smallest } from './sends.js';

const total = Number(process.argv[2]);
const kind = process.argv[3];

async function heap() {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await delay(50);
  }
  return process.memoryUsage().heapUsed;
}

// It greets nobody: whoever has a connection waits for it, and all others for these.
const server = createServer(() => undefined);
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const port = Number(Object(server.address()).port);
const options = { host: '127.0.0.1', port, greetingTimeout: 300_000 };
const plain = nodemailer.createTransport({ ...options, pool: kind !== 'wrapped, single connections' });
const mailer = kind === 'bare' ? plain : wrapTransport(plain);
const before = await heap();
for (let number = 0; number < total; number += 1) {
  mailer.sendMail({ ...smallest, subject: `No. ${number}` }).catch(() => undefined);
  if (number % 1000 === 999) await new Promise(setImmediate);
}
await delay(500);
console.log(JSON.stringify(((await heap()) - before) / total));
process.exit();
