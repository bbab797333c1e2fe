import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bothWays, mail } from '../helpers/both-ways.js';
import { collectingLogger, rejection } from '../helpers/collect.js';
import { nodemailerHas } from '../helpers/nodemailer-version.js';

/** An older Nodemailer gives it no code. */
const coded = nodemailerHas('error codes') ? { code: 'ESENDMAIL' } : {};

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sendmail-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** Puts a program in the place of sendmail. */
async function sendmail(body: string): Promise<string> {
  const path = join(directory, `sendmail-${Math.random()}`);
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return path;
}

const exits = (code: number) => sendmail(`cat > /dev/null; exit ${code}`);
const open = (path: string) => nodemailer.createTransport({ sendmail: true, path });

test('a message handed to sendmail resolves with the same info as without wrapping', async () => {
  const out = join(directory, 'out');
  const path = await sendmail(`{ echo "$@"; cat; } > ${out}`);
  const written: string[] = [];
  const { bare, wrapped } = await bothWays(
    () => open(path),
    async (mailer) => {
      const info = await mailer.sendMail(mail);
      written.push(await readFile(out, 'utf8'));
      return info;
    },
  );
  expect(wrapped).toEqual(bare);
  expect(wrapped.response).toBe('Messages queued for delivery');
  expect(written[1]).toBe(written[0]);
  expect(written[1]).toMatch(/^-i -f alice@example\.com bob@example\.com\n[\s\S]*\nHello/);
});

test.each([
  [64, 'Misconfigured', 'config.invalid', 'operator-action'],
  [65, 'MessageRejected', 'message.rejected', 'permanent'],
  [77, 'SenderRejected', 'sender.rejected', 'permanent'],
  [78, 'Misconfigured', 'config.invalid', 'operator-action'],
  [126, 'Misconfigured', 'config.invalid', 'operator-action'],
  [127, 'Misconfigured', 'config.invalid', 'operator-action'],
])('exit code %i is %s (%s), %s: nothing was queued', async (code, kind, reason, disposition) => {
  const path = await exits(code);
  const bare = await rejection(open(path).sendMail(mail));
  const mailer = wrapTransport(open(path), { retry: false });
  const error = await rejection(mailer.sendMail(mail));
  expect(error).toMatchObject({ kind, reason, disposition, delivery: 'not-sent', ...coded });
  expect(error).toMatchObject({ retry: { safe: false }, attempts: { length: 1 }, messageId: mail.messageId });
  expect(Reflect.get(Object(error), 'cause')).toMatchObject({
    message: Reflect.get(Object(bare), 'message'),
  });
  await new Promise<void>((resolve) => {
    mailer.sendMail(mail, (failure) => {
      expect(failure).toMatchObject({ kind, reason });
      resolve();
    });
  });
});

test.each([1, 67, 69, 70, 71, 74, 75, 137])(
  'exit code %i of a sendmail that had the whole message: it may be queued, and is handed over once',
  async (code) => {
    const taken = join(directory, `taken-${code}`);
    const path = await sendmail(`cat > /dev/null; echo x >> ${taken}; exit ${code}`);
    const mailer = wrapTransport(open(path), { retry: { minTimeout: 1, maxTimeout: 1 } });
    const to = ['bob@example.com', 'carol@example.com'];
    expect(await rejection(mailer.sendMail({ ...mail, to }))).toMatchObject({
      kind: 'DeliveryUnknown',
      delivery: 'unknown',
      retry: { safe: false },
      ...coded,
    });
    expect(await readFile(taken, 'utf8')).toBe('x\n');
  },
);

test('a sendmail that is busy (75) and has not read the message to its end is asked again', async () => {
  const mark = join(directory, 'mark');
  const path = await sendmail(`test -e ${mark} && { cat > /dev/null; exit 0; }; touch ${mark}; exit 75`);
  const { logger, records } = collectingLogger();
  const mailer = wrapTransport(open(path), { logger, retry: { minTimeout: 1, maxTimeout: 1 } });
  await mailer.sendMail({ ...mail, text: 'x'.repeat(2 ** 22) });
  expect(records('smtp.client.send')).toMatchObject([{ 'event.outcome': 'success', 'smtp.attempt': 2 }]);
});

