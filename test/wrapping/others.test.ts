import { EventEmitter, once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runInNewContext } from 'node:vm';
import nodemailer, { type MailMessage } from 'nodemailer';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test, vi } from 'vitest';
import { bothWays, mail } from '../helpers/both-ways.js';
import { collectingLogger, rejection } from '../helpers/collect.js';
import { nodemailerHas } from '../helpers/nodemailer-version.js';

describe('stream and JSON transports', () => {
  test('the stream transport gives the message as a stream or a buffer, as without wrapping', async () => {
    const streamed = await bothWays(
      () => nodemailer.createTransport({ streamTransport: true, newline: 'unix' }),
      async (mailer) => {
        const { message, ...info } = await mailer.sendMail(mail);
        return { info, message: message instanceof Readable ? await text(message) : '' };
      },
    );
    expect(streamed.wrapped).toEqual(streamed.bare);
    const buffered = await bothWays(
      () => nodemailer.createTransport({ streamTransport: true, newline: 'unix', buffer: true }),
      (mailer) => mailer.sendMail(mail),
    );
    expect(buffered.wrapped).toEqual(buffered.bare);
    expect(String(buffered.wrapped.message)).toBe(streamed.wrapped.message);
  });

  test('the JSON transport gives the same JSON as without wrapping', async () => {
    const { bare, wrapped } = await bothWays(
      () => nodemailer.createTransport({ jsonTransport: true }),
      (mailer) => mailer.sendMail({ ...mail, html: '<p>Hello</p>', bcc: 'carol@example.com' }),
    );
    expect(wrapped).toEqual(bare);
    expect(JSON.parse(wrapped.message)).toMatchObject({ subject: 'Hello', html: '<p>Hello</p>' });
  });

  test('a message that cannot be read is a MessageUnreadableError', async () => {
    const attachments = [{ path: '/nowhere/at/all.pdf' }];
    for (const options of [
      { streamTransport: true, buffer: true } as const,
      { jsonTransport: true } as const,
    ]) {
      const mailer = wrapTransport(nodemailer.createTransport(options));
      const { logger, records } = collectingLogger();
      const logged = wrapTransport(nodemailer.createTransport(options), { logger });
      const expected = { kind: 'MessageUnreadable', reason: 'message.source', delivery: 'not-sent' };
      expect(await rejection(mailer.sendMail({ ...mail, attachments }))).toMatchObject(expected);
      expect(await rejection(logged.sendMail({ ...mail, attachments }))).toMatchObject(expected);
      expect(records('smtp.client.send')).toMatchObject([{ 'error.type': 'message.source' }]);
      expect(records('smtp.client.send')[0]).not.toHaveProperty(['server.address']);
    }
  });

  test('transports without SMTP are not taken for servers because a proxy was configured', async () => {
    const { logger, records } = collectingLogger();
    const options = { jsonTransport: true as const, proxy: 'http://127.0.0.1:1' };
    const mailer = wrapTransport(nodemailer.createTransport(options), { logger });
    await mailer.sendMail(mail);
    await mailer.sendMail(mail);
    expect(records('smtp.client.send')).toHaveLength(2);
    expect(records('smtp.client.send')[1]).not.toHaveProperty(['server.address']);
  });
});

type Done = (error: Error | null, info?: never) => void;

/** Ten lines of a transport of somebody's own. */
function custom<I>(send: (mail: MailMessage<I>, done: (error: Error | null, info?: I) => void) => unknown) {
  return {
    name: 'custom',
    version: '1.0.0',
    sent: 0,
    send(message: MailMessage<I>, done: (error: Error | null, info: I) => void) {
      this.sent += 1;
      return Reflect.apply(send, undefined, [message, done]);
    },
  };
}

