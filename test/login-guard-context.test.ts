import { AsyncLocalStorage } from 'node:async_hooks';
import nodemailer from 'nodemailer';
import { type WrapOptions, wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';

const message = { from: 'a@example.com', to: 'b@example.com', text: 'hello' };

/** Sends three messages at a time; gives the async contexts in which their connections were made. */
async function contextsOfThree(pass: string, options?: WrapOptions) {
  await using server = await startScriptedServer({ accounts: { alice: 'secret' } });
  const request = new AsyncLocalStorage<number>();
  const seen: (number | undefined)[] = [];
  const { host, port } = server;
  const mailer = wrapTransport(
    nodemailer.createTransport({
      host,
      port,
      auth: { user: 'alice', pass },
      getSocket: (_options: object, callback: (error: null, socket: false) => void) => {
        seen.push(request.getStore());
        callback(null, false);
      },
    }),
    options,
  );
  await Promise.all([1, 2, 3].map((id) => request.run(id, () => mailer.sendMail(message))));
  return seen;
}

test('a send that had to wait for another’s login goes on in its own async context', async () => {
  expect((await contextsOfThree('secret')).toSorted()).toEqual([1, 2, 3]);
});

test('so does one that is tried again after the application gave other credentials', async () => {
  const [refused, ...others] = await contextsOfThree('wrong', {
    credentials: async () => ({ user: 'alice', pass: 'secret' }),
  });
  expect(refused).toBe(1);
  expect(others.toSorted()).toEqual([1, 2, 3]);
});
