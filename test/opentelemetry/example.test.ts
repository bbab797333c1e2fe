import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = 'examples/opentelemetry.js';

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer({ accounts: { alice: 'secret' } });
});
afterAll(() => server.close());

function run(password: string) {
  const env = {
    ...process.env,
    NO_COLOR: '1',
    SMTP_URL: `smtp://alice:${password}@${server.host}:${server.port}`,
  };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [file], { cwd: root, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

/** The names of the spans and metrics that the console exporters show. */
function names(stdout: string): readonly string[] {
  return [...stdout.matchAll(/^ +name: '(welcome a user|smtp\..+)',$/gm)].flatMap(([, name]) => name ?? []);
}

describe('the example', () => {
  test('sends spans and metrics of a delivery to the console', async () => {
    const { code, stdout, stderr } = await run('secret');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(names(stdout)).toEqual([
      'smtp.client.attempt',
      'smtp.client.send',
      'welcome a user',
      'smtp.client.send.duration',
      'smtp.client.recipients',
      'smtp.client.attempts',
      'smtp.client.session.count',
    ]);
    const traces = [...stdout.matchAll(/traceId: '(\w+)'/g)].flatMap(([, id]) => id ?? []);
    expect(new Set(traces).size).toBe(1);
    expect(stdout).toContain("'event.outcome': 'success'");
  });

  test('and of a refused login, with neither password nor addresses', async () => {
    const { code, stdout, stderr } = await run('wrong-password');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain("'error.type': 'auth.invalid-credentials'");
    expect(names(stdout)).toContain('smtp.client.login.suspended');
    expect(stdout).not.toMatch(/wrong-password|alice|user@|app@/);
  });

  test('is short enough to be read at a glance', () => {
    expect(readFileSync(`${root}${file}`, 'utf8').split('\n').length).toBeLessThan(40);
  });
});
