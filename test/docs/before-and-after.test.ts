import { inspect } from 'node:util';
import nodemailer from 'nodemailer';
import { AuthenticationFailedError, wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';
import { rejection } from '../helpers/collect.js';
import { blocksFor } from './blocks.js';

const [before, after] = blocksFor('test/docs/before-and-after.test.ts').map(({ code }) => code);

// As Gmail says it.
const reply = [
  '535-5.7.8 Username and Password not accepted. For more information, go to',
  '535 5.7.8  https://support.google.com/mail/?p=BadCredentials d2e1a72fcca58-7ba01c - gsmtp',
].join('\r\n');
const message = { from: 'app@example.com', to: 'user@example.com', text: 'Hello' };

/** What was left out is marked with `…`; lines may be broken anywhere. */
function expectShown(shown: string | undefined, whole: string): void {
  const fold = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
  let rest = fold(whole);
  for (const part of fold(shown ?? '').split(/ ?… ?/)) {
    expect(rest).toContain(part);
    rest = rest.slice(rest.indexOf(part) + part.length);
  }
}

test('the README shows what Nodemailer says of a wrong password, and what this package does', async () => {
  await using server = await startScriptedServer({ script: { auth: reply } });
  const auth = { user: 'alice', pass: 'wrong' };
  const transporter = nodemailer.createTransport({ host: server.host, port: server.port, auth });
  expectShown(before, String(await rejection(transporter.sendMail(message))));

  const error = await rejection(wrapTransport(transporter).sendMail(message));
  if (!(error instanceof AuthenticationFailedError)) throw error;
  const { kind, reason, delivery, provider, retry, remediation } = error;
  const steps = remediation.steps.map((step, index) => `${index + 1}. ${step}`).join(' ');
  expectShown(
    after,
    `${error} kind ${kind} reason ${reason} delivery ${delivery} provider ${provider}
     retry ${inspect(retry, { breakLength: Number.POSITIVE_INFINITY })} remediation ${steps}`,
  );
});
