import nodemailer from 'nodemailer';
import { closing, drop, type StepContext, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';
import { clientInData, greetedClient } from './raw-client.js';

const mail = { from: 'alice@example.com', to: ['bob@example.com', 'carol@example.com'], text: 'Hello' };

test('takes a single step every time', async () => {
  await using server = await startScriptedServer({ script: { mail: '451 4.7.1 Not now' } });
  const client = await greetedClient(server);
  for (let time = 0; time < 3; time += 1)
    expect(await client.say('MAIL FROM:<alice@example.com>')).toBe('451 4.7.1 Not now');
});

test('takes the steps of an array one by one, over all connections, and behaves then', async () => {
  await using server = await startScriptedServer({
    script: { ehlo: ['450 one', 'ok', undefined, '450 four'] },
  });
  const first = await greetedClient(server);
  const second = await greetedClient(server);
  const replies = [await first.say('EHLO x'), await second.say('EHLO x'), await first.say('EHLO x')];
  expect(first.received).toContain('450 one');
  expect(replies.map((reply) => reply.slice(0, 3))).toEqual(['250', '450', '250']);
});

test('takes another script for each connection', async () => {
  await using server = await startScriptedServer({
    script: (connection) => (connection === 2 ? { mail: ['451 4.3.0 once'] } : {}),
  });
  const replies: string[] = [];
  for (let connection = 1; connection <= 3; connection += 1) {
    const client = await greetedClient(server);
    replies.push(await client.say('MAIL FROM:<a@b>'));
    if (connection === 2) expect(await client.say('MAIL FROM:<a@b>')).toMatch(/^250/);
  }
  expect(replies.map((reply) => reply.slice(0, 3))).toEqual(['250', '451', '250']);
});

test('fails the test whose script for a connection is none', async () => {
  const server = await startScriptedServer({ script: () => Object({ hello: 'world' }) });
  await expect(nodemailer.createTransport(server.url).sendMail(mail)).rejects.toThrow();
  await expect(server.close()).rejects.toThrow('expected each key of script to be one of tls, greeting');
});

test('tells a function where it stands', async () => {
  const seen: StepContext[] = [];
  await using server = await startScriptedServer({
    script: {
      rcpt: (context) => {
        seen.push(context);
        return context.recipient === 'carol@example.com' ? '550 5.1.1 No such user' : undefined;
      },
    },
  });
  const transport = nodemailer.createTransport({
    host: server.host,
    port: server.port,
    pool: true,
    maxConnections: 1,
  });
  const info = await transport.sendMail(mail);
  await transport.sendMail({ ...mail, to: 'dave@example.com' });
  transport.close();
  expect(info.rejected).toEqual(['carol@example.com']);
  expect(server.messages.map(({ to }) => to)).toEqual([['bob@example.com'], ['dave@example.com']]);
  expect(seen).toEqual([
    {
      connection: 1,
      message: 1,
      occurrence: 1,
      command: 'RCPT TO:<bob@example.com>',
      recipient: 'bob@example.com',
    },
    {
      connection: 1,
      message: 1,
      occurrence: 2,
      command: 'RCPT TO:<carol@example.com>',
      recipient: 'carol@example.com',
    },
    {
      connection: 1,
      message: 2,
      occurrence: 3,
      command: 'RCPT TO:<dave@example.com>',
      recipient: 'dave@example.com',
    },
  ]);
});

test('holds a reply back until an asynchronous function lets it go', async () => {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  await using server = await startScriptedServer({
    script: {
      'final-dot': async () => {
        await gate;
        return 'ok';
      },
    },
  });
  const sending = nodemailer.createTransport(server.url).sendMail(mail);
  await server.until(({ sessions }) => sessions[0]?.commands.at(-1) === '.');
  expect(server.messages).toHaveLength(0);
  release();
  await sending;
  expect(server.messages).toHaveLength(1);
});

test('leaves a session closed whose client went away while an asynchronous function was busy', async () => {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  await using server = await startScriptedServer({ script: { rset: () => gate.then(() => 'ok') } });
  const client = await greetedClient(server);
  client.send('RSET\r\n');
  await server.until(({ sessions }) => sessions[0]?.commands.at(-1) === 'RSET');
  client.socket.resetAndDestroy();
  await server.until(({ sessions }) => sessions[0]?.state === 'closed');
  release();
  await greetedClient(server);
  expect(server.sessions[0]?.state).toBe('closed');
});

test('does not ask the script about commands that are out of order', async () => {
  await using server = await startScriptedServer({
    script: { data: drop(), rcpt: '550 5.1.1 No such user' },
  });
  const client = await greetedClient(server);
  expect(await client.say('DATA')).toMatch(/^503/);
  await client.say('MAIL FROM:<alice@example.com>');
  await client.say('RCPT TO:<bob@example.com>');
  expect(await client.say('DATA')).toMatch(/^503/);
});

test('scripts RSET, QUIT and commands that it does not know', async () => {
  await using server = await startScriptedServer({
    script: { rset: '421 4.3.2 rset', quit: ['500 quit'], other: ({ command }) => `502 ${command}` },
  });
  const client = await greetedClient(server);
  expect(await client.say('RSET')).toBe('421 4.3.2 rset');
  expect(await client.say('VRFY bob')).toBe('502 VRFY bob');
  expect(await client.say('QUIT')).toBe('500 quit');
  expect(await client.say('QUIT')).toMatch(/^221/);
});

test('says goodbye unasked when a session has fallen idle after a message', async () => {
  await using server = await startScriptedServer({ script: { idle: [closing('221 2.0.0 Idle too long')] } });
  const client = await greetedClient(server);
  await client.say('MAIL FROM:<alice@example.com>');
  await client.say('RCPT TO:<bob@example.com>');
  await client.say('DATA');
  expect(await client.say('.')).toMatch(/^250/);
  expect(await client.reply()).toBe('221 2.0.0 Idle too long');
  expect(await client.ended).toBe('FIN');
  expect(client.chunks.at(-1)).toBe('221 2.0.0 Idle too long\r\n');
});

test('does not take a session for idle that has sent its next command already', async () => {
  await using server = await startScriptedServer({ script: { idle: drop() } });
  const client = await greetedClient(server);
  client.send('MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n.\r\nQUIT\r\n');
  await client.ended;
  expect(client.received).toMatch(/221 2\.0\.0 Bye\r\n$/);
});

test('does not take a session for idle whose client goes on at once', async () => {
  await using server = await startScriptedServer({ script: { idle: drop() } });
  const client = await clientInData(server);
  await client.say('.');
  expect(await client.say('NOOP')).toMatch(/^250/);
});

test('refuses service with its greeting', async () => {
  await using server = await startScriptedServer({ script: { greeting: '554 5.3.2 No service here' } });
  const client = await greetedClient(server);
  expect(client.received).toContain('503 5.5.1');
  expect(await client.say('QUIT')).toMatch(/^221/);
});

test('fails the test whose script throws', async () => {
  const server = await startScriptedServer({
    script: {
      mail: () => {
        throw new RangeError('a mistake in the test');
      },
    },
  });
  await expect(nodemailer.createTransport(server.url).sendMail(mail)).rejects.toThrow();
  await expect(server.until(() => false)).rejects.toThrow('a mistake in the test');
  await expect(server.close()).rejects.toThrow('a mistake in the test');
});

test('fails the test whose script returns what is no step', async () => {
  const result: unknown = JSON.parse('{ "say": "250 OK" }');
  const server = await startScriptedServer({ script: { mail: () => Object(result) } });
  await expect(nodemailer.createTransport(server.url).sendMail(mail)).rejects.toThrow();
  await expect(server.close()).rejects.toThrow(
    "expected each key of the result of script['mail'] to be one of says, echoes",
  );
});