describe('a transport object of your own', () => {
  test('resolves with whatever it called back with', async () => {
    const infos = [{ messageId: 'x', custom: [1] }, 'a string', 17, true, undefined, null];
    for (const info of infos) {
      const { bare, wrapped } = await bothWays(
        () => nodemailer.createTransport<unknown>(custom<unknown>((_mail, done) => done(null, info))),
        (mailer) => mailer.sendMail(mail),
      );
      expect(wrapped).toBe(bare);
      expect(wrapped).toBe(info);
    }
  });

  test('has delivered what it says, also where nothing can be added to that or it cannot be read', async () => {
    const accepted = [mail.to];
    const infos: readonly [object, object][] = [
      [Object.freeze({ accepted, messageId: 'x' }), { accepted, recipients: [{ outcome: 'accepted' }] }],
      [{ accepted: mail.to }, { accepted: mail.to }],
      [
        {
          get rejected() {
            throw new Error('not now');
          },
        },
        {},
      ],
    ];
    for (const [info, expected] of infos) {
      const transport = custom<object>((_mail, done) => done(null, info));
      const mailer = nodemailer.createTransport(wrapTransport(transport));
      expect.soft(await mailer.sendMail(mail)).toMatchObject(expected);
    }
  });

  test('has its record speak of the message, whatever its service calls it and whoever it names', async () => {
    const { logger, records } = collectingLogger();
    const info = {
      messageId: 'id-of-the-service',
      envelope: { from: 1, to: [{ address: 'x@example.com' }] },
    };
    const transport = wrapTransport(
      custom<object>((_message, done) => done(null, info)),
      { logger, log: { addresses: 'full' } },
    );
    const mailer = nodemailer.createTransport(transport);
    expect(await mailer.sendMail({ ...mail, messageId: '<own@example.com>' })).toMatchObject(info);
    expect(records('smtp.client.send')).toMatchObject([
      { 'event.outcome': 'success', 'email.message_id': '<own@example.com>', 'email.to.address': [mail.to] },
    ]);
  });

  test('and one that speaks SMTP get a message that a plugin has frozen', async () => {
    await using server = await startScriptedServer();
    const { host, port } = server;
    const smtp = wrapTransport(nodemailer.createTransport({ host, port }));
    const own = nodemailer.createTransport(wrapTransport(custom<object>((_mail, done) => done(null, {}))));
    for (const mailer of [smtp, own]) {
      mailer.use('stream', ({ data }, done) => {
        Object.freeze(data);
        done();
      });
      expect(await mailer.sendMail(mail)).toBeDefined();
    }
    expect(server.messages).toHaveLength(1);
  });

  test('is given the mail that Nodemailer compiled, unchanged afterwards', async () => {
    const raws: string[] = [];
    const keys: unknown[] = [];
    await bothWays(
      () =>
        nodemailer.createTransport(
          custom<object>(async (message, done) => {
            raws.push(await text(message.message.createReadStream()));
            done(null, {});
            setImmediate(() => keys.push(Object.keys(message.message).sort()));
          }),
        ),
      async (mailer) => {
        await mailer.sendMail(mail);
        await new Promise((resolve) => setImmediate(resolve));
      },
    );
    expect(raws[1]).toBe(raws[0]);
    expect(keys).toHaveLength(2);
    expect(keys[1]).toEqual(keys[0]);
  });

  test('may ask the message for its stream more than once, also where that gives the same one', async () => {
    const raws: string[] = [];
    const mailer = nodemailer.createTransport(
      wrapTransport(
        custom<object>(async ({ message }, done) => {
          message.createReadStream();
          raws.push(await text(message.createReadStream().pipe(new PassThrough())));
          done(null, {});
        }),
      ),
    );
    mailer.use('stream', ({ message }, done) => {
      const stream = message.createReadStream();
      message.createReadStream = () => stream;
      done();
    });
    await mailer.sendMail({ ...mail, subject: 'Once' });
    expect(raws).toEqual([expect.stringContaining('Subject: Once')]);
  });

  const failures: readonly [string, (done: Done) => unknown, object][] = [
    [
      'calls back with an error',
      (done) => done(new Error('API said no')),
      { cause: { message: 'API said no' } },
    ],
    [
      'throws',
      () => {
        throw new TypeError('oops');
      },
      { kind: 'Misconfigured', cause: { message: 'oops' } },
    ],
    ['rejects', () => Promise.reject(new Error('rejected')), { cause: { message: 'rejected' } }],
    [
      'calls back with a string',
      (done) => Reflect.apply(done, undefined, ['no luck']),
      { cause: { message: 'no luck' } },
    ],
    [
      'calls back with a plain object',
      (done) => Reflect.apply(done, undefined, [{ code: 'ECONNREFUSED', message: 'nobody there' }]),
      { kind: 'ConnectionFailed', code: 'ECONNREFUSED', cause: { message: 'nobody there' } },
    ],
    [
      'calls back with an error of another realm, as under Jest',
      (done) => done(runInNewContext('Object.assign(new Error("elsewhere"), { code: "ECONNREFUSED" })')),
      { kind: 'ConnectionFailed', code: 'ECONNREFUSED', cause: { message: 'elsewhere' } },
    ],
    [
      'gives an SMTP reply of its own',
      (done) =>
        done(
          Object.assign(new Error('550 5.1.1 No'), { responseCode: 550, response: '550 5.1.1 No such user' }),
        ),
      { reply: { code: 550, enhancedCode: '5.1.1' }, responseCode: 550 },
    ],
  ];

  test.each(failures)(
    'that %s gives a typed error, one record, to promise and callback',
    async (_how, fail, expected) => {
      const { logger, records } = collectingLogger();
      const transport = custom<never>((_mail, done) => fail(done));
      const mailer = wrapTransport(nodemailer.createTransport(transport), { logger, retry: false });
      const error = await rejection(mailer.sendMail(mail));
      expect(isSmtpError(error)).toBe(true);
      expect(error).toMatchObject({ ...expected, messageId: mail.messageId, attempts: { length: 1 } });
      expect(records('smtp.client.send')).toHaveLength(1);
      const failure = await new Promise((resolve) => mailer.sendMail(mail, resolve));
      expect(failure).toMatchObject(expected);
      expect(transport.sent).toBe(2);
    },
  );

  test('keeps an error of another realm, as all of Node are under Jest, as the cause', async () => {
    const foreign: unknown = runInNewContext(
      'Object.assign(new Error("elsewhere"), { code: "ECONNREFUSED" })',
    );
    const transport = custom<never>((_mail, done) => Reflect.apply(done, undefined, [foreign]));
    const own = wrapTransport(nodemailer.createTransport(transport), { retry: false });
    const getSocket = (_options: object, done: (error: Error | null) => void): void => {
      Reflect.apply(done, undefined, [foreign]);
    };
    const smtp = wrapTransport(nodemailer.createTransport({ getSocket }), { retry: false });
    for (const mailer of [own, smtp]) {
      const error = await rejection(mailer.sendMail(mail));
      expect(error).toMatchObject({ kind: 'ConnectionFailed', code: 'ECONNREFUSED' });
      expect(Reflect.get(Object(error), 'cause')).toBe(foreign);
    }
  });

  test('that lost its connection without reading the message as a stream is not tried again: it may be out', async () => {
    const transport = custom<never>((message, done) =>
      message.normalize(() => done(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }))),
    );
    const mailer = wrapTransport(nodemailer.createTransport(transport), { retry: { minTimeout: 1 } });
    expect(await rejection(mailer.sendMail(mail))).toMatchObject({
      kind: 'DeliveryUnknown',
      delivery: 'unknown',
    });
    expect(transport.sent).toBe(1);
  });

  /** What a service's client failed with when it had read the whole message. */
  const afterReading = (error: Error) =>
    custom<never>((message, done) =>
      message.message
        .createReadStream()
        .on('end', () => done(error))
        .resume(),
    );
  const because = (code: string) => ({ cause: Object.assign(new Error('closed'), { code }) });

  test.each([
    new Error('Error: 408 Request Timeout'),
    new Error('503 Service Unavailable'),
    new Error('Daily user sending limit exceeded. Code: 429'),
    new Error('421 4.3.2 Service not available'),
    Object.assign(new Error('no'), { statusCode: 502 }),
    Object.assign(new Error('no'), { status: 408 }),
    new TypeError('fetch failed', because('UND_ERR_SOCKET')),
    new TypeError('oops'),
    new RangeError('oops'),
    new SyntaxError('Unexpected token <'),
  ])(
    "that fails with '%s' after it had read the message: it may be out, and is not sent again",
    async (error) => {
      const transport = afterReading(error);
      const mailer = wrapTransport(nodemailer.createTransport(transport), { retry: { minTimeout: 1 } });
      const expected = { delivery: 'unknown', retry: { safe: false } };
      expect(await rejection(mailer.sendMail(mail))).toMatchObject(expected);
      expect(transport.sent).toBe(1);
    },
  );

  test.each([
    [Object.assign(new Error('no'), { statusCode: 401 }), 'auth.invalid-credentials'],
    [Object.assign(new Error('no'), { status: 422 }), 'message.rejected'],
    [Object.assign(new Error('no'), { response: { status: 429 } }), 'rate.limited'],
    [new TypeError('fetch failed', because('ECONNREFUSED')), 'connection.refused'],
    [
      Object.assign(new TypeError('fetch failed'), {
        cause: new AggregateError([because('ENOTFOUND').cause], 'all failed'),
      }),
      'connection.dns',
    ],
  ])(
    "that fails with '%s' and says in a field that nothing was taken: not sent, %s",
    async (error, reason) => {
      const mailer = wrapTransport(nodemailer.createTransport(afterReading(error)), { retry: false });
      expect(await rejection(mailer.sendMail(mail))).toMatchObject({ reason, delivery: 'not-sent' });
    },
  );

  test.each([
    [
      'at once',
      () => {
        throw new RangeError('oops');
      },
    ],
    [
      'by an async function',
      async () => {
        throw new ReferenceError('oops');
      },
    ],
  ])('that throws an exception %s, before it has read anything, is set up wrong', async (_how, fail) => {
    const mailer = wrapTransport(nodemailer.createTransport(custom<never>(fail)), { retry: false });
    expect(await rejection(mailer.sendMail(mail))).toMatchObject({
      kind: 'Misconfigured',
      delivery: 'not-sent',
    });
  });

  test('that still reads a message when the deadline comes gets no more of it', async () => {
    const content = new PassThrough();
    const ends: unknown[] = [];
    let started = false;
    const transport = custom<object>(({ message }, done) => {
      started = true;
      message.build((error) => {
        ends.push(error);
        done(error, {});
      });
    });
    const mailer = wrapTransport(nodemailer.createTransport(transport), { deadline: 30, retry: false });
    const sent = rejection(mailer.sendMail({ ...mail, attachments: [{ content }] }));
    expect(await sent).toMatchObject({ delivery: 'not-sent', reason: 'connection.timeout' });
    expect(started).toBe(true);
    content.end('the rest');
    await vi.waitFor(() => expect(ends).toEqual([expect.any(Error)]));
  });

  test('that asks for a message after the deadline does not get it', async () => {
    const late = new EventEmitter();
    const raws: unknown[] = [];
    const transport = custom<object>(async ({ message }) => {
      await once(late, 'go');
      raws.push(await text(message.createReadStream()).catch((error: unknown) => error));
    });
    const mailer = wrapTransport(nodemailer.createTransport(transport), { deadline: 30 });
    // Whoever did not read it as a stream may have used the mail's own fields.
    expect(await rejection(mailer.sendMail(mail))).toMatchObject({ delivery: 'unknown' });
    late.emit('go');
    await vi.waitFor(() => expect(raws).toEqual([expect.any(Error)]));
  });

  test('that could not even connect is tried again', async () => {
    let calls = 0;
    const transport = custom<string>((_mail, done) => {
      calls += 1;
      if (calls > 1) done(null, 'sent');
      else done(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
    });
    const mailer = wrapTransport(nodemailer.createTransport<string>(transport), { retry: { minTimeout: 1 } });
    expect(await mailer.sendMail(mail)).toBe('sent');
  });

  test('keeps its private fields, prototype methods, accessors and own fields', async () => {
    class Private {
      readonly name = 'private';
      readonly version = '1';
      readonly queue: string[] = [];
      #sent = 0;
      get sent() {
        return this.#sent;
      }
      describe() {
        return `${this.name} sent ${this.#sent}`;
      }
      send(_mail: unknown, done: (error: Error | null, info: string) => void) {
        this.#sent += 1;
        done(null, this.describe());
      }
      isIdle() {
        return this.#sent > 0;
      }
      close() {
        this.queue.push('closed');
      }
    }
    const transport = new Private();
    expect(wrapTransport(transport)).toBe(transport);
    expect(transport).toBeInstanceOf(Private);
    expect(Object.keys(transport)).toEqual(['name', 'version', 'queue', 'mailer']);
    const mailer = nodemailer.createTransport<string>(transport);
    expect(mailer.isIdle()).toBe(false);
    expect(await mailer.sendMail(mail)).toBe('private sent 1');
    expect(mailer.isIdle()).toBe(true);
    expect(transport.sent).toBe(1);
    mailer.close();
    expect(transport.queue).toEqual(['closed']);
  });

  test.each<[string, (callback?: (error: Error | null, ok?: unknown) => void) => unknown]>([
    ['a promise', async () => true],
    ['a promise of something else', async () => ({ plan: 'free' })],
    ['a promise of nothing', async () => undefined],
    ['a value at once', () => true],
    ['nothing at once', () => undefined],
    ['a callback', (callback) => callback?.(null, true)],
    [
      'a callback, with its own promise',
      (callback) => (callback ? callback(null, true) : Promise.resolve(true)),
    ],
    [
      'a callback, later, from an async function',
      async (callback) => {
        setImmediate(() => callback?.(null, 'later'));
      },
    ],
  ])('that verifies with %s answers as without wrapping', async (how, verify) => {
    const create = () =>
      nodemailer.createTransport({
        ...custom<never>(() => undefined),
        verify: how.startsWith('a callback')
          ? (callback?: (error: Error | null, ok?: unknown) => void) => verify(callback)
          : () => verify(),
      });
    const takesCallback = how.startsWith('a callback');
    const { bare, wrapped } = await bothWays(create, async (mailer) =>
      takesCallback ? new Promise((resolve) => mailer.verify((_error, ok) => resolve(ok))) : mailer.verify(),
    );
    expect(wrapped).toEqual(bare);
  });

  test('that fails to verify rejects with a typed error, also where it throws', async () => {
    const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    for (const verify of [
      () => Promise.reject(error),
      () => {
        throw error;
      },
    ]) {
      const mailer = wrapTransport(nodemailer.createTransport({ ...custom<never>(() => undefined), verify }));
      expect(await rejection(mailer.verify())).toMatchObject({
        kind: 'ConnectionFailed',
        code: 'ECONNREFUSED',
      });
    }
  });

  test('may be shared by two transporters', async () => {
    const transport = wrapTransport(custom<string>((_mail, done) => done(null, 'sent')));
    const mailers = [
      nodemailer.createTransport<string>(transport),
      nodemailer.createTransport<string>(transport),
    ];
    for (const mailer of mailers) {
      expect(await mailer.sendMail(mail)).toBe('sent');
      if (!nodemailerHas('a limit of recipients')) continue;
      expect(
        isSmtpError(
          await rejection(mailer.sendMail({ ...mail, maxRecipients: 1, to: ['a@b.cd', 'e@f.gh'] })),
        ),
      ).toBe(true);
    }
  });
});
