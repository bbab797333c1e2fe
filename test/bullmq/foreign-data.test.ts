import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mailJob } from 'nodemailer-smtp-errors/bullmq';
import { describe, expect, test } from 'vitest';
import { foreignSource } from '../../src/bullmq/foreign-sources.js';
import { unpackMessage } from '../../src/bullmq/message-data.js';
import { start } from '../helpers/start.js';
import { describeWithRedis } from './redis.js';
import { message, useRedis } from './setup.js';

describe('what a job has its worker read', () => {
  test.each([
    [{ attachments: [{ path: '/etc/passwd' }] }, 'files'],
    [{ attachments: [{ path: { type: 'Buffer', data: 'L2V0Yy9wYXNzd2Q=' } }] }, 'files'],
    [{ attachments: [{ content: { path: '/etc/passwd' } }] }, 'files'],
    [{ attachments: [{ raw: { path: '/etc/passwd' } }] }, 'files'],
    [{ attachments: { 0: { path: '/etc/passwd' } } }, 'files'],
    [{ alternatives: [{ href: 'http://192.0.2.1/' }] }, 'urls'],
    [{ attachments: [{ path: 'HTTPS://192.0.2.1/' }] }, 'urls'],
    [{ text: { path: '/etc/passwd' } }, 'files'],
    [{ html: { href: 'http://192.0.2.1/' } }, 'urls'],
    [{ raw: { path: '/etc/passwd' } }, 'files'],
    [{ icalEvent: { path: '/etc/passwd' } }, 'files'],
    // Nodemailer opens these as files, whatever they look like.
    [{ attachments: [{ content: { path: 'data:/../etc/passwd' } }] }, 'files'],
    [{ raw: { path: 'http:/../etc/passwd' } }, 'files'],
    [{ html: { path: 'data:/../etc/passwd' } }, 'files'],
    [{ auth: { type: 'OAuth2', accessUrl: 'http://192.0.2.1/' } }, 'urls'],
    [{ dkim: { cacheDir: '/var' } }, 'files'],
  ])('%j: %s', (parts, is) => {
    const data = unpackMessage(JSON.parse(JSON.stringify({ ...message, ...parts })));
    expect(foreignSource(data, {})?.is).toBe(is);
    expect(foreignSource(data, { [is]: true })).toBeUndefined();
  });

  test.each([
    { attachments: [{ path: 'data:text/plain,Hello' }, { filename: 'path', content: '/etc/passwd' }] },
    { headers: { path: '/a' }, context: { path: '/a', href: 'http://192.0.2.1/' } },
  ])('%j: nothing', (parts) => {
    expect(foreignSource({ ...message, ...parts }, {})).toBeUndefined();
  });

  test('what a prototype would bring is gone', () => {
    const data = unpackMessage(
      JSON.parse('{"__proto__": {"raw": {"path": "/a"}}, "attachments": [{"__proto__": {"path": "/a"}}]}'),
    );
    expect(JSON.stringify({ ...data })).toBe('{"attachments":[{}]}');
    expect(Object.getOwnPropertyNames(data)).toEqual(['attachments']);
  });
});

describeWithRedis('a job that names a file', () => {
  const { openQueue } = useRedis();

  test('fails at once and says what to do, and is sent where its worker allows it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mail-file-'));
    const path = join(folder, 'secret.txt');
    writeFileSync(path, 'the secret');
    const server = await start({ accounts: { alice: 'secret' } });
    const mail = await openQueue();
    const worker = mail.work(server);
    const refused = await mail.ended(await mail.add({ attachments: [{ path }] }));
    expect(refused).toMatchObject({
      attemptsMade: 1,
      failedReason: expect.stringMatching(/names a file .* Buffers are kept/),
      progress: { lastFailure: { reason: 'message.source', delivery: 'not-sent', retry: { safe: false } } },
    });
    // It was the first, and tried no login: the next one does.
    expect(await (await mail.ended(await mail.add())).getState()).toBe('completed');
    await worker.close();

    mail.work(server, { allow: { files: true } });
    await mail.ended(await mail.add({ attachments: [{ path }] }));
    rmSync(folder, { recursive: true });
    expect(
      server.messages.map(({ raw }) => raw.includes(Buffer.from('the secret').toString('base64'))),
    ).toEqual([false, true]);
  });
});

describeWithRedis('which messages are the same', () => {
  const { openQueue } = useRedis();

  test('those of a scheduler are not: each has a Message-ID of its own', async () => {
    const server = await start({ accounts: { alice: 'secret' } });
    const mail = await openQueue();
    mail.work(server);
    const { name, data, opts } = mailJob({ ...message, idempotencyKey: 'digest' });
    const { jobId: _, ...rest } = opts;
    await mail.queue.upsertJobScheduler('digest', { every: 100, limit: 2 }, { name, data, opts: rest });
    await server.until(({ messages }) => messages.length === 2);
    const ids = server.messages.map(({ raw }) => /^Message-ID: (.*)\r$/im.exec(raw.toString())?.[1]);
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain(undefined);
  });

  test('those with one idempotencyKey are, however often they are added', async () => {
    const server = await start({ accounts: { alice: 'secret' } });
    const mail = await openQueue();
    mail.work(server);
    const first = await mail.add({ idempotencyKey: 'order:42' });
    await mail.ended(first);
    const again = await mail.add({ idempotencyKey: 'order:42' });
    const other = await mail.add({ idempotencyKey: '43' });
    await mail.ended(other);
    expect(again.id).toBe(first.id);
    expect(again.data.messageId).toBe(first.data.messageId);
    expect(other.data.messageId).not.toBe(first.data.messageId);
    expect(server.messages).toHaveLength(2);
    expect(
      mailJob({ ...message, idempotencyKey: '43' }, Object({ jobId: undefined, attempts: undefined })).opts,
    ).toEqual(mailJob({ ...message, idempotencyKey: '43' }).opts);
    expect(() => mailJob({ ...message, idempotencyKey: 43 })).toThrow(/message\.idempotencyKey to be text/);
  });
});
