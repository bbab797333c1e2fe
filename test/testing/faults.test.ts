import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import nodemailer from 'nodemailer';
import {
  type Action,
  accepting,
  afterBytes,
  bytewise,
  certificate,
  closing,
  dripped,
  drop,
  echo,
  garbage,
  hang,
  linewise,
  oversized,
  refusing,
  repeated,
  reset,
  type Script,
  type ScriptPhase,
  stall,
  startScriptedServer,
} from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';
import { publicExports } from '../docs/public-exports.js';
import { root } from '../helpers/entries.js';
import { clientInData, greetedClient, RawClient } from './raw-client.js';

const mail = { from: 'alice@example.com', to: 'bob@example.com', text: 'Hello' };
const answerable: readonly ScriptPhase[] = ['greeting', 'ehlo', 'mail', 'rcpt', 'data', 'final-dot', 'quit'];

/** Goes through a whole session with a script, heedless of what is said, until no reply comes. */
async function session(script: Script) {
  const server = await startScriptedServer({ script });
  const client = new RawClient(server);
  const replies: string[] = [];
  let ending = 'open';
  const lines = ['EHLO x', 'MAIL FROM:<a@b>', 'RCPT TO:<c@d>', 'DATA', '.', 'QUIT'];
  try {
    replies.push(await client.reply());
    for (const line of lines) replies.push(await client.say(line));
  } catch {
    // The replies have come to an early end.
  }
  ending = await client.ended;
  const { messages, sessions } = server;
  await server.close();
  return { replies, ending, messages, commands: sessions[0]?.commands ?? [] };
}

test.each(answerable)('drops with a FIN and without a word at %s', async (phase) => {
  const { replies, ending, messages } = await session({ [phase]: drop() });
  expect(ending).toBe('FIN');
  expect(replies).toHaveLength(answerable.indexOf(phase));
  expect(messages).toHaveLength(phase === 'quit' ? 1 : 0);
});

test.each(answerable)('drops with a RST at %s', async (phase) => {
  const { replies, ending, messages } = await session({ [phase]: reset() });
  expect(ending).toBe('ECONNRESET');
  expect(replies).toHaveLength(answerable.indexOf(phase));
  expect(messages).toHaveLength(phase === 'quit' ? 1 : 0);
});

test('lets a client see the RST behind a reply in the same segment', async () => {
  await using server = await startScriptedServer({ script: { data: reset() } });
  const client = await greetedClient(server);
  client.send('MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n');
  expect(await client.ended).toBe('ECONNRESET');
});

test.each(answerable)('says 221 and closes at %s', async (phase) => {
  const { replies, ending } = await session({ [phase]: closing('221 2.0.0 Bye for now') });
  expect(ending).toBe('FIN');
  expect(replies).toHaveLength(answerable.indexOf(phase) + 1);
  expect(replies.at(-1)).toBe('221 2.0.0 Bye for now');
});

test.each(['mail', 'rcpt', 'data', 'final-dot'] as const)('says 221 at %s and stays open', async (phase) => {
  const { replies, messages } = await session({ [phase]: '221 2.0.0 Bye for now' });
  expect(replies[answerable.indexOf(phase)]).toBe('221 2.0.0 Bye for now');
  expect(replies.at(-1)).toBe('221 2.0.0 Bye');
  expect(messages).toHaveLength(0);
});

test.each(['drop', 'reset'] as const)('ends a connection under TLS as well: %s', async (ending) => {
  await using server = await startScriptedServer({ secure: true, script: { mail: { says: '', ending } } });
  const { host, port } = server;
  const transport = nodemailer.createTransport({ host, port, secure: true, tls: { ca: certificate } });
  await expect(transport.sendMail(mail)).rejects.toThrow(ending === 'drop' ? /closed/ : /ECONNRESET/);
});

test.each<[string, Action, string]>([
  ['a FIN', drop(), 'ESOCKET'],
  ['a RST', reset(), 'ESOCKET'],
  ['a goodbye in clear text', closing('421 4.3.2 Shutting down'), 'ESOCKET'],
])('answers the TLS handshake with %s', async (_name, step, code) => {
  await using server = await startScriptedServer({ secure: true, script: { tls: step } });
  const { host, port } = server;
  const transport = nodemailer.createTransport({ host, port, secure: true, tls: { ca: certificate } });
  await expect(transport.sendMail(mail)).rejects.toMatchObject({ code });
  await server.until(({ sessions }) => sessions.every(({ state }) => state === 'closed'));
});

