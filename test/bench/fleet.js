import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Queue, QueueEvents } from 'bullmq';
import { mailJob } from 'nodemailer-smtp-errors/bullmq';
import { idealRate, servers, startServer } from './pace.js';
import { smallest } from './sends.js';

const MESSAGES = 300;
const WORKERS = 3;
const workerFile = fileURLToPath(new URL('../bullmq/worker.js', import.meta.url));

/** Three workers of one queue, in processes of their own, on servers with limits. */
export async function fleet() {
  const redis = await startRedis();
  /** @type {import('./measure.js').Row[]} */
  const rows = [];
  for (const [what, plan] of Object.entries(servers)) {
    const { messages, copies, refusals, seconds } = await burst(redis.connection, plan);
    const rate = messages / seconds / idealRate(plan, false);
    rows.push({
      what: `${MESSAGES} jobs, ${WORKERS} workers, on a server that ${what}`,
      figure: `${messages} delivered, ${copies - messages} twice, ${refusals} refusals, ${rate.toFixed(2)} of the ideal rate`,
      wanted: `${MESSAGES}, 0, ≤ ${MESSAGES / 10}, ≥ 0.7`,
    });
  }
  await redis.stop();
  return rows;
}

/** @param {object} connection @param {import('./pace.js').Plan} plan */
async function burst(connection, plan) {
  const server = await startServer(plan);
  const name = `mail-${server.port}`;
  const queue = new Queue(name, { connection });
  const events = new QueueEvents(name, { connection });
  await events.waitUntilReady();
  const config = {
    queue: name,
    redis: connection,
    smtp: { host: '127.0.0.1', port: server.port },
    wrap: {},
    worker: { concurrency: 10 },
  };
  const workers = Array.from({ length: WORKERS }, () =>
    spawn(process.execPath, [workerFile, JSON.stringify(config)], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  await Promise.all(workers.map(({ stdout }) => once(stdout, 'data')));
  // Workers that have nothing to do hear of each other once a second.
  await delay(1200);
  let ended = 0;
  const all = new Promise((resolve) => {
    const count = () => {
      ended += 1;
      if (ended === MESSAGES) resolve(undefined);
    };
    events.on('completed', count);
    events.on('failed', count);
  });
  const start = performance.now();
  await queue.addBulk(
    Array.from({ length: MESSAGES }, (_, number) => mailJob({ ...smallest, subject: `No. ${number}` })),
  );
  await all;
  const seconds = (performance.now() - start) / 1000;
  await Promise.all(
    workers.map((worker) => {
      worker.kill('SIGTERM');
      return once(worker, 'exit');
    }),
  );
  await Promise.all([queue.close(), events.close()]);
  return { ...(await server.stop()), seconds };
}

async function startRedis() {
  const folder = mkdtempSync(join(tmpdir(), 'mail-bench-'));
  const path = join(folder, 'redis.sock');
  const child = spawn('redis-server', ['--port', '0', '--unixsocket', path, '--dir', folder, '--save', ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const chunk of child.stdout) if (/ready to accept/i.test(String(chunk))) break;
  return {
    connection: { path, maxRetriesPerRequest: null },
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
