import nodemailer from 'nodemailer';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { expect, test } from 'vitest';
import { judge } from '../../src/bullmq/judge.js';
import { rejection } from '../helpers/collect.js';
import { start } from '../helpers/start.js';

const message = { from: 'a@example.com', to: 'b@example.com', text: 'hello' };

test.each([
  ['auth', 'suspend'],
  ['mail', 'fail'],
  ['rcpt', 'fail'],
])('535 at %s: %s, so that one message cannot stop a queue whose login works', async (phase, verdict) => {
  const server = await start({
    accounts: { alice: 'right' },
    mechanisms: ['PLAIN'],
    script: { [phase]: '535 5.7.8 Authentication failed' },
  });
  const { host, port } = server;
  const auth = { user: 'alice', pass: 'right' };
  const error = await rejection(
    wrapTransport(nodemailer.createTransport({ host, port, auth })).sendMail(message),
  );
  expect(isSmtpError(error) && judge(error, { guarded: true, closing: false })).toBe(verdict);
});