test('says something in place of the handshake and waits for the client to leave', async () => {
  await using server = await startScriptedServer({ secure: true, script: { tls: '421 4.3.2 Later' } });
  const client = new RawClient(server);
  expect(await client.reply()).toBe('421 4.3.2 Later');
  client.socket.end();
  await server.until(({ sessions }) => sessions[0]?.state === 'closed');
});

test('refuses STARTTLS and goes on in clear', async () => {
  const script = { starttls: '454 4.7.0 TLS not available' };
  await using server = await startScriptedServer({ extensions: { starttls: true }, script });
  const client = await greetedClient(server);
  expect(await client.say('STARTTLS')).toBe('454 4.7.0 TLS not available');
  expect(await client.say('MAIL FROM:<alice@example.com>')).toMatch(/^250/);
});

test('hangs until the client gives up, and sees that it did', async () => {
  await using server = await startScriptedServer({ script: { mail: hang() } });
  const client = await greetedClient(server);
  client.send('MAIL FROM:<alice@example.com>\r\n');
  await server.until(({ sessions }) => sessions[0]?.commands.at(-1)?.startsWith('MAIL') ?? false);
  client.socket.end();
  expect(await client.ended).toBe('FIN');
  expect(client.received).toMatch(/SMTPUTF8\r\n250 ENHANCEDSTATUSCODES\r\n$/);
});

test('stalls: a big body gets stuck half-way', async () => {
  await using server = await startScriptedServer({ extensions: { size: false }, script: { body: stall() } });
  const socketTimeout = 500;
  const transport = nodemailer.createTransport({ host: server.host, port: server.port, socketTimeout });
  const raw = Readable.from(Array(320).fill('x'.repeat(2 ** 16)));
  await expect(transport.sendMail({ ...mail, raw })).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  expect(server.sessions[0]?.commands.at(-1)).toBe('DATA');
  expect(raw.readableEnded).toBe(false);
});

test('drops in the middle of the body, when so many bytes are in', async () => {
  await using server = await startScriptedServer({ script: { body: [afterBytes(20, drop())] } });
  const client = await clientInData(server);
  client.send('0123456789');
  await (await greetedClient(server)).say('NOOP');
  expect(client.socket.readableEnded).toBe(false);
  client.send('0123456789');
  expect(await client.ended).toBe('FIN');
  expect(server.messages).toHaveLength(0);
});

test('spares a message that is shorter than the bytes to wait for', async () => {
  await using server = await startScriptedServer({ script: { body: afterBytes(20, drop()) } });
  const client = await clientInData(server);
  expect(await client.say('0123456789\r\n.')).toMatch(/^250/);
});

test('speaks up in the middle of the body and takes the rest of it', async () => {
  await using server = await startScriptedServer({ script: { body: '421 4.3.2 Hurry up' } });
  const client = await clientInData(server);
  expect(await client.say('half')).toBe('421 4.3.2 Hurry up');
  expect(await client.say('a message\r\n.')).toMatch(/^250/);
  expect(server.messages[0]?.raw.toString()).toBe('half\r\na message\r\n');
});

test.each<[string, Action, number]>([
  ['drops without accepting', drop(), 0],
  ['accepts and drops', accepting(drop()), 1],
  ['accepts and resets', accepting(reset()), 1],
  ['accepts and hangs', accepting(hang()), 1],
  ['says 250 and drops', closing('250 2.0.0 OK'), 1],
  ['says 250 its own way and drops', closing(), 1],
  ['says 250 and throws the message away', refusing('250 2.0.0 OK'), 0],
  ['says 221', '221 2.0.0 Bye', 0],
  ['accepts and says 221', accepting('221 2.0.0 Bye'), 1],
  ['says 354', '354 Go on', 0],
  ['says 451', '451 4.7.1 Greylisted', 0],
  ['accepts and says 451', accepting('451 4.3.0 Try again'), 1],
  ['talks nonsense', garbage(), 0],
])('after the final dot %s, and tells whether it has the message', async (_name, step, count) => {
  await using server = await startScriptedServer({ script: { 'final-dot': step } });
  const client = await clientInData(server);
  client.send('x\r\n.\r\n');
  await server.until(({ sessions }) => sessions[0]?.commands.at(-1) === '.');
  client.socket.end();
  await client.ended;
  await server.until(({ sessions }) => sessions[0]?.state === 'closed');
  expect(server.messages).toHaveLength(count);
});

