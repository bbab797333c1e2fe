import { setImmediate as turn } from 'node:timers/promises';
import { connect } from 'node:tls';
import nodemailer from 'nodemailer';
import { certificate, type Pace, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';
import { clientInData, greetedClient, RawClient } from './raw-client.js';

const mail = {
  from: 'alice@example.com',
  to: ['bob@example.com', 'carol@example.com'],
  subject: 'Hello',
  text: '.leading dot\n..two dots\n.\nend',
};
const trusting = { ca: certificate };

test.each<Pace>(['whole', 'lines', 'bytes'])('takes a message whose replies are fed %s', async (pace) => {
  await using server = await startScriptedServer({ pace });
  const info = await nodemailer.createTransport(server.url).sendMail(mail);
  expect(info.response).toBe('250 2.0.0 OK: queued');
  expect(server.messages).toHaveLength(1);
  expect(server.messages[0]).toMatchObject({ sessionId: 1, from: mail.from, to: mail.to });
});

test('keeps the message as it was before dot-stuffing', async () => {
  await using server = await startScriptedServer();
  await nodemailer.createTransport(server.url).sendMail(mail);
  expect(server.messages[0]?.raw.toString()).toMatch(/\r\n\.leading dot\r\n\.\.two dots\r\n\.\r\nend\r\n$/);
});

test('encrypts from the first byte where it is secure', async () => {
  await using server = await startScriptedServer({ secure: true });
  await nodemailer
    .createTransport({ host: server.host, port: server.port, secure: true, tls: trusting })
    .sendMail(mail);
  expect(server.messages).toHaveLength(1);
  expect(server.sessions[0]?.secure).toBe(true);
  expect(server.url).toBe(`smtps://127.0.0.1:${server.port}`);
});

test('ships a certificate that nobody trusts unasked', async () => {
  await using server = await startScriptedServer({ secure: true });
  const sending = nodemailer.createTransport(server.url).sendMail(mail);
  await expect(sending).rejects.toThrow(/^self[- ]signed certificate/);
});

test('is valid for localhost by name as well', async () => {
  await using server = await startScriptedServer({ secure: true });
  await nodemailer
    .createTransport({ host: 'localhost', port: server.port, secure: true, tls: trusting })
    .sendMail(mail);
  expect(server.messages).toHaveLength(1);
});

test('forgets under TLS what was said before STARTTLS', async () => {
  await using server = await startScriptedServer({ extensions: { starttls: true } });
  const client = await greetedClient(server);
  await client.say('STARTTLS');
  client.socket.removeAllListeners('data').setEncoding();
  const secured = connect({ socket: client.socket, ca: certificate, servername: 'localhost' });
  secured.write('MAIL FROM:<alice@example.com>\r\nEHLO client\r\nQUIT\r\n');
  const chunks: unknown[] = await secured.toArray();
  expect(chunks.join('')).toMatch(/^503 .*\r\n250-localhost\r\n/);
  expect(chunks.join('')).not.toContain('STARTTLS');
});

test.each([false, true])('keeps the handshake of a client that is quicker, secure: %s', async (secure) => {
  // The client sends its part as soon as it is told to go ahead: a few turns of the loop later it is here.
  const tls = async () => {
    for (let turns = 0; turns < 20; turns += 1) await turn();
    return 'ok';
  };
  await using server = await startScriptedServer({ secure, requireTls: true, script: { tls } });
  const { host, port } = server;
  await nodemailer.createTransport({ host, port, secure, requireTLS: true, tls: trusting }).sendMail(mail);
  expect(server.messages).toHaveLength(1);
});

test('encrypts after STARTTLS', async () => {
  await using server = await startScriptedServer({ requireTls: true });
  const { host, port } = server;
  await nodemailer.createTransport({ host, port, requireTLS: true, tls: trusting }).sendMail(mail);
  expect(server.messages).toHaveLength(1);
  expect(server.sessions[0]?.commands.slice(0, 3)).toEqual([
    'EHLO [127.0.0.1]',
    'STARTTLS',
    'EHLO [127.0.0.1]',
  ]);
});

test('takes other settings of TLS', async () => {
  await using server = await startScriptedServer({ secure: true, tls: { minVersion: 'TLSv1.3' } });
  const { host, port } = server;
  const old = { ...trusting, maxVersion: 'TLSv1.2' as const };
  const sending = nodemailer.createTransport({ host, port, secure: true, tls: old }).sendMail(mail);
  await expect(sending).rejects.toMatchObject({ code: 'ESOCKET' });
  await nodemailer.createTransport({ host, port, secure: true, tls: trusting }).sendMail(mail);
  expect(server.messages).toHaveLength(1);
});

test('refuses mail and logins in clear text where TLS is required', async () => {
  await using server = await startScriptedServer({ requireTls: true, accounts: { alice: 'secret' } });
  const client = await greetedClient(server);
  expect(client.received).toContain('STARTTLS');
  expect(client.received).not.toContain('AUTH');
  expect(await client.say('AUTH PLAIN AGFsaWNlAHNlY3JldA==')).toMatch(/^530 5\.7\.0/);
  expect(await client.say('MAIL FROM:<alice@example.com>')).toMatch(/^530 5\.7\.0/);
});

test('does not carry out commands that were smuggled in behind STARTTLS', async () => {
  await using server = await startScriptedServer({ extensions: { starttls: true } });
  const client = await greetedClient(server);
  client.send('STARTTLS\r\nMAIL FROM:<mallory@example.com>\r\n');
  expect(await client.reply()).toMatch(/^220/);
  client.socket.removeAllListeners('data').setEncoding();
  const secured = connect({ socket: client.socket, ca: certificate, servername: 'localhost' });
  secured.write('RSET\r\nQUIT\r\n');
  const chunks: unknown[] = await secured.toArray();
  expect(chunks.join('')).toBe('250 2.0.0 OK\r\n221 2.0.0 Bye\r\n');
  expect(server.sessions[0]?.commands).toEqual(['EHLO client', 'STARTTLS', 'RSET', 'QUIT']);
});

test('answers commands that arrive in one segment, each in its turn', async () => {
  await using server = await startScriptedServer();
  const client = await greetedClient(server);
  client.send('MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\nx\r\n.\r\nQUIT\r\n');
  expect(await client.ended).toBe('FIN');
  expect(client.received.match(/^\d{3}(?= )/gm)).toEqual(['220', '250', '250', '250', '354', '250', '221']);
  expect(server.messages[0]?.raw.toString()).toBe('x\r\n');
});

test('answers a client in full that has closed its own half', async () => {
  await using server = await startScriptedServer({ pace: 'bytes' });
  const client = new RawClient(server);
  client.socket.end('EHLO client\r\nQUIT\r\n');
  expect(await client.ended).toBe('FIN');
  expect(client.received).toMatch(/^220 .*\r\n250-localhost\r\n(250.*\r\n)+221 2\.0\.0 Bye\r\n$/);
});

test('finds the final dot wherever the segments are cut', async () => {
  await using server = await startScriptedServer();
  const wire = '..a\r\n.b\r\n\n.\nc\r\n.\r\n';
  for (let cut = 1; cut < wire.length; cut += 1) {
    const client = await clientInData(server);
    client.send(wire.slice(0, cut));
    // An echo over another connection: by then the server has read the first piece.
    await (await greetedClient(server)).say('NOOP');
    client.send(wire.slice(cut));
    expect(await client.reply()).toBe('250 2.0.0 OK: queued');
    expect(server.messages.at(-1)?.raw.toString()).toBe('.a\r\nb\r\n\n.\nc\r\n');
  }
});

test('takes an empty message', async () => {
  await using server = await startScriptedServer();
  const client = await clientInData(server);
  expect(await client.say('.')).toMatch(/^250/);
  expect(server.messages[0]?.raw).toHaveLength(0);
});

test('does not count a message as accepted when its final dot never came', async () => {
  await using server = await startScriptedServer();
  const client = await clientInData(server);
  client.send('half a message\r\n.');
  client.socket.end();
  await server.until(({ sessions }) => sessions[0]?.state === 'closed');
  expect(server.messages).toHaveLength(0);
  expect(server.sessions[0]?.commands).not.toContain('.');
});

test('refuses a message that says that it is too big, and one that is', async () => {
  await using server = await startScriptedServer({ extensions: { size: 10 } });
  const client = await greetedClient(server);
  expect(client.received).toContain('SIZE 10');
  expect(await client.say('MAIL FROM:<alice@example.com> SIZE=11')).toMatch(/^552 5\.3\.4/);
  const liar = await clientInData(server);
  liar.send('much more than that\r\n');
  expect(await liar.say('.')).toMatch(/^552 5\.3\.4/);
  expect(server.messages).toHaveLength(0);
});

test('has no limit of size where there is none', async () => {
  await using server = await startScriptedServer({ extensions: { size: false } });
  const client = await clientInData(server);
  expect(client.received).not.toContain('SIZE');
  client.send(`${'x'.repeat(11 * 2 ** 20)}\r\n`);
  expect(await client.say('.')).toMatch(/^250/);
});

test('offers just the extensions that it was told to offer', async () => {
  await using server = await startScriptedServer({
    extensions: {
      pipelining: false,
      size: false,
      eightBitMime: false,
      smtpUtf8: false,
      enhancedStatusCodes: false,
      others: ['DSN'],
    },
  });
  const client = await greetedClient(server);
  expect(client.received).toMatch(/250-localhost\r\n250 DSN\r\n$/);
  expect(await client.say('NOOP')).toBe('250 OK');
});

test('speaks LMTP: LHLO, and a reply for each recipient', async () => {
  await using server = await startScriptedServer({
    lmtp: true,
    script: {
      'final-dot': ({ recipient }) => (recipient === 'carol@example.com' ? '452 4.2.2 Full' : 'ok'),
    },
  });
  const client = await greetedClient(server);
  expect(client.received).toContain('500 5.5.2');
  await client.say('LHLO client');
  await client.say('MAIL FROM:<alice@example.com>');
  for (const name of ['bob', 'carol', 'dave']) await client.say(`RCPT TO:<${name}@example.com>`);
  await client.say('DATA');
  const replies = [await client.say('x\r\n.'), await client.reply(), await client.reply()];
  expect(replies).toEqual(['250 2.0.0 OK: queued', '452 4.2.2 Full', '250 2.0.0 OK: queued']);
  expect(server.messages.map(({ to }) => to)).toEqual([['bob@example.com', 'dave@example.com']]);
});

test('is an LMTP server for Nodemailer', async () => {
  await using server = await startScriptedServer({ lmtp: true });
  await nodemailer.createTransport(server.url).sendMail(mail);
  expect(server.sessions[0]?.commands[0]).toMatch(/^LHLO/);
  expect(server.messages[0]?.to).toEqual(mail.to);
});

test('keeps to the order of commands', async () => {
  await using server = await startScriptedServer();
  const client = await greetedClient(server);
  expect(await client.say('RCPT TO:<bob@example.com>')).toMatch(/^503/);
  expect(await client.say('DATA')).toMatch(/^503/);
  expect(await client.say('MAIL FROM:alice')).toMatch(/^501/);
  expect(await client.say('MAIL FROM:<alice@example.com>')).toMatch(/^250/);
  expect(await client.say('MAIL FROM:<alice@example.com>')).toMatch(/^503/);
  expect(await client.say('RSET')).toMatch(/^250/);
  expect(await client.say('RCPT TO:<bob@example.com>')).toMatch(/^503/);
  expect(await client.say('STARTTLS')).toMatch(/^502/);
  expect(await client.say('FETCH')).toMatch(/^500/);
  expect(await client.say('QUIT')).toBe('221 2.0.0 Bye');
  expect(await client.ended).toBe('FIN');
});
