import { inspect } from 'node:util';
import nodemailer from 'nodemailer';
import * as library from 'nodemailer-smtp-errors';
import { drop, type Script, type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { quietCause } from '../../src/errors/quiet-cause.js';
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

  test.each<[string, Script, boolean]>([
    ['a refusal for good', { rcpt: refusal }, true],
    ['a refusal for now', { rcpt: '451 4.3.0 later' }, false],
    ['recipients that are too many', { rcpt: '552 5.5.3 Too many recipients' }, false],
    ['no connection any more', { data: drop() }, false],
    ['nobody knows', { 'final-dot': drop() }, true],
  ])(
    'is permanent where nobody may try again by himself, and not where somebody may: %s',
    async (_what, script, permanent) => {
      await using other = await startScriptedServer({ script });
      const mailer = wrapTransport(nodemailer.createTransport({ host: other.host, port: other.port }), {
        retry: false,
      });
      const failure = await rejection(mailer.sendMail(message));
      expect(failure).toMatchObject({ permanent, retry: { safe: !permanent } });
      expect(JSON.parse(JSON.stringify(failure))).toMatchObject({ permanent });
    },
  );

  test('says how long others have to wait, by the name that they read, where the server said so', async () => {
    const script: Script = { mail: ['451 4.7.1 Greylisted, try again in 40 seconds', '451 4.3.0 later'] };
    await using other = await startScriptedServer({ script });
    const mailer = wrapTransport(nodemailer.createTransport({ host: other.host, port: other.port }), {
      retry: false,
    });
    const greylisted = await rejection(mailer.sendMail(message));
    expect(greylisted).toMatchObject({ permanent: false, retryAfterMs: 40_000, retry: { afterMs: 40_000 } });
    // Once is enough for a logger.
    expect(Object.keys(Object(greylisted))).not.toContain('retryAfterMs');
    expect(await rejection(mailer.sendMail(message))).toMatchObject({ retryAfterMs: undefined });
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
    expect(typed().toJSON({ addresses: 'full' })).toEqual(json);
  });

  test('has their domains, or stand-ins for them, for who asks for those', () => {
    const domains = typed().toJSON({ addresses: 'domain' });
    expect(domains.recipients).toMatchObject([
      { address: '***@example.org' },
      { address: '***@example.org' },
    ]);
    const hashes = typed().toJSON({ addresses: 'hash', hashKey: 'key' });
    const [bob] = hashes.recipients ?? [];
    expect(bob?.address).toMatch(/^hash:[0-9a-f]{16}$/);
    expect(hashes.replyText).toBe(`<${bob?.address}> User unknown in virtual table`);
    expect(JSON.stringify([domains, hashes])).not.toMatch(/bob|carol/);
    expect(typed().toJSON({ addresses: false })).toEqual(typed().toJSON());
  });

  test('keeps what a logger or an application has put on the error', () => {
    const marked = Object.assign(typed(), { requestId: 'r-1', level: 'warn', about: 'bob@example.org' });
    expect(JSON.parse(JSON.stringify(marked))).toMatchObject({
      requestId: 'r-1',
      level: 'warn',
      about: '***@example.org',
      version: 1,
      stack: typed().stack,
    });
    for (const key of ['requestId', 'level', 'about']) Reflect.deleteProperty(marked, key);
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

  test('a logger that prints causes prints no mailbox name of them, nor the server’s words', () => {
    const { cause } = typed();
    expect(inspect(error, { depth: 10 })).toContain('[cause]');
    expect(inspect(error, { depth: 10 })).not.toMatch(/bob|carol|rejected: \[|response: /);
    expect(cause).toMatchObject({ code: 'EENVELOPE', response: refusal, rejected: typed().rejected });
    expect(Object.keys(Object(cause))).toEqual(expect.arrayContaining(['code', 'command']));
  });
});

describe('the cause of an error', () => {
  test('is the very object where there is nothing to keep quiet', () => {
    for (const cause of [new Error('no'), new DOMException('bob@example.org'), 'bob@example.org', undefined])
      expect(quietCause(cause)).toBe(cause);
  });

  test('else is a likeness: of the same class, with every field to be read, and the original untouched', () => {
    class RelayError extends Error {
      override name = 'RelayError';
      mailbox = 'bob@example.org';
      attempt = 3;
    }
    const original = new RelayError('no <bob@example.org>', { cause: new Error('bob@example.org') });
    const quiet = quietCause(original);
    expect(quiet).toBeInstanceOf(RelayError);
    expect(quiet).toMatchObject({ message: 'no <***@example.org>', mailbox: 'bob@example.org', attempt: 3 });
    expect(inspect(quiet)).not.toContain('bob');
    expect(inspect(quiet)).toContain(import.meta.filename.split('/').at(-1));
    expect(inspect(original)).toContain('no <bob@example.org>');
  });

  test('keeps the paths in its stack, at signs and all', () => {
    const original = new Error('bob@example.org');
    original.stack = 'Error: bob@example.org\n    at f (/app/node_modules/a@1.0.0/x.js:1:1)';
    expect(quietCause(original)).toMatchObject({
      stack: 'Error: ***@example.org\n    at f (/app/node_modules/a@1.0.0/x.js:1:1)',
    });
  });
});
