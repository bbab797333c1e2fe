import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { median } from './measure.js';
import { smallest } from './sends.js';

/**
 * @typedef {import('./measure.js').Row} Row
 * @typedef {import('./throttled-server.js').Limits} Limits
 * @typedef {{ readonly first: Limits, readonly later?: Limits, readonly changesAfter?: number, readonly replyMs: number }} Plan
 */

const MESSAGES = 300;
const MANY = 1e6;

/** @type {Readonly<Record<string, Plan>>} */
export const servers = {
  'takes 3 connections': { first: { connections: 3, perSecond: MANY }, replyMs: 15 },
  'takes 30 messages a second': { first: { connections: MANY, perSecond: 30 }, replyMs: 5 },
  'takes 3 connections and 30 messages a second': { first: { connections: 3, perSecond: 30 }, replyMs: 5 },
  'takes 4 connections and 60 messages a second, then 2 and 30': {
    first: { connections: 4, perSecond: 60 },
    later: { connections: 2, perSecond: 30 },
    changesAfter: MESSAGES / 2,
    replyMs: 5,
  },
  'takes 2 connections and 20 messages a second, then 4 and 40': {
    first: { connections: 2, perSecond: 20 },
    later: { connections: 4, perSecond: 40 },
    changesAfter: MESSAGES / 2,
    replyMs: 5,
  },
};

/** How many replies a message waits for: with a connection of its own, and on one that is there. */
const replies = { single: 7, pooled: 4 };

/** A burst on a server with limits, bare and wrapped, with a connection for each message and with a pool. */
export async function pace() {
  /** @type {Row[]} */
  const rows = [];
  for (const [what, plan] of Object.entries(servers)) {
    for (const pool of [false, true]) {
      for (const isWrapped of [false, true]) {
        const { messages, copies, refusals, seconds } = await burst(plan, pool, isWrapped);
        const rate = messages / seconds / idealRate(plan, pool);
        rows.push({
          what: `${MESSAGES} at once, ${pool ? 'a pool' : 'single connections'}, ${isWrapped ? 'wrapped' : 'bare'}, on a server that ${what}`,
          figure: `${messages} delivered, ${copies - messages} twice, ${refusals} refusals, ${rate.toFixed(2)} of the ideal rate`,
          ...(isWrapped ? { wanted: `${MESSAGES}, 0, ≤ ${MESSAGES / 10}, ≥ 0.85` } : {}),
        });
      }
    }
  }
  return [...rows, ...(await without())];
}

/** Throughput with and without pace on a server that has no limits. */
async function without() {
  /** @type {Row[]} */
  const rows = [];
  for (const pool of [false, true]) {
    const plan = { first: { connections: MANY, perSecond: MANY }, replyMs: 2 };
    /** @type {number[]} */
    const ratios = [];
    for (let round = 0; round < 5; round += 1) {
      const free = await burst(plan, pool, true, { pace: false });
      const paced = await burst(plan, pool, true);
      ratios.push(free.seconds / paced.seconds);
    }
    rows.push({
      what: `Throughput with pace, ${pool ? 'a pool' : 'single connections'}, on a server without limits`,
      figure: `${median(ratios).toFixed(3)} of that with pace: false (${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)})`,
      wanted: '≥ 0.98',
    });
  }
  return rows;
}

/** @param {Plan} plan @param {boolean} pool */
export function idealRate({ first, later = first, replyMs }, pool) {
  const secondsEach = (replyMs * (pool ? replies.pooled : replies.single)) / 1000;
  /** @param {Limits} limits */
  const rate = ({ connections, perSecond }) =>
    Math.min(perSecond, (pool ? Math.min(5, connections) : connections) / secondsEach);
  return 2 / (1 / rate(first) + 1 / rate(later));
}

/** @param {Plan} plan @param {boolean} pool @param {boolean} isWrapped @param {object} options */
async function burst(plan, pool, isWrapped, options = {}) {
  const server = await startServer(plan);
  const plain = nodemailer.createTransport({ host: '127.0.0.1', port: server.port, pool });
  const mailer = isWrapped ? wrapTransport(plain, options) : plain;
  const start = performance.now();
  await Promise.allSettled(
    Array.from({ length: MESSAGES }, (_, number) =>
      mailer.sendMail({ ...smallest, subject: `No. ${number}` }),
    ),
  );
  const seconds = (performance.now() - start) / 1000;
  mailer.close();
  return { ...(await server.stop()), seconds };
}

/** @param {Plan} plan */
export async function startServer(plan) {
  const server = fork(fileURLToPath(new URL('./throttled-server.js', import.meta.url)), {
    env: { ...process.env, SERVER_LIMITS: JSON.stringify(plan) },
  });
  const [port] = await once(server, 'message');
  return {
    port: Number(port),
    /** Says what it has seen. */
    async stop() {
      server.send('what was it?');
      const [seen] = await once(server, 'message');
      server.disconnect();
      return seen;
    },
  };
}
