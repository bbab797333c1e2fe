import { inspect } from 'node:util';
import nodemailer from 'nodemailer';
import * as library from 'nodemailer-smtp-errors';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ScriptedServer, startScriptedServer } from '../../src/testing/index.js';
import { rejection } from '../helpers/collect.js';

const { wrapTransport, isSmtpError, SmtpError, RecipientRejectedError, AuthenticationFailedError } = library;

let server: ScriptedServer;
let error: unknown;

const refusal = '550 5.1.1 <bob@example.org> User unknown in virtual table';
const message = { from: 'a@example.com', to: ['bob@example.org', 'carol@example.org'], text: 'hello' };

beforeAll(async () => {
  server = await startScriptedServer({ script: { rcpt: refusal } });
  error = await rejection(
    wrapTransport(nodemailer.createTransport({ host: server.host, port: server.port })).sendMail(message),
  );
});
afterAll(() => server.close());

function typed() {
  if (!isSmtpError(error)) throw new Error('Expected an SmtpError');
  return error;
}

describe('an error of a wrapped transport', () => {
  test('is an Error, an SmtpError and of the class of its kind, and of no other', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(SmtpError);
    expect(error).toBeInstanceOf(RecipientRejectedError);
    expect(error).not.toBeInstanceOf(AuthenticationFailedError);
    expect(new Error('no')).not.toBeInstanceOf(SmtpError);
    for (const value of [null, undefined, 'x', 1, {}, { name: 'SmtpError' }])
      expect(isSmtpError(value)).toBe(false);
  });

  test('is recognised by every copy of the package in the process', async () => {
    vi.resetModules();
    const copy = await import('nodemailer-smtp-errors');
    expect(copy.SmtpError).not.toBe(SmtpError);
    expect(error).toBeInstanceOf(copy.SmtpError);
    expect(error).toBeInstanceOf(copy.RecipientRejectedError);
    expect(error).not.toBeInstanceOf(copy.AuthenticationFailedError);
    expect(copy.isSmtpError(error)).toBe(true);
  });

  test('an application’s own subclass is told by its prototype, not by its kind', () => {
    class MyError extends RecipientRejectedError {}
    expect(error).not.toBeInstanceOf(MyError);
  });

  test('has its name on the prototype: neither own nor enumerable', () => {
    expect(typed().name).toBe('RecipientRejectedError');
    expect(Object.hasOwn(typed(), 'name')).toBe(false);
    expect(String(error)).toMatch(/^RecipientRejectedError: /);
    expect(typed().stack).toMatch(/^RecipientRejectedError: /);
  });

  test('is not frozen: loggers and frameworks may add to it', () => {
    expect(Object.isExtensible(error)).toBe(true);
    const changeable = Object.getOwnPropertyDescriptors(typed());
    expect(changeable.message.writable).toBe(true);
  });

  test('says in one line what is wrong, what to do, and what the server said, without mailbox names', () => {
    expect(typed().message).toMatch(/^[A-Z][^\n]*\. [^\n]* \[550 5\.1\.1 in answer to RCPT TO: ".*"\]$/);
    expect(typed().message).toContain('<***@example.org> User unknown');
    expect(typed().message).not.toContain('bob');
  });

  test('keeps Nodemailer’s fields, so that code that reads them goes on working', () => {
    expect(typed().code).toBe('EENVELOPE');
    expect(typed().command).toBe('RCPT TO');
    expect(typed().responseCode).toBe(550);
    expect(typed().response).toBe(refusal);
    expect(typed().rejected).toEqual(['bob@example.org', 'carol@example.org']);
    expect(typed().rejectedErrors).toHaveLength(2);
    expect(typed().cause).toBeInstanceOf(Error);
    expect(typed().cause).not.toBeInstanceOf(SmtpError);
  });

  test('tells for each recipient what became of it', () => {
    expect(typed().recipients).toMatchObject([
      { address: 'bob@example.org', outcome: 'rejected', reply: { code: 550, enhancedCode: '5.1.1' } },
      { address: 'carol@example.org', outcome: 'rejected', reason: 'recipient.unknown' },
    ]);
  });

  test('shows the dialogue to who asks, and to no logger', () => {
    const { transcript } = typed();
    expect(transcript[0]).toMatch(/^S: 220 /);
    expect(transcript).toContain('C: RCPT TO:<bob@example.org>');
    const visible = Object.keys(typed());
    for (const field of ['transcript', 'recipients', 'reply', 'response', 'rejected', 'rejectedErrors']) {
      expect(visible).not.toContain(field);
    }
  });
});

describe('an error as JSON', () => {
  test('is a fresh, versioned object without addresses', () => {
    const json = JSON.parse(JSON.stringify({ error })).error;
    expect(json).toMatchObject({
      version: 1,
      name: 'RecipientRejectedError',
      message: typed().message,
      kind: 'RecipientRejected',
      reason: 'recipient.unknown',
      phase: 'rcpt',
      delivery: 'not-sent',
      responseCode: 550,
      enhancedCode: '5.1.1',
      replyText: '<***@example.org> User unknown in virtual table',
      server: { host: server.host, port: server.port },
    });
    expect(JSON.stringify(error)).not.toMatch(/bob|carol/);
    expect(typed().toJSON()).not.toBe(typed().toJSON());
  });

  test('has the addresses for who asks for them', () => {
    const json = typed().toJSON({ addresses: true });
    expect(json.replyText).toContain('bob@example.org');
    expect(json.recipients).toEqual([
      { address: 'bob@example.org', outcome: 'rejected', reason: 'recipient.unknown' },
      { address: 'carol@example.org', outcome: 'rejected', reason: 'recipient.unknown' },
    ]);
  });

  test('pino’s err serialiser takes it as it is', () => {
    const lines: string[] = [];
    pino({}, { write: (line: string) => lines.push(line) }).error({ err: error });
    const { err } = JSON.parse(lines[0] ?? '{}');
    expect(err).toMatchObject({ kind: 'RecipientRejected', reason: 'recipient.unknown', phase: 'rcpt' });
    expect(err.transcript).toBeUndefined();
  });

  test('util.inspect shows kind and reason', () => {
    expect(inspect(error)).toContain("reason: 'recipient.unknown'");
  });
});
