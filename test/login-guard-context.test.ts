import { AsyncLocalStorage } from 'node:async_hooks';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { expect, test } from 'vitest';
import { startScriptedServer } from '../src/testing/index.js';

test('a send that had to wait for another’s login goes on in its own async context', async () => {
  await using server = await startScriptedServer({ accounts: { alice: 'secret' } });
  const request = new AsyncLocalStorage<number>();
  const seen: (number | undefined)[] = [];
  const { host, port } = server;
  const mailer = wrapTransport(
    nodemailer.createTransport({
      host,
      port,
      auth: { user: 'alice', pass: 'secret' },
      getSocket: (_options: object, callback: (error: null, socket: false) => void) => {
        seen.push(request.getStore());
        callback(null, false);
      },
    }),
  );
  const message = { from: 'a@example.com', to: 'b@example.com', text: 'hello' };
  await Promise.all([1, 2, 3].map((id) => request.run(id, () => mailer.sendMail(message))));
  expect(seen.toSorted()).toEqual([1, 2, 3]);
});