test('sends garbage byte for byte', async () => {
  const bytes = Uint8Array.of(0x00, 0xff, 0x1b, 0x0d, 0x0a);
  await using server = await startScriptedServer({ script: { ehlo: garbage(bytes) } });
  const client = new RawClient(server);
  await client.reply();
  client.send('EHLO x\r\nQUIT\r\n');
  await client.ended;
  expect(client.received).toContain('\r\n\u0000\u00ff\u001b\r\n221 ');
});

test('splits a reply into single bytes', async () => {
  await using server = await startScriptedServer({ script: { mail: bytewise('550 no') } });
  const client = await greetedClient(server);
  const before = client.chunks.length;
  await client.say('MAIL FROM:<a@b>');
  expect(client.chunks.slice(before)).toEqual([...'550 no\r\n']);
});

test('splits its own reply into lines', async () => {
  await using server = await startScriptedServer({ script: { ehlo: linewise() } });
  const client = await greetedClient(server);
  expect(client.chunks.slice(1, 4)).toEqual([
    '250-localhost\r\n',
    '250-PIPELINING\r\n',
    '250-SIZE 10485760\r\n',
  ]);
});

test('drips a reply with pauses', async () => {
  await using server = await startScriptedServer({ script: { mail: dripped('250 ok', 5) } });
  const client = await greetedClient(server);
  const start = performance.now();
  expect(await client.say('MAIL FROM:<a@b>')).toBe('250 ok');
  expect(performance.now() - start).toBeGreaterThan(8 * 4);
});

test('echoes the command in the last line of its reply, credentials and all', async () => {
  await using server = await startScriptedServer({
    accounts: {},
    script: { auth: echo('500-5.5.2 Error\n500 5.5.2 Unrecognized command') },
  });
  const client = await greetedClient(server);
  expect(await client.say('AUTH PLAIN AGFsaWNlAHNlY3JldA==')).toBe(
    '500-5.5.2 Error\n500 5.5.2 Unrecognized command AUTH PLAIN AGFsaWNlAHNlY3JldA==',
  );
});

test('echoes credentials that came after the command', async () => {
  await using server = await startScriptedServer({
    accounts: {},
    script: { 'auth-response': echo('535 5.7.8 Rejected:') },
  });
  const client = await greetedClient(server);
  await client.say('AUTH LOGIN');
  await client.say('YWxpY2U=');
  expect(await client.say('c2VjcmV0')).toBe('535 5.7.8 Rejected: c2VjcmV0');
});

test('sends a reply of just so many bytes', async () => {
  await using server = await startScriptedServer({ script: { mail: oversized(2 ** 20, 550) } });
  const client = await greetedClient(server);
  const reply = await client.say('MAIL FROM:<a@b>');
  expect(reply).toMatch(/^550 x/);
  expect(reply).toHaveLength(2 ** 20 - 2);
});

test('sends a reply several times', async () => {
  await using server = await startScriptedServer({ script: { rcpt: repeated('ok', 3) } });
  const client = await greetedClient(server);
  await client.say('MAIL FROM:<a@b>');
  const replies = [await client.say('RCPT TO:<c@d>'), await client.reply(), await client.reply()];
  expect(replies).toEqual(Array(3).fill('250 2.1.5 Recipient OK'));
});

test('combines faults', async () => {
  await using server = await startScriptedServer({ script: { mail: closing(bytewise(echo('421 bye'))) } });
  const client = await greetedClient(server);
  expect(await client.say('MAIL FROM:<a@b>')).toBe('421 bye MAIL FROM:<a@b>');
  expect(client.chunks.slice(-3)).toEqual(['>', '\r', '\n']);
  expect(await client.ended).toBe('FIN');
});

test('no fault that can be imported is without a test here', () => {
  const tried = readFileSync(`${root}test/testing/faults.test.ts`, 'utf8');
  const faults = publicExports(`${root}src/testing/index.ts`).filter(({ callable }) => callable);
  expect(faults.filter(({ name }) => !tried.includes(`${name}(`)).map(({ name }) => name)).toEqual([]);
});
