import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { blocksFor } from '../docs/blocks.js';
import { start } from '../helpers/start.js';
import { describeWithRedis } from './redis.js';
import { useRedis } from './setup.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const account = 'alice:secret';

describeWithRedis('what is shown of queues runs as it stands', () => {
  const { redis } = useRedis();

  /** Runs a program, with SIGTERM once a message was delivered. */
  async function run(file: string, smtpUrl: string, untilDelivered = false) {
    const env = { ...process.env, REDIS_URL: redis.connection.path, SMTP_URL: smtpUrl };
    const child = spawn(process.execPath, [file], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    if (untilDelivered) {
      child.stdout.on('data', (chunk) => {
        if (String(chunk).includes('delivered')) child.kill('SIGTERM');
      });
    }
    const [[code], stdout, stderr] = await Promise.all([
      once(child, 'exit'),
      text(child.stdout),
      text(child.stderr),
    ]);
    return { code, stdout, stderr };
  }

  test('the examples: a producer and a worker', async () => {
    const server = await start({ accounts: { alice: 'secret' } });
    const smtpUrl = `smtp://${account}@${server.host}:${server.port}`;
    const produced = await run('examples/bullmq-producer.js', smtpUrl);
    expect(produced).toMatchObject({ code: 0, stderr: '' });
    const worked = await run('examples/bullmq-worker.js', smtpUrl, true);
    expect(worked).toMatchObject({ code: 0, stderr: '' });
    const [, messageId] = /^job 1: (<.*>)$/m.exec(produced.stdout) ?? [];
    expect(worked.stdout).toContain(`job 1: delivered ${messageId}`);
    expect(server.messages[0]?.raw.toString()).toContain(`Message-ID: ${messageId}`);
  });

  test('the page of queues: both in one', async () => {
    const server = await start({ accounts: { alice: 'secret' } });
    const [block = ''] = blocksFor('test/bullmq/examples.test.ts').map(({ code }) => code);
    const folder = `${root}.artifacts/readme-queues`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/block.mjs`, block);
    const ran = await run(`${folder}/block.mjs`, `smtp://${account}@${server.host}:${server.port}`, true);
    rmSync(folder, { recursive: true, force: true });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(server.messages).toHaveLength(1);
  });
});