test('a sendmail that reads late gets nothing that it could queue once the deadline is over', async () => {
  const [started, go, complete] = ['started', 'go', 'complete'].map((name) => join(directory, name));
  const path = await sendmail(
    // A shell that waits for a program may not heed a signal before that ends.
    `trap 'exit 1' INT; exec 3<&0; echo $$ > ${started}; until test -e ${go}; do sleep 0.02; done & wait $!; cat <&3 > /dev/null & wait $! && touch ${complete}`,
  );
  const mailer = wrapTransport(open(path), { deadline: 300 });
  expect(await rejection(mailer.sendMail({ ...mail, text: 'x'.repeat(2 ** 22) }))).toMatchObject({
    delivery: 'not-sent',
    attempts: { length: 1 },
  });
  const pid = Number(await readFile(String(started), 'utf8').catch(() => '0'));
  await writeFile(String(go), '');
  if (pid > 0) await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(/ESRCH/));
  await expect(readFile(String(complete))).rejects.toMatchObject({ code: 'ENOENT' });
});

// An older one takes an end by a signal for a success: nobody else sees it.
const killed = test.runIf(nodemailerHas('ends of sendmail'));

killed('sendmail killed while it still reads: the message is not sent (Nodemailer 10.1)', async () => {
  const path = await sendmail('kill -9 $$');
  const mailer = wrapTransport(open(path), { retry: false });
  const text = 'x'.repeat(2 ** 22);
  expect(await rejection(mailer.sendMail({ ...mail, text }))).toMatchObject({
    kind: 'ServiceUnavailable',
    reason: 'server.busy',
    delivery: 'not-sent',
    code: 'ESENDMAIL',
  });
});

killed(
  'sendmail killed when it had the whole message: nobody knows whether it is queued (Nodemailer 10.1)',
  async () => {
    const path = await sendmail('cat > /dev/null; kill -9 $$');
    const mailer = wrapTransport(open(path));
    expect(await rejection(mailer.sendMail(mail))).toMatchObject({
      kind: 'DeliveryUnknown',
      delivery: 'unknown',
      retry: { safe: false },
      attempts: { length: 1 },
      code: 'ESENDMAIL',
    });
  },
);

test('a sendmail that exits with 0 before it has read the message has not sent it', async () => {
  const path = await sendmail('exec <&-; exit 0');
  const mailer = wrapTransport(open(path), { retry: false });
  const error = await rejection(mailer.sendMail({ ...mail, text: 'x'.repeat(2 ** 22) }));
  expect(error).toMatchObject({ delivery: 'not-sent' });
  expect(error).not.toMatchObject({ kind: 'Unclassified' });
});

test.each([
  ['does not exist', () => join(directory, 'missing')],
  ['may not be executed', () => directory],
])('a sendmail that %s is a MisconfiguredError', async (_what, path) => {
  const bare = await rejection(open(path()).sendMail(mail));
  const mailer = wrapTransport(open(path()));
  expect(await rejection(mailer.sendMail(mail))).toMatchObject({
    kind: 'Misconfigured',
    reason: 'config.invalid',
    delivery: 'not-sent',
    attempts: { length: 1 },
    code: Reflect.get(Object(bare), 'code'),
  });
});

test('an address that sendmail would take for an option is a MisconfiguredError', async () => {
  const mailer = wrapTransport(open(await exits(0)));
  const envelope = { from: 'alice@example.com', to: ['-oQ/tmp@example.com'] };
  expect(await rejection(mailer.sendMail({ ...mail, envelope }))).toMatchObject({
    kind: 'Misconfigured',
    reason: 'config.envelope',
    ...coded,
  });
});
