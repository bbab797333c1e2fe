import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import nodemailer from 'nodemailer';
import { fromSource } from './from-source.js';

const typical = {
  from: '"Example Shop" <shop@example.com>',
  to: '"Jane Doe" <jane@example.org>',
  subject: 'Your order 2026-1123 is on its way',
  text: 'Dear Jane, your order is on its way.\n'.repeat(30),
  html: '<p style="margin:0 0 1em">Dear Jane, your order is on its way.</p>\n'.repeat(150),
};

/** As little as a message can be. */
export const smallest = { from: 'a@example.com', to: 'b@example.com', subject: 'Hello', text: 'Hello' };

const withInvoice = {
  ...typical,
  attachments: [{ filename: 'invoice.pdf', content: Buffer.alloc(60_000, 'invoice') }],
};

/** What is sent, and how often in a round. */
export const messages = /** @type {const} */ ([
  { of: 'text and HTML, 11 kB', message: typical, sends: 250, isMeasure: true },
  { of: 'the same with an invoice, 60 kB', message: withInvoice, sends: 120, isMeasure: false },
  { of: 'five letters of text', message: smallest, sends: 300, isMeasure: false },
]);

/** @type {typeof import('../../src/testing/certificate.js')} */
const { certificate, privateKey } = await fromSource('src/testing/certificate.ts');

/**
 * Starts the server of the benchmarks.
 *
 * @param {number} milliseconds What it takes for each reply.
 */
export async function startSinkServer(milliseconds = 0) {
  const file = fileURLToPath(new URL('./sink-server.js', import.meta.url));
  const child = fork(file, {
    env: { ...process.env, SINK_CERT: certificate, SINK_KEY: privateKey, SINK_DELAY: String(milliseconds) },
  });
  const [port] = await once(child, 'message');
  return { port: Number(port), stop: () => child.kill() };
}

/** @param {number} port */
export function createPool(port) {
  return nodemailer.createTransport({
    host: '127.0.0.1',
    port,
    // As mail is submitted (RFC 8314): over TLS, with a login.
    secure: true,
    tls: { ca: certificate },
    auth: { user: 'shop', pass: 'a long password' },
    pool: true,
    maxConnections: 5,
    maxMessages: Number.POSITIVE_INFINITY,
  });
}

/**
 * Sends so many messages, never more than fifty at once.
 *
 * @param {{ sendMail(message: object): Promise<unknown> }} mailer
 * @param {number} count
 * @param {object} message
 */
export async function send(mailer, count, message = typical) {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await mailer.sendMail(message);
    }
  };
  await Promise.all(Array.from({ length: 50 }, worker));
}
