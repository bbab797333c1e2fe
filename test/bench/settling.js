import { once } from 'node:events';
import { createServer } from 'node:net';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { smallest } from './sends.js';

const auth = { user: 'shop', pass: 'a password' };
const count = 40_000;
/** Longer than it takes to hand the messages over. */
const deadline = 15_000;

/** How long the event loop stands still at most while many sends end together. */
export async function settling() {
  const inQueue = await expiring({ pool: true });
  const behindLogin = await expiring({ auth });
  const refused = await turnedAway();
  const stands = `Event loop at a time, ${count.toLocaleString('en')} sends`;
  return [
    { what: `${stands} in a pool's queue, when their deadline comes`, figure: inQueue, wanted: '≤ 200 ms' },
    { what: `${stands} behind a silent login, when it comes`, figure: behindLogin, wanted: '≤ 200 ms' },
    { what: `${stands} that a refused login turns away`, figure: refused, wanted: '≤ 200 ms' },
  ];
}

/** @param {object} options */
async function expiring(options) {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = Object(silent.address());
  const mailer = wrapTransport(
    nodemailer.createTransport({ host: '127.0.0.1', port, greetingTimeout: 600_000, ...options }),
    { deadline, retry: false },
  );
  const sent = sendAll(mailer);
  await sent.begun;
  const figure = await stillness(sent.settled);
  mailer.close();
  silent.close();
  return figure;
}

async function turnedAway() {
  /** @type {(value?: unknown) => void} */
  let answer = () => undefined;
  const waiting = new Promise((resolve) => {
    answer = resolve;
  });
  const server = await startScriptedServer({
    accounts: { shop: 'another password' },
    script: { auth: () => waiting.then(() => '535 5.7.8 no') },
  });
  const mailer = wrapTransport(
    nodemailer.createTransport({ host: server.host, port: server.port, auth, ignoreTLS: true }),
    { retry: false },
  );
  const sent = sendAll(mailer);
  await sent.begun;
  const figure = stillness(sent.settled);
  answer();
  const told = await figure;
  await server.close();
  return told;
}

/** @param {{ sendMail(message: object): Promise<unknown> }} mailer */
function sendAll(mailer) {
  /** @type {Promise<unknown>[]} */
  const all = [];
  const begun = (async () => {
    for (let sent = 0; sent < count; sent += 1) {
      all.push(mailer.sendMail(smallest).catch(() => undefined));
      if (sent % 500 === 499) await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  return { begun, settled: begun.then(() => Promise.all(all)) };
}

/** @param {Promise<unknown>} over */
async function stillness(over) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const began = performance.now();
  await over;
  delay.disable();
  const seconds = (performance.now() - began) / 1000;
  return `${Math.round(delay.max / 1e6)} ms; all settled within ${seconds.toFixed(1)} s`;
}
