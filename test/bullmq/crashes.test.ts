import type { Job } from 'bullmq';
import { type Action, type ScriptedServer, stall } from 'nodemailer-smtp-errors/testing';
import { expect, test } from 'vitest';
import { start } from '../helpers/start.js';
import { describeWithRedis } from './redis.js';
import { eventually, useRedis, type WorkerProcess } from './setup.js';

const accounts = { alice: 'secret' };

/** A point that a test waits for, and where the server waits for the test. */
function stop(then: Action = 'ok') {
  let arrive = () => {};
  let goOn = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const released = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const step = async (): Promise<Action> => {
    arrive();
    await released;
    return then;
  };
  return { arrived, step, goOn };
}

const failures = (job: Job) => Object(job.progress).lastFailure;
const subjects = (server: ScriptedServer) =>
  server.messages.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw.toString())?.[1]);

describeWithRedis('whoever stops, and wherever', () => {
  const { redis, openQueue } = useRedis();

  for (const where of ['in the middle of the body', 'before the server has answered the final dot']) {
    test(`a worker killed ${where} has sent it once or not at all, and that is reported`, async () => {
      const here = stop();
      const isBody = where.endsWith('body');
      const server = await start({
        accounts,
        script: isBody ? { body: stall() } : { 'final-dot': [here.step] },
      });
      const mail = await openQueue();
      const worker = await mail.spawn(server);
      // More than the server reads. An older Nodemailer makes quoted-printable for as long as a lock lasts.
      const long = { text: 'Too much for the socket.\n'.repeat(20_000), textEncoding: 'base64' } as const;
      const job = await mail.add(isBody ? long : { text: 'Hello' });
      await (isBody ? eventually(() => mail.field(job, 'mail:sender')).toBeTruthy() : here.arrived);
      await worker.end('SIGKILL');
      here.goOn();
      mail.work(server);
      const ended = await mail.ended(job);
      expect(await ended.getState()).toBe('failed');
      expect(failures(ended)).toMatchObject({
        kind: 'DeliveryUnknown',
        delivery: 'unknown',
        messageId: job.data.messageId,
      });
      expect(ended.failedReason).toMatch(
        /^The worker that was sending this message stopped before it learnt the outcome/,
      );
      expect(server.sessions).toHaveLength(1);
    });
  }

  test('a worker killed before the body has not sent it: another does', async () => {
    const here = stop();
    const server = await start({ accounts, script: { data: [here.step] } });
    const mail = await openQueue();
    const worker = await mail.spawn(server);
    const job = await mail.add();
    await here.arrived;
    await worker.end('SIGKILL');
    here.goOn();
    mail.work(server);
    expect(await (await mail.ended(job)).getState()).toBe('completed');
    expect(server.messages).toHaveLength(1);
  });

  test('a worker killed while it waits to try again has not sent it: another does', async () => {
    const server = await start({ accounts, script: { 'final-dot': ['451 4.3.2 Try again in 20 seconds'] } });
    const mail = await openQueue();
    const worker = await mail.spawn(server, { wrap: {} });
    const job = await mail.add();
    await server.until(
      ({ sessions }) => sessions.length === 1 && sessions.every(({ state }) => state === 'closed'),
    );
    await worker.end('SIGKILL');
    mail.work(server);
    expect(await (await mail.ended(job)).getState()).toBe('completed');
    expect(server.messages).toHaveLength(1);
  });

  test('what the application knows of such a message settles it', async () => {
    const here = stop('451 4.3.0 Not now');
    const server = await start({ accounts, script: { 'final-dot': [here.step, here.step, here.step] } });
    const mail = await openQueue();
    const worker = await mail.spawn(server, { worker: { concurrency: 3 } });
    const answers = ['delivered', 'not-delivered', 'unknown'] as const;
    const jobs = await Promise.all(answers.map((subject) => mail.add({ subject })));
    await server.until(
      ({ sessions }) => sessions.filter(({ commands }) => commands.includes('.')).length === 3,
    );
    await worker.end('SIGKILL');
    here.goOn();
    mail.work(server, {
      confirmDelivery: async ({ messageId, message }) => {
        const { subject } = Object(message);
        expect(jobs.some(({ data }) => data.messageId === messageId && data.subject === subject)).toBe(true);
        return subject;
      },
    });
    const ended = await Promise.all(jobs.map((job) => mail.ended(job)));
    expect(await Promise.all(ended.map((job) => job.getState()))).toEqual([
      'completed',
      'completed',
      'failed',
    ]);
    expect(ended[0]?.returnvalue).toEqual({ messageId: jobs[0]?.data.messageId });
    expect(subjects(server)).toEqual(['not-delivered']);
  });

  test('a worker that lost its lock sends nothing: whoever has the job does', async () => {
    const [first, second] = [stop(), stop()];
    const server = await start({ accounts, script: { rcpt: [first.step, second.step] } });
    const mail = await openQueue();
    const job = await mail.add();
    const slow = mail.work(server, { skipLockRenewal: true, skipStalledCheck: true });
    await first.arrived;
    const stale = slow.pause(true);
    mail.work(server);
    await second.arrived;
    first.goOn();
    await stale;
    await server.until(({ sessions }) => sessions[0]?.state === 'closed');
    expect(server.sessions[0]?.commands).toContain('DATA');
    expect(server.messages).toEqual([]);
    second.goOn();
    expect(await (await mail.ended(job)).getState()).toBe('completed');
    expect(server.messages).toHaveLength(1);
  });

  test('a worker that loses its lock with the message on its way is not overtaken', async () => {
    const here = stop();
    const server = await start({ accounts, script: { 'final-dot': [here.step] } });
    const mail = await openQueue();
    const job = await mail.add();
    const slow = mail.work(server, { skipLockRenewal: true, skipStalledCheck: true });
    await here.arrived;
    await slow.pause(true);
    mail.work(server);
    const ended = await mail.ended(job);
    expect(failures(ended)).toMatchObject({ kind: 'DeliveryUnknown' });
    here.goOn();
    await server.until(({ messages }) => messages.length === 1);
    expect(server.sessions).toHaveLength(1);

    // Its worker came back, and noted what became of it.
    const result = { messageId: job.data.messageId, accepted: 1, rejected: 0 };
    await eventually(() => mail.field(job, 'mail:result')).toBeTruthy();
    await ended.retry();
    expect(await mail.ended(job)).toMatchObject({ returnvalue: result });
    expect(server.messages).toHaveLength(1);
  });

  test('a worker that is halted for longer than its lock is not overtaken either', async () => {
    const here = stop();
    const server = await start({ accounts, script: { 'final-dot': [here.step] } });
    const mail = await openQueue();
    const job = await mail.add();
    const worker = await mail.spawn(server);
    await here.arrived;
    worker.signal('SIGSTOP');
    here.goOn();
    mail.work(server);
    expect(failures(await mail.ended(job))).toMatchObject({ kind: 'DeliveryUnknown' });
    worker.signal('SIGCONT');
    expect(await worker.end('SIGTERM')).toBe(0);
    expect(server.messages).toHaveLength(1);
  });

  test('without an answer from Redis nothing is sent, and later it is', async () => {
    const here = stop();
    const server = await start({ accounts, script: { data: [here.step] } });
    const mail = await openQueue();
    mail.work(server);
    const job = await mail.add({}, { backoff: { type: 'mail', delay: 1 } });
    await here.arrived;
    redis.signal('SIGSTOP');
    here.goOn();
    await server.until(({ sessions }) => sessions[0]?.state === 'closed');
    expect(server.messages).toEqual([]);
    redis.signal('SIGCONT');
    expect(await (await mail.ended(job)).getState()).toBe('completed');
    expect(server.messages).toHaveLength(1);
  });

  for (const killed of [false, true]) {
    test(`Redis gone at the moment of success${killed ? ', and the worker after it' : ''}: it is not sent again`, async () => {
      const here = stop();
      const server = await start({ accounts, script: { 'final-dot': [here.step] } });
      const mail = await openQueue();
      const worker: WorkerProcess = await mail.spawn(server);
      const job = await mail.add();
      await here.arrived;
      await redis.kill();
      here.goOn();
      await server.until(
        ({ messages, sessions }) => messages.length === 1 && sessions[0]?.state === 'closed',
      );
      if (killed) await worker.end('SIGKILL');
      await redis.start();
      if (killed) mail.work(server);
      const ended = await mail.ended(job);
      expect(await ended.getState()).toBe(killed ? 'failed' : 'completed');
      if (killed) expect(failures(ended)).toMatchObject({ kind: 'DeliveryUnknown' });
      expect(server.messages).toHaveLength(1);
    });
  }
});
