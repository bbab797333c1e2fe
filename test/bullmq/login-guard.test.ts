import { expect, test } from 'vitest';
import { start } from '../helpers/start.js';
import { describeWithRedis } from './redis.js';
import { eventually, useRedis } from './setup.js';

describeWithRedis('the login guard over all workers', () => {
  const { openQueue } = useRedis();

  test('one tries the first login, its refusal holds for all, and the jobs wait', async () => {
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const refuse = async () => {
      await held;
      return '535 5.7.8 Username and Password not accepted';
    };
    const server = await start({ accounts: { alice: 'other' }, script: { auth: refuse } });
    const mail = await openQueue();
    const jobs = [await mail.add(), await mail.add(), await mail.add()];
    mail.work(server);
    mail.work(server);
    await eventually(() => mail.queue.getActiveCount()).toBe(2);
    goOn();
    await eventually(() => mail.queue.getWaitingCount()).toBe(3);

    const givenBack = new Promise<void>((resolve) => {
      mail.events.on('waiting', ({ prev }) => prev === 'active' && resolve());
    });
    mail.work(server);
    await givenBack;
    expect(server.logins).toHaveLength(1);
    const looked = await Promise.all(jobs.map(mail.look));
    expect(looked.map(({ attemptsMade, failedReason }) => ({ attemptsMade, failedReason }))).toEqual(
      jobs.map(() => ({ attemptsMade: 0, failedReason: undefined })),
    );
    expect(looked.map(({ progress }) => Object(progress).lastFailure?.reason)).toContain(
      'auth.invalid-credentials',
    );
  });

  test('the cool-down doubles over all workers, and an accepted login ends it', async () => {
    const accounts = { alice: 'other' };
    const server = await start({ accounts });
    const mail = await openQueue();
    const wrap = { loginGuard: { coolDown: 20, longestCoolDown: 40 } };
    const job = await mail.add();
    const others = [await mail.add(), await mail.add()];
    mail.work(server, { wrap });
    mail.work(server, { wrap });
    const client = await mail.queue.getBackend().client;
    const lua = `return redis.call('HGET', redis.call('KEYS', ARGV[1])[1] or '', 'coolDown')`;
    client.defineCommand('coolDown', { numberOfKeys: 0, lua });
    const coolDown = () => client.runCommand('coolDown', [mail.queue.toKey('mail:login:*')]);
    await eventually(coolDown).toBe('40');
    accounts.alice = 'secret';
    await Promise.all([job, ...others].map(mail.ended));
    expect(await coolDown()).toBeNull();
    expect(server.messages).toHaveLength(3);
  });

  for (const options of [{}, { limiter: { max: 1000, duration: 1000 } }]) {
    test(`a worker with other credentials does not wait for the refused ones: ${JSON.stringify(options)}`, async () => {
      const server = await start({ accounts: { alice: 'secret' } });
      const mail = await openQueue();
      const wrong = { auth: { user: 'alice', pass: 'old' } };
      mail.work(server, { ...options, transport: wrong });
      const givenBack = new Promise<void>((resolve) => {
        mail.events.on('waiting', ({ prev }) => prev === 'active' && resolve());
      });
      const job = await mail.add();
      await givenBack;
      mail.work(server, options);
      expect(await (await mail.ended(job)).getState()).toBe('completed');
      expect(server.logins.map(({ accepted }) => accepted)).toEqual([false, true]);
    });
  }

  test('loginGuard: false fails the jobs', async () => {
    const server = await start({ accounts: { alice: 'other' } });
    const mail = await openQueue();
    mail.work(server, { wrap: { loginGuard: false } });
    const job = await mail.ended(await mail.add());
    expect(job.progress).toMatchObject({ lastFailure: { kind: 'AuthenticationFailed' } });
    expect(job.failedReason).toMatch(/^The server rejected the user name or the password\./);
  });

  test.each([
    [{ auth: null }, {}],
    [{ auth: {} }, {}],
    // A pool logs in with its own.
    [{ auth: { user: 'bob', pass: 'other' } }, { pool: true }],
  ])('a job with %j, which no login is made of, waits as all others do (%j)', async (parts, transport) => {
    const server = await start({ accounts: { alice: 'other' } });
    const mail = await openQueue();
    mail.work(server, { transport });
    const givenBack = new Promise<void>((resolve) => {
      mail.events.on('waiting', ({ prev }) => prev === 'active' && resolve());
    });
    const job = await mail.add(parts);
    await givenBack;
    expect(await job.getState()).not.toBe('failed');
  });

  test('the login of one message stands in nobody else’s way', async () => {
    const server = await start({ accounts: { alice: 'secret', tenant: 'other' } });
    const mail = await openQueue();
    mail.work(server);
    const tenants = await mail.ended(await mail.add({ auth: { user: 'tenant', pass: 'wrong' } }));
    expect(tenants.progress).toMatchObject({ lastFailure: { kind: 'AuthenticationFailed' } });
    expect(await (await mail.ended(await mail.add())).getState()).toBe('completed');
  });
});
