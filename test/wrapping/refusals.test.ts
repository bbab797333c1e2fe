import nodemailer, { type Transporter } from 'nodemailer';
import SMTPTransport from 'nodemailer/lib/smtp-transport';
import { isSmtpError, isWrapped, wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { mail } from '../helpers/both-ways.js';
import { collectingLogger, rejection } from '../helpers/collect.js';

/** Calls wrapTransport as JavaScript would, without types. */
const wrap = (...args: unknown[]): unknown => Reflect.apply(wrapTransport, undefined, args);

test.each<[string, unknown, string]>([
  ['undefined', undefined, 'got undefined'],
  ['null', null, 'got null'],
  ['a number', 587, 'got 587'],
  ['a URL', 'smtp://127.0.0.1', 'got '],
  ['an options object', { host: '127.0.0.1', port: 25 }, 'got an object with host, port'],
  ['an empty object', {}, 'got an empty object'],
  ['an array', [], 'got an array'],
  ['a function', () => undefined, 'got a function'],
  ['the class of a transport', SMTPTransport, 'got a function'],
  ['nodemailer itself', nodemailer, 'got an object with createTransport'],
  ['an object whose send is no function', { send: true }, 'got an object with send'],
  ['a transporter of something else', { sendMail() {}, transporter: {} }, 'got an object with sendMail'],
])('%s is no transport: a TypeError says what was expected and what came', (_what, target, got) => {
  expect(() => wrap(target)).toThrow(TypeError);
  expect(() => wrap(target)).toThrow(
    'Expected the first argument of wrapTransport to be a transporter (what nodemailer.createTransport(…) returns) or a transport object with a send method',
  );
  expect(() => wrap(target)).toThrow(got);
});

test('a URL with a password in it is not repeated', () => {
  for (const url of ['smtp://u:hunter2@h', 'smtps://user:hunter2@mail.example.com']) {
    expect(() => wrap(url)).toThrow(TypeError);
    expect(() => wrap(url)).not.toThrow('hunter2');
  }
});

test('wrapping twice is a clear error, whichever way round', () => {
  const twice = /Expected a transport that is not wrapped yet; this one went through wrapTransport before\./;
  const mailer = wrapTransport(nodemailer.createTransport({ host: '127.0.0.1' }));
  expect(() => wrapTransport(mailer)).toThrow(twice);
  expect(() => wrapTransport(mailer.transporter)).toThrow(twice);
  expect(() => wrapTransport(nodemailer.createTransport(mailer.transporter))).toThrow(twice);
  const transport = wrapTransport(new SMTPTransport({ host: '127.0.0.1' }));
  expect(() => wrapTransport(transport)).toThrow(TypeError);
  expect(() => wrapTransport(nodemailer.createTransport(transport))).toThrow(twice);
});

describe('bad options get a sentence, and the transport stays as it was', () => {
  test.each<[unknown, string]>([
    ['retry', 'Expected options to be an object; got "retry".'],
    [null, 'Expected options to be an object; got null.'],
    [[], 'Expected options to be an object; got an array.'],
    [
      { retries: 2 },
      'Expected options to have only logger, log, retry, rules, stallTimeout, deadline, confirmDelivery, loginGuard, pace, credentials; it has retries.',
    ],
    [
      { logger: {} },
      "Expected logger to be console or a logger like pino's, with a method debug and warn; got an empty object.",
    ],
    [
      { logger: true },
      "Expected logger to be console or a logger like pino's, with a method debug and warn; got true.",
    ],
    [{ retry: 3 }, 'Expected retry to be an object or false; got 3.'],
    [{ retry: true }, 'Expected retry to be an object or false; got true.'],
    [{ retry: { retries: -1 } }, 'Expected retry.retries to be a whole number of at least 0; got -1.'],
    [{ retry: { retries: 1.5 } }, 'Expected retry.retries to be a whole number of at least 0; got 1.5.'],
    [{ retry: { factor: 0 } }, 'Expected retry.factor to be a number of at least 1; got 0.'],
    [
      { retry: { minTimeout: '1s' } },
      'Expected retry.minTimeout to be a number of milliseconds of at least 0; got "1s".',
    ],
    [{ loginGuard: 60 }, 'Expected loginGuard to be true, false or an object; got 60.'],
    [
      { loginGuard: { coolDown: 0 } },
      'Expected loginGuard.coolDown to be a number of milliseconds of at least 1; got 0.',
    ],
    [
      { loginGuard: { coolDown: 5000, longestCoolDown: 1000 } },
      'Expected loginGuard.longestCoolDown to be a number of milliseconds of at least coolDown (5000); got 1000.',
    ],
    [
      { log: { addresses: 1 } },
      'Expected log.addresses to be one of none, domain, hash, full, or true or false; got 1.',
    ],
    [
      { log: { addresses: 'mask' } },
      'Expected log.addresses to be one of none, domain, hash, full, or true or false; got "mask".',
    ],
    [
      { log: { addresses: 'hash', hashKey: 'short' } },
      'Expected log.hashKey to be a string or bytes, 16 or more of them; got fewer.',
    ],
    [
      { log: { hashKey: 42 } },
      'Expected log.hashKey to be a string or bytes, 16 or more of them; got a number.',
    ],
    [{ log: { replies: 'yes' } }, 'Expected log.replies to be true or false; got "yes".'],
    [{ log: { nested: 1 } }, 'Expected log.nested to be true or false; got 1.'],
    [
      { log: { levels: 'warn' } },
      'Expected log to have only level, failureLevel, partialLevel, addresses, serverText, replies, nested, hashKey; it has levels.',
    ],
    [
      { log: { level: 'all' } },
      'Expected log.level to be one of trace, debug, info, warn, error; got "all".',
    ],
    [
      { log: { partialLevel: 3 } },
      'Expected log.partialLevel to be one of trace, debug, info, warn, error; got 3.',
    ],
    [
      { log: { failureLevel: 'fatal' } },
      'Expected log.failureLevel to be one of trace, debug, info, warn, error; got "fatal".',
    ],
  ])('%o', async (options, sentence) => {
    await using server = await startScriptedServer({
      script: { mail: [undefined, '550 5.7.1 No', '550 5.7.1 No'] },
    });
    const { host, port } = server;
    const mailer = nodemailer.createTransport({ host, port });
    const transport = mailer.transporter;
    const snapshot = (value: object) => Object.getOwnPropertyDescriptors(value);
    const before = [snapshot(mailer), snapshot(transport), snapshot(Reflect.get(transport, 'options'))];
    expect(() => wrap(mailer, options)).toThrow(TypeError);
    expect(() => wrap(mailer, options)).toThrow(sentence);
    expect([snapshot(mailer), snapshot(transport), snapshot(Reflect.get(transport, 'options'))]).toEqual(
      before,
    );
    await mailer.sendMail(mail);
    expect(isSmtpError(await rejection(mailer.sendMail(mail)))).toBe(false);
    wrapTransport(mailer, { retry: false });
    expect(isSmtpError(await rejection(mailer.sendMail(mail)))).toBe(true);
  });

  test('rules that are no rules', () => {
    const mailer = nodemailer.createTransport({ host: '127.0.0.1' });
    expect(() => wrap(mailer, { rules: [{ id: 'x' }] })).toThrow(TypeError);
    expect(() => wrapTransport(mailer)).not.toThrow();
  });
});

describe('a transport that cannot be changed is refused whole', () => {
  class Plain {
    readonly name = 'plain';
    readonly version = '1';
    send(_mail: unknown, done: (error: Error | null, info: string) => void) {
      done(null, 'sent');
    }
  }

  test.each<[string, (transport: Plain) => void]>([
    ['frozen', Object.freeze],
    ['sealed', Object.seal],
    [
      'with a send that is fixed',
      (transport) => Object.defineProperty(transport, 'send', { value: transport.send }),
    ],
  ])('%s', async (_how, fix) => {
    const transport = new Plain();
    fix(transport);
    const before = Reflect.ownKeys(transport);
    expect(() => wrapTransport(transport)).toThrow(TypeError);
    expect(() => wrapTransport(transport)).toThrow(/^Expected a transport that can be changed/);
    expect(Reflect.ownKeys(transport)).toEqual(before);
  });
});

describe('where wrapping throws half-way, nothing is wrapped', () => {
  const fail = (): never => {
    throw new Error('no');
  };
  const touchy = { configurable: true, get: fail, set: fail };

  test.each<[string, (mailer: Transporter) => object, string]>([
    ['its logger cannot be set', ({ transporter }) => Reflect.get(transporter, 'logger'), 'warn'],
    ['its port cannot be read', ({ transporter }) => Reflect.get(transporter, 'options'), 'port'],
    ['it does not say what it listens to', ({ transporter }) => transporter, 'on'],
    ['its mailer does not say what it listens to', (mailer) => mailer, 'on'],
  ])('%s', (_why, owner, name) => {
    for (const pool of [false, true]) {
      const { logger } = collectingLogger();
      const auth = { user: 'alice', pass: 'secret' };
      const mailer = nodemailer.createTransport({ host: '127.0.0.1', auth, logger, pool });
      Object.defineProperty(owner(mailer), name, touchy);
      const parts = [
        mailer,
        mailer.transporter,
        ...['options', 'logger'].map((of) => Reflect.get(mailer.transporter, of)),
      ];
      const snapshot = () => parts.map((part) => Object.getOwnPropertyDescriptors(part));
      const before = snapshot();
      expect(() => wrapTransport(mailer)).toThrow('no');
      expect(snapshot()).toEqual(before);
      expect(isWrapped(mailer)).toBe(false);
      Reflect.deleteProperty(owner(mailer), name);
      expect(() => wrapTransport(mailer)).not.toThrow();
      expect(isWrapped(mailer)).toBe(true);
    }
  });

  test('credentials that have themselves in them are no reason to throw, and no others are taken for them', () => {
    const client: Record<string, unknown> = {};
    client['self'] = client;
    const auth = { type: 'custom', user: 'alice', method: 'X', options: { client, size: 10n } };
    expect(() =>
      wrapTransport(nodemailer.createTransport({ host: '127.0.0.1', auth } as object)),
    ).not.toThrow();
  });
});

test('isWrapped tells a wrapped transporter, its transport, and what is made of it, from anything else', () => {
  const plain = nodemailer.createTransport({ host: '127.0.0.1' });
  expect([plain, plain.transporter].map(isWrapped)).toEqual([false, false]);
  wrapTransport(plain);
  const object = wrapTransport(new SMTPTransport({ host: '127.0.0.1' }));
  const all = [plain, plain.transporter, object, nodemailer.createTransport(object)];
  expect(all.map(isWrapped)).toEqual([true, true, true, true]);
  const { proxy, revoke } = Proxy.revocable(object, {});
  revoke();
  const others = [
    undefined,
    null,
    1,
    'x',
    {},
    [],
    wrapTransport,
    SMTPTransport,
    nodemailer,
    { send: 1 },
    proxy,
  ];
  expect(others.map(isWrapped)).toEqual(others.map(() => false));
});
