import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodemailerHas } from './helpers/nodemailer-version.js';

const root = fileURLToPath(new URL('..', import.meta.url));

interface App {
  readonly url: string;
  /** What it has logged. */
  readonly log: Readonly<Record<string, unknown>>[];
  readonly process: ChildProcess;
}

async function startApp(server: ScriptedServer, password: string): Promise<App> {
  const env = {
    ...process.env,
    PORT: '0',
    SMTP_URL: `smtp://alice:${password}@${server.host}:${server.port}`,
  };
  const child = spawn(process.execPath, ['examples/nestjs/dist/main.js'], { cwd: root, env });
  const log: App['log'] = [];
  const listening = new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The application ended: ${JSON.stringify(log)}`)));
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => {
        const entry = line.startsWith('{') ? JSON.parse(line) : { message: line };
        log.push(entry);
        const [, url] = /^Listening on (.*)/.exec(entry.message) ?? [];
        if (url !== undefined) resolve(url);
      });
    }
  });
  return { url: await listening, log, process: child };
}

async function stopApp({ process }: App): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  process.kill('SIGKILL');
  await once(process, 'exit');
}

async function post(app: App, mail: object) {
  const response = await fetch(`${app.url}/mails`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ to: 'ok@example.org', subject: 'Hi', text: 'Hello', ...mail }),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type')?.split(';')[0],
    retryAfter: response.headers.get('retry-after'),
    text,
    body: JSON.parse(text),
  };
}

async function health(app: App) {
  const response = await fetch(`${app.url}/health`);
  const { details } = Object(await response.json());
  return { status: response.status, mail: details.mail };
}

const refusals: Readonly<Record<string, string>> = {
  'gone@example.org': '550 5.1.1 <gone@example.org> is not known at mx7.internal',
  'small@example.org': '552 5.3.4 Message too big for mx7.internal',
  'full@example.org': '452 4.2.2 Mailbox full at mx7.internal, try again in 20 minutes',
  'grey@example.org': '451 4.7.1 Greylisted at mx7.internal, try again in 300 seconds',
  'spam@example.org': '554 5.7.1 Your IP is on a blocklist, says mx7.internal',
};

let recipient: string | undefined;
let release: () => void = () => undefined;
const released = new Promise<void>((resolve) => {
  release = resolve;
});

let server: ScriptedServer;
let app: App;
let misled: App;

beforeAll(async () => {
  server = await startScriptedServer({
    accounts: { alice: 'secret' },
    script: {
      rcpt: (context) => {
        recipient = context.recipient;
        return refusals[recipient ?? ''];
      },
      'final-dot': async () => {
        if (recipient === 'slow@example.org') await released;
        return recipient === 'lost@example.org' ? '221 2.0.0 mx7.internal says goodbye' : 'ok';
      },
    },
  });
  const unchecked = nodemailerHas('types of its own') ? [] : ['--noCheck'];
  const args = ['node_modules/typescript/bin/tsc', '-p', 'examples/nestjs', ...unchecked];
  await promisify(execFile)(process.execPath, args, { cwd: root });
  [app, misled] = await Promise.all([startApp(server, 'secret'), startApp(server, 'hunter2')]);
  // A compiler and two applications have to start.
}, 30_000);
afterAll(async () => {
  await Promise.all([stopApp(app), stopApp(misled)]);
  await server.close();
});

describe('the NestJS application answers over HTTP', () => {
  test('202 with the Message-ID, when the mail server has the mail', async () => {
    const { status, body } = await post(app, {});
    expect(status).toBe(202);
    expect(body).toEqual({ messageId: expect.stringMatching(/^<.+@example\.com>$/), rejected: [] });
    expect(server.messages.at(-1)?.raw.toString()).toContain(body.messageId);
  });

  test.each([
    { to: 'gone@example.org', status: 422, reason: 'recipient.unknown', retryAfter: null },
    { to: 'small@example.org', status: 413, reason: 'message.too-large', retryAfter: null },
    { to: '', status: 422, reason: 'config.envelope', retryAfter: null },
    { to: 'full@example.org', status: 503, reason: 'recipient.full', retryAfter: '1200' },
    { to: 'grey@example.org', status: 503, reason: 'rate.greylisted', retryAfter: '300' },
    { to: 'spam@example.org', status: 502, reason: 'policy.blocked', retryAfter: null },
    { to: 'lost@example.org', status: 504, reason: 'delivery.unknown', retryAfter: null },
  ])('$status for $reason, as a problem without a word of the server', async (failure) => {
    const { status, type, retryAfter, text, body } = await post(app, { to: failure.to });
    expect({ status, type, retryAfter }).toEqual({
      status: failure.status,
      type: 'application/problem+json',
      retryAfter: failure.retryAfter,
    });
    expect(body).toEqual({
      type: `https://example.com/problems/${failure.reason}`,
      title: expect.any(String),
      status: failure.status,
      detail: expect.any(String),
      instance: expect.stringMatching(/^mid:[^<>]+@example\.com$/),
    });
    expect(text).not.toMatch(/mx7|127\.0\.0\.1|example\.org/);
  });

  test('400 for what is no mail, so that nobody can have a file sent', async () => {
    expect(await post(app, { text: { path: '/etc/passwd' } })).toMatchObject({ status: 400 });
  });

  test('health: up, and probes share a login', async () => {
    const before = server.logins.length;
    expect(await health(app)).toMatchObject({ status: 200, mail: { status: 'up' } });
    expect(await health(app)).toMatchObject({ status: 200, mail: { status: 'up' } });
    expect(server.logins.length - before).toBe(1);
  });
});

describe('with a wrong password', () => {
  test('the client gets 502 and the operators the steps, under the same Message-ID', async () => {
    const { status, text, body } = await post(misled, {});
    expect({ status, type: body.type }).toEqual({
      status: 502,
      type: 'https://example.com/problems/auth.invalid-credentials',
    });
    expect(text).not.toMatch(/password|alice|hunter2/);
    const message = {
      message: 'The server rejected the user name or the password.',
      messageId: `<${body.instance.slice('mid:'.length)}>`,
      steps: expect.arrayContaining([expect.stringMatching(/^Verify user and password/)]),
    };
    expect(misled.log).toContainEqual(
      expect.objectContaining({ level: 'error', message: expect.objectContaining(message) }),
    );
    expect(JSON.stringify(misled.log)).not.toContain('hunter2');
  });

  test('health: down with the reason, and neither probes nor mails lock the account', async () => {
    expect(await health(misled)).toMatchObject({
      status: 503,
      mail: { status: 'down', message: expect.stringMatching(/^auth\./) },
    });
    await Promise.all([health(misled), post(misled, {}), post(misled, {})]);
    expect(server.logins.filter(({ accepted }) => !accepted)).toHaveLength(1);
  });
});

test('SIGTERM: a mail that is under way is sent and answered before the application ends', async () => {
  const answer = post(app, { to: 'slow@example.org' });
  await server.until(() => recipient === 'slow@example.org');
  const ended = once(app.process, 'exit');
  app.process.kill('SIGTERM');
  while (await isListening(app));
  release();
  expect(await answer).toMatchObject({ status: 202 });
  expect(await ended).toEqual([null, 'SIGTERM']);
});

async function isListening({ url }: App): Promise<boolean> {
  return fetch(`${url}/nothing`).then(
    ({ status }) => status === 404,
    () => false,
  );
}
