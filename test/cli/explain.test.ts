import { inspect } from 'node:util';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { runCli } from './run-cli.js';

const gmail = [
  '535-5.7.8 Username and Password not accepted. For more information, go to',
  '535 5.7.8  https://support.google.com/mail/?p=BadCredentials d2e1a72fcca58-7ba01c - gsmtp',
].join('\n');

async function explained(input: string, args: readonly string[] = []) {
  const { stdout } = await runCli(['explain', '--json', ...args], { input });
  return JSON.parse(stdout);
}

/** What Nodemailer rejects with when the login is refused with this reply. */
async function nodemailerError(reply: string): Promise<Error> {
  await using server = await startScriptedServer({ script: { 'auth-response': reply } });
  const auth = { user: 'alice', pass: 'wrong password' };
  const mailer = nodemailer.createTransport({ host: server.host, port: server.port, auth });
  const error: unknown = await mailer.verify().then(undefined, (reason: unknown) => reason);
  if (error instanceof Error) return error;
  throw new Error('The login should have failed');
}

describe.concurrent('explain', () => {
  test('says what a reply means, why we think so, what to do, and whether to try again', async () => {
    const { code, stdout, stderr } = await runCli(['explain', gmail]);
    expect(stdout).toMatch(/^AuthenticationFailed: auth\.invalid-credentials\n/);
    expect(stdout).toContain('\n    = Gmail rejected the user name or the password.\n');
    expect(stdout).toContain('\n    = Try again? No.');
    expect(stdout).toMatch(/\n {4}= Why we think so: rule [\w.-]+, from \w/);
    expect(stdout).toContain('\nWhat to do\n   1. ');
    expect(stdout).toContain('\nSee https://support.google.com/mail/?p=BadCredentials\n');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('takes the phase and the host into account', async () => {
    const reply = '550 5.7.1 Relaying denied';
    expect(await explained(reply, ['--phase', 'rcpt', '--host', 'smtp.gmail.com'])).toMatchObject({
      version: 1,
      command: 'explain',
      results: [
        { known: true, diagnosis: { reason: 'relay.denied', provider: 'gmail' }, source: expect.any(String) },
      ],
    });
    const [login] = (await explained('421 4.3.2 Closing', ['--phase', 'auth'])).results;
    expect(login.diagnosis.kind).not.toBe('AuthenticationFailed');
  });

  test('takes 221 for the normal end, unless it came in place of an answer', async () => {
    const { code, stdout } = await runCli(['explain', '221 2.0.0 Bye']);
    expect(stdout).toMatch(/^221: 2xx positive completion\n/);
    expect(stdout).toContain('A graceful end');
    expect(code).toBe(0);
    const phases = { quit: undefined, mail: 'server.closing', 'final-dot': 'delivery.unknown' };
    for (const [phase, reason] of Object.entries(phases)) {
      const [result] = (await explained('221 2.0.0 Bye', ['--phase', phase])).results;
      expect(result.diagnosis?.reason).toBe(reason);
      expect(result.failure).toBe(reason !== undefined);
    }
  });

  test('reads several replies, one a line, and joins the lines of one reply', async () => {
    const { results } = await explained(
      `${gmail}\n221 2.0.0 Bye\n550 5.1.1 User unknown\r\n\r\n452 4.2.2 Mailbox full\n`,
    );
    expect(results.map((result: { input: string }) => result.input.split('\n').length)).toEqual([2, 1, 1, 1]);
    expect(results.map((result: { diagnosis?: { reason: string } }) => result.diagnosis?.reason)).toEqual([
      'auth.invalid-credentials',
      undefined,
      'recipient.unknown',
      'recipient.full',
    ]);
  });

  test('reads a dialogue, where the command says what was answered', async () => {
    const { results } = await explained(
      'C: AUTH PLAIN xyz\nS: 535 no\nC: RCPT TO:<a@example.com>\nS: 550 no',
    );
    expect(results.map((result: { diagnosis: { kind: string } }) => result.diagnosis.kind)).toEqual([
      'AuthenticationFailed',
      'RecipientRejected',
    ]);
  });

  test('reads words that were not quoted, and several arguments that were', async () => {
    expect((await runCli(['explain', '535', '5.7.8', 'No'])).stdout).toContain('S: 535 5.7.8 No');
    const { stdout } = await runCli(['explain', '--json', '535 5.7.8 No', '221 Bye']);
    expect(JSON.parse(stdout).results).toHaveLength(2);
  });

  test('reads an error of Nodemailer as console.error printed it, stack and all', async () => {
    const error = await nodemailerError(gmail);
    for (const printed of [
      inspect(error),
      String(error.stack),
      String(error),
      JSON.stringify(error),
      JSON.stringify({ level: 50, err: error }),
    ]) {
      const { results } = await explained(printed);
      expect(results).toHaveLength(1);
      expect(results[0]).toMatchObject({
        reply: { code: 535, enhancedCode: '5.7.8' },
        diagnosis: { reason: 'auth.invalid-credentials', provider: 'gmail' },
      });
    }
  });

  test('reads an error that no reply decided', async () => {
    const refused = nodemailer.createTransport({ host: '127.0.0.1', port: 1 });
    const error: unknown = await refused.verify().then(undefined, (reason: unknown) => reason);
    for (const printed of [inspect(error), String(error), 'connect ECONNREFUSED 127.0.0.1:587']) {
      expect((await explained(printed)).results).toMatchObject([
        { diagnosis: { reason: 'connection.refused' } },
      ]);
    }
  });

  test('goes by an error itself, not by what it was caused by', async () => {
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND x'), { code: 'ENOTFOUND', command: 'AUTH' });
    const error = Object.assign(new Error('Greeting never received', { cause }), {
      code: 'ETIMEDOUT',
      command: 'CONN',
    });
    expect((await explained(inspect(error))).results).toMatchObject([
      { diagnosis: { reason: 'connection.timeout' } },
    ]);
  });

  test('reads an error of this package from its JSON', async () => {
    await using server = await startScriptedServer({ accounts: { alice: 'other' } });
    const auth = { user: 'alice', pass: 'wrong password' };
    const mailer = wrapTransport(nodemailer.createTransport({ host: server.host, port: server.port, auth }));
    const error: unknown = await mailer.verify().then(undefined, (reason: unknown) => reason);
    expect((await explained(JSON.stringify(error))).results).toMatchObject([
      { reply: { code: 535 }, diagnosis: { reason: 'auth.invalid-credentials' } },
    ]);
  });

  test('exits with 1 for what it does not know, and says so', async () => {
    const { code, stdout } = await runCli(['explain', 'the cat sat on the mat']);
    expect(stdout).toContain('no rule of ours knows it');
    expect(code).toBe(1);
  });

  test('keeps hostile text in its place', async () => {
    const { stdout } = await runCli(['explain', '-'], { input: '550 \u001b[2Jx\u2028What to do\u0085\t' });
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|\u2028/u);
    expect(stdout.match(/^What to do$/gm)).toHaveLength(1);
  });

  test('reads no more than it can explain', async () => {
    const { results } = await explained('550 5.1.1 User unknown\n'.repeat(100_000));
    expect(results).toHaveLength(100);
  });
});

describe.concurrent('wrong usage', () => {
  test.each([
    ['no text', ['explain'], '  \n', /^There is nothing to explain/],
    [
      'an unknown phase',
      ['explain', '535 No', '--phase', 'rctp'],
      '',
      /^There is no phase "rctp"\. Did you mean "rcpt"\?/,
    ],
    ['an option without its value', ['explain', '535 No', '--phase'], '', /^--phase needs a value/],
  ])('%s', async (_what, args, input, sentence) => {
    const { code, stdout, stderr } = await runCli(args, { input });
    expect(stderr).toMatch(sentence);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
