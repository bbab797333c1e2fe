import { once } from 'node:events';
import { createServer } from 'node:http';
import { type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from './helpers/program.js';

let good: ScriptedServer;
let refusing: ScriptedServer;

beforeAll(async () => {
  good = await startScriptedServer({ accounts: { alice: 'secret', 'app@example.com': 'fresh-token' } });
  refusing = await startScriptedServer({ accounts: { alice: 'other' } });
});
afterAll(() => Promise.all([good.close(), refusing.close()]));

function url(server: ScriptedServer): string {
  return `smtp://alice:secret@${server.host}:${server.port}`;
}

describe('the examples run as they stand', () => {
  for (const file of ['typed-catch.js', 'nest-style-transport.js', 'commonjs.cjs']) {
    test(`${file}: delivers, and says what is wrong`, async () => {
      const delivered = await run(`examples/${file}`, { SMTP_URL: url(good) });
      expect(delivered).toMatchObject({ code: 0, stderr: '' });
      expect(delivered.stdout).toContain('delivered to the server: 250');
      const refused = await run(`examples/${file}`, { SMTP_URL: url(refusing) });
      expect(refused.code).toBe(0);
      expect(refused.stderr).toContain('The server rejected the user name or the password.');
    });
  }

  test('pino.js: writes one record for each send', async () => {
    const { stdout } = await run('examples/pino.js', { SMTP_URL: url(refusing) });
    const records = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.filter((record) => record['event.name'] === 'smtp.client.send')).toMatchObject([
      { level: 50, 'error.type': 'auth.invalid-credentials' },
    ]);
    expect(records.at(-1)).toMatchObject({ msg: 'kept for later', reason: 'auth.invalid-credentials' });
  });

  test('pool.js: tells each recipient’s outcome', async () => {
    const delivered = await run('examples/pool.js', { SMTP_URL: url(good) });
    expect(delivered.stdout.match(/: delivered$/gm)).toHaveLength(4);
    const refused = await run('examples/pool.js', { SMTP_URL: url(refusing) });
    expect(refused.stdout.match(/: auth\.\S+, not-sent, \d attempt/gm)).toHaveLength(4);
  });

  test('failover.js: sends by the backup, or says what is wrong with both', async () => {
    const sent = await run('examples/failover.js', { SMTP_URL: url(refusing), BACKUP_URL: url(good) });
    expect(sent.stdout).toContain('sent by backup: 250');
    expect(sent.stderr).toContain('smtp.failover.switched');
    const none = await run('examples/failover.js', { SMTP_URL: url(refusing), BACKUP_URL: url(refusing) });
    expect(none.stderr).toMatch(/^auth\.invalid-credentials: .*\n(?:.*\n)*auth\./m);
  });

  test('oauth2.js: refreshes the token; a revoked one is explained', async () => {
    let answer: object = { access_token: 'fresh-token', expires_in: 3600 };
    const tokens = createServer((_request, response) => response.end(JSON.stringify(answer)));
    tokens.listen(0, '127.0.0.1');
    await once(tokens, 'listening');
    const address = tokens.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const env = { SMTP_URL: `smtp://${good.host}:${good.port}`, TOKEN_URL: `http://127.0.0.1:${port}/` };

    const delivered = await run('examples/oauth2.js', env);
    expect(delivered.stdout).toMatch(/new token for app@example\.com.*\ndelivered to the server: 250/);
    answer = { error: 'invalid_grant', error_description: 'Token has been revoked.' };
    const refused = await run('examples/oauth2.js', env);
    tokens.close();
    expect(refused.stderr).toMatch(/^auth\.token: /);
  });

  test('demo.js: keeps all its promises, and reads well without colours', async () => {
    const { code, stdout, stderr } = await run('examples/demo.js', {});
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('✗');
    expect(stdout.match(/^ {2}✓ /gm)?.length).toBeGreaterThanOrEqual(12);
    expect(stdout).toMatch(/All of it happened as promised\.\n+$/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
    expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
