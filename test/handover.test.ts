import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { expect, test } from 'vitest';
import { rejection } from './helpers/collect.js';

/**
 * A server that agrees to take a message, stops reading until it is told to go on, and then tells
 * whether the final dot came.
 */
async function startSlowReader() {
  const sockets: Socket[] = [];
  let ready: () => void = () => undefined;
  const agreed = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.write('220 ready\r\n');
    socket.on('data', (chunk) => {
      const line = chunk.toString('latin1');
      if (line.startsWith('DATA')) {
        socket.write('354 go ahead\r\n');
        socket.removeAllListeners('data');
        socket.pause();
        ready();
      } else socket.write('250 ok\r\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    agreed,
    async readOn() {
      const [socket] = sockets;
      if (!socket) return '';
      let end = '';
      socket.on('data', (chunk) => {
        end = (end + chunk.toString('latin1')).slice(-5);
      });
      socket.resume();
      await once(socket, 'close');
      server.close();
      return end;
    },
  };
}

/** Sends a message to a server that stops reading, aborts when nothing moves any more, and lets the server read on. */
async function abortWhileStuck(size: number) {
  const server = await startSlowReader();
  const controller = new AbortController();
  const mailer = wrapTransport(nodemailer.createTransport({ host: '127.0.0.1', port: server.port }), {
    retry: false,
  });
  const raw = Buffer.concat([
    Buffer.from('Subject: big\r\n\r\n'),
    Buffer.alloc(size, 'x'),
    Buffer.from('\r\n'),
  ]);
  const sent = rejection(
    mailer.sendMail({
      envelope: { from: 'a@example.com', to: 'b@example.com' },
      raw,
      signal: controller.signal,
    }),
  );
  await server.agreed;
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  controller.abort();
  const error = await sent;
  return { error, serverHasIt: (await server.readOn()) === '\r\n.\r\n' };
}

test('aborted while the final dot still waits behind the message: not sent, and the server never gets it', async () => {
  // One piece, larger than what the kernel buffers on both ends.
  const { error, serverHasIt } = await abortWhileStuck(12 * 2 ** 20);
  expect(serverHasIt).toBe(false);
  expect(error).toMatchObject({ kind: 'SendAborted', delivery: 'not-sent' });
});

test('aborted when the final dot is in the socket: it may be out, for the server gets it all the same', async () => {
  const { error, serverHasIt } = await abortWhileStuck(1000);
  expect(serverHasIt).toBe(true);
  expect(error).toMatchObject({ kind: 'SendAborted', delivery: 'unknown', retry: { safe: false } });
});
