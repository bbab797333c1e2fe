import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { blocksFor, textOf } from '../docs/blocks.js';
import { root } from '../helpers/entries.js';
import { load, makeFolder } from '../helpers/program.js';

const folder = makeFolder('recipes-serverless');
const [lambda = '', other = ''] = blocksFor('test/recipes/serverless.test.ts').map(({ code }) => code);
const [, bundle = ''] = /^npx esbuild (.*)$/m.exec(textOf('docs/recipes/serverless.md')) ?? [];

const replies: Readonly<Record<string, string>> = {
  'gone@example.org': '550 5.1.1 No such user',
  'full@example.org': '452 4.2.2 Mailbox full, try again in 20 minutes',
};

let server: ScriptedServer;
let recipient = '';
/** A folder with nothing above it that a program could import. */
const alone = mkdtempSync(`${tmpdir()}/lambda-`);
beforeAll(async () => {
  folder.write('handler.mjs', lambda);
  await promisify(execFile)(`${root}node_modules/.bin/esbuild`, bundle.split(' '), { cwd: folder.path });
  server = await startScriptedServer({
    accounts: { alice: 'secret' },
    script: {
      rcpt: (context) => {
        recipient = context.recipient ?? '';
        return replies[recipient];
      },
      'final-dot': () => (recipient === 'lost@example.org' ? '221 2.0.0 Bye' : 'ok'),
    },
  });
});
afterAll(async () => {
  await server.close();
  folder.remove();
  rmSync(alone, { recursive: true, force: true });
});

beforeEach(() => {
  for (const method of ['log', 'debug', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, method).mockReturnValue();
});
afterEach(() => void vi.unstubAllEnvs().restoreAllMocks());

/** The bundle of the page's command, loaded anew as a new instance of the function is. */
function newInstance(name: string, password: string) {
  vi.stubEnv('SMTP_URL', `smtp://alice:${password}@${server.host}:${server.port}`);
  cpSync(`${folder.path}/dist/handler.cjs`, `${alone}/${name}.cjs`);
  return load(`${alone}/${name}.cjs`);
}

const record = (to: string, more: object = {}) => ({
  messageId: to,
  body: JSON.stringify({ from: 'app@example.com', to, text: 'Hello', ...more }),
});
const context = { getRemainingTimeInMillis: () => 10_000 };

describe('AWS Lambda, as one file', () => {
  test('what may be sent later goes back to the queue, and nothing else does', async () => {
    const { handler } = newInstance('first', 'secret');
    // One after the other, so that the server knows whose message it has.
    const batches = [];
    for (const to of ['ok@example.org', 'gone@example.org', 'full@example.org', 'lost@example.org']) {
      batches.push(await handler({ Records: [record(to)] }, context));
    }
    const failures = batches.flatMap(({ batchItemFailures }) => batchItemFailures);
    expect(failures).toEqual([{ itemIdentifier: 'full@example.org' }]);
  });

  test('what is no JSON goes back alone', async () => {
    const { handler } = newInstance('first', 'secret');
    const Records = [record('ok@example.org'), { messageId: 'broken', body: '{' }];
    expect(await handler({ Records }, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'broken' }],
    });
  });

  test('a message of the queue cannot have a file sent', async () => {
    const { handler } = newInstance('first', 'secret');
    const before = server.messages.length;
    await handler(
      { Records: [record('ok@example.org', { attachments: [{ path: '/etc/passwd' }] })] },
      context,
    );
    expect(server.messages.length).toBe(before);
  });

  test('with a wrong password all go back, and one login was tried', async () => {
    const { handler } = newInstance('misled', 'wrong');
    const before = server.logins.length;
    const Records = ['a@example.org', 'b@example.org', 'c@example.org'].map((to) => record(to));
    const { batchItemFailures } = await handler({ Records }, context);
    expect(batchItemFailures).toHaveLength(3);
    expect(server.logins.length - before).toBe(1);
  });
});

test('other functions: what is handed to waitUntil is delivered after the answer', async () => {
  vi.stubEnv('SMTP_URL', `smtp://alice:secret@${server.host}:${server.port}`);
  const { default: handler } = load(folder.write('other.mjs', other));
  const body = JSON.stringify({ email: 'ok@example.org' });
  const kept: Promise<unknown>[] = [];
  const waitUntil = (promise: Promise<unknown>) => kept.push(promise);
  const before = server.messages.length;
  const { status } = await handler(new Request('http://localhost/', { method: 'POST', body }), { waitUntil });
  expect([status, server.messages.length]).toEqual([202, before]);
  await Promise.all(kept);
  expect(server.messages.length).toBe(before + 1);
});
