import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import nodemailer from 'nodemailer';
import { certificate, closing, drop, hang, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';
import { greetedClient, RawClient } from './raw-client.js';

const run = promisify(execFile);
const mail = { from: 'alice@example.com', to: 'bob@example.com', text: 'Hello' };

test('waits for what has happened already, and for what has yet to happen', async () => {
  await using server = await startScriptedServer();
  await server.until(() => true);
  const opened = server.until(({ sessions }) => sessions.length === 1);
  const idle = server.until(({ sessions }) => sessions[0]?.state === 'idle');
  const closed = server.until(({ sessions }) => sessions[0]?.state === 'closed');
  const client = await greetedClient(server);
  await Promise.all([opened, idle]);
  client.socket.end();
  await closed;
});

test('sees the client leave whose STARTTLS it answered with a goodbye', async () => {
  await using server = await startScriptedServer({
    extensions: { starttls: true },
    script: { starttls: closing('221 2.0.0 Bye') },
  });
  const client = await greetedClient(server);
  expect(await client.say('STARTTLS')).toBe('221 2.0.0 Bye');
  client.socket.end();
  await server.until(({ sessions }) => sessions[0]?.state === 'closed');
});

test('sees the client leave that hangs up on a slow refusal of STARTTLS', async () => {
  await using server = await startScriptedServer({
    extensions: { starttls: true },
    pace: 'bytes',
    script: { starttls: '454 4.7.0 TLS not available' },
  });
  const sending = nodemailer
    .createTransport({ host: server.host, port: server.port, requireTLS: true })
    .sendMail(mail);
  await expect(sending).rejects.toMatchObject({ code: 'ETLS' });
  await server.until(({ sessions }) => sessions[0]?.state === 'closed');
});

test.each(
  [true, false].flatMap((secure) =>
    [0, 20].flatMap((turns) => ['', '\u0016\u0003\u0001'].map((sent) => ({ secure, turns, sent }))),
  ),
)('sees a client leave before the handshake is through: %j', async ({ secure, turns, sent }) => {
  // A script that takes its time finds the client gone when it has decided.
  const tls = async () => {
    for (let left = turns; left > 0; left -= 1) await turn();
    return 'ok';
  };
  await using server = await startScriptedServer({ secure, requireTls: true, script: { tls } });
  const client = secure ? new RawClient(server) : await greetedClient(server);
  if (!secure) await client.say('STARTTLS');
  client.socket.end(sent);
  await server.until(({ sessions }) => sessions[0]?.state === 'closed');
});

test('does not let anyone wait for what can no longer happen', async () => {
  const server = await startScriptedServer();
  const waiting = expect(server.until(({ messages }) => messages.length > 0)).rejects.toThrow(
    'closed before',
  );
  await server.close();
  await waiting;
  await expect(server.until(() => false)).rejects.toThrow('closed before');
});

test('passes on what a condition throws', async () => {
  await using server = await startScriptedServer();
  const waiting = server.until(() => {
    throw new RangeError('a mistake in the test');
  });
  await expect(waiting).rejects.toThrow('a mistake in the test');
});

test('says goodbye to every idle session, and to no other', async () => {
  await using server = await startScriptedServer();
  const idle = [await greetedClient(server), await greetedClient(server)];
  const busy = await greetedClient(server);
  await busy.say('MAIL FROM:<alice@example.com>');
  await server.until(({ sessions }) => sessions[0]?.state === 'idle' && sessions[1]?.state === 'idle');
  expect(await server.sayGoodbye('421 4.4.2 Idle for too long')).toBe(2);
  for (const client of idle) {
    expect(await client.reply()).toBe('421 4.4.2 Idle for too long');
    expect(await client.ended).toBe('FIN');
  }
  expect(server.sessions.map(({ state }) => state)).toEqual(['closed', 'closed', 'busy']);
  expect(await busy.say('RCPT TO:<bob@example.com>')).toMatch(/^250/);
});

test('does not answer a command that crosses its goodbye', async () => {
  await using server = await startScriptedServer({ pace: 'bytes' });
  const client = await greetedClient(server);
  await server.until(({ sessions }) => sessions[0]?.state === 'idle');
  const goodbye = server.sayGoodbye('221 2.0.0 Bye');
  client.send('NOOP\r\n');
  await goodbye;
  expect(client.received).toMatch(/ENHANCEDSTATUSCODES\r\n221 2\.0\.0 Bye\r\n$/);
  expect(server.sessions[0]?.commands).toEqual(['EHLO client']);
});

test('says 221 to an idle pool, which delivers the next message over a new connection', async () => {
  await using server = await startScriptedServer();
  const transport = nodemailer.createTransport({ host: server.host, port: server.port, pool: true });
  await transport.sendMail(mail);
  await server.until(({ sessions }) => sessions[0]?.state === 'idle');
  expect(await server.sayGoodbye()).toBe(1);
  await transport.sendMail(mail);
  transport.close();
  expect(server.messages.map(({ sessionId }) => sessionId)).toEqual([1, 2]);
});

test('says goodbye and stays open where it is told to', async () => {
  await using server = await startScriptedServer();
  const client = await greetedClient(server);
  await server.until(({ sessions }) => sessions[0]?.state === 'idle');
  expect(await server.sayGoodbye('221 2.0.0 Bye', { close: false })).toBe(1);
  expect(await client.reply()).toBe('221 2.0.0 Bye');
  expect(await client.say('NOOP')).toMatch(/^250/);
});

test.each([false, true])('is killed with a RST for everyone, secure: %s', async (secure) => {
  const server = await startScriptedServer({
    secure,
    script: { mail: hang() },
    extensions: { pipelining: false },
  });
  const { host, port } = server;
  const transport = nodemailer.createTransport({ host, port, secure, tls: { ca: certificate } });
  const sending = expect(transport.sendMail(mail)).rejects.toThrow('ECONNRESET');
  await server.until(({ sessions }) => sessions[0]?.commands.length === 2);
  await server.kill();
  await sending;
  expect(server.sessions.map(({ state }) => state)).toEqual(['closed']);
  await expect(transport.sendMail(mail)).rejects.toThrow('ECONNREFUSED');
  await server.close();
});

test.each([false, true])('is killed in the middle of its goodbyes, secure: %s', async (secure) => {
  // A handle cannot be reset while its FIN is going out: each microtask is another moment to try that.
  for (let turns = 0; turns < 12; turns += 1) {
    const server = await startScriptedServer({ secure });
    const { host, port } = server;
    const pool = nodemailer.createTransport({ host, port, secure, pool: true, tls: { ca: certificate } });
    await pool.sendMail(mail);
    await server.until(({ sessions }) => sessions[0]?.state === 'idle');
    void server.sayGoodbye(drop());
    for (let passed = 0; passed < turns; passed += 1) await Promise.resolve();
    await server.kill();
    expect(server.sessions.map(({ state }) => state)).toEqual(['closed']);
    pool.close();
  }
});

test('comes back on the port where it was', async () => {
  const first = await startScriptedServer();
  await first.kill();
  await using second = await startScriptedServer({ port: first.port });
  await nodemailer.createTransport(first.url).sendMail(mail);
  expect(second.messages).toHaveLength(1);
});

test('rejects where the port is taken', async () => {
  await using server = await startScriptedServer();
  await expect(startScriptedServer({ port: server.port })).rejects.toThrow('EADDRINUSE');
});

test('closes with connections in every state, and more than once', async () => {
  const server = await startScriptedServer({ script: { mail: hang() } });
  const clients = [new RawClient(server), await greetedClient(server), await greetedClient(server)];
  clients[2]?.send('MAIL FROM:<alice@example.com>\r\n');
  await server.until(({ sessions }) => sessions.length === 3);
  await Promise.all([server.close(), server.close()]);
  expect(server.sessions.every(({ state }) => state === 'closed')).toBe(true);
  await Promise.all(clients.map(({ ended }) => ended));
});

test('forgets what is over', async () => {
  await using server = await startScriptedServer({ accounts: { alice: 'secret' } });
  const auth = { user: 'alice', pass: 'secret' };
  await nodemailer.createTransport({ host: server.host, port: server.port, auth }).sendMail(mail);
  await server.until(({ sessions }) => sessions[0]?.state === 'closed');
  await greetedClient(server);
  server.forget();
  expect(server.sessions.map(({ id, commands }) => ({ id, commands }))).toEqual([{ id: 2, commands: [] }]);
  expect([...server.logins, ...server.messages]).toEqual([]);
});

test('keeps no process alive once it is closed', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const directory = await mkdtemp(join(tmpdir(), 'scripted-server-'));
  try {
    await writeFile(join(directory, 'package.json'), '{ "type": "module" }');
    await writeFile(join(directory, 'program.js'), program);
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const flags = ['--ignoreConfig', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
    await run(
      process.execPath,
      [compiler, ...flags, '--outDir', directory, join(root, 'src/testing/index.ts')],
      { cwd: root },
    );
    const { stdout } = await run(process.execPath, [join(directory, 'program.js')]);
    expect(stdout).toBe('closed\n');
  } finally {
    await rm(directory, { recursive: true });
  }
});

// Connections that would each keep the server busy for ever, or nearly so: a drip, a flood of single
// bytes, a silence, a TLS handshake.
const program = `
import { once } from 'node:events';
import { connect } from 'node:net';
import { bytewise, dripped, hang, oversized, startScriptedServer } from './index.js';
const servers = [
  await startScriptedServer({ script: { greeting: dripped('ok', 100_000) } }),
  await startScriptedServer({ script: { greeting: bytewise(oversized(1e7)) } }),
  await startScriptedServer({ script: { greeting: hang() } }),
  await startScriptedServer({ secure: true }),
];
for (const server of servers) {
  connect(server.port, server.host).unref().on('error', () => undefined);
  await server.until(({ sessions }) => sessions.length === 1);
}
for (const server of servers) await server.close();
console.log('closed');
`;
