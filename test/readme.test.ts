import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blocksFor } from './docs/blocks.js';
import { root } from './helpers/entries.js';

const folder = `${root}.artifacts/readme`;
const blocks = blocksFor('test/readme.test.ts').map(({ code }) => code);

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer({ accounts: { alice: 'secret' } });
  mkdirSync(folder, { recursive: true });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function run(code: string, name: string) {
  const file = `${folder}/${name}.mjs`;
  writeFileSync(file, code);
  const env = { ...process.env, SMTP_URL: `smtp://alice:secret@${server.host}:${server.port}` };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [file], { cwd: root, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

describe('every block of JavaScript in the documents runs as it stands', () => {
  test.each(blocks.map((code, index) => ({ code, index })))('block $index', async ({ code, index }) => {
    expect(await run(code, `block-${index}`)).toMatchObject({ code: 0, stderr: '' });
  });

  test('there are blocks to run', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(6);
  });
});
