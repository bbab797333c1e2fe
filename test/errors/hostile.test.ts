import { inspect } from 'node:util';
import nodemailer from 'nodemailer';
import { diagnose, formatError, isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { describe, expect, test } from 'vitest';
import { rejection } from '../helpers/collect.js';

const fail = (): never => {
  throw new Error('looked at');
};

/** Throws at whatever is done with it. */
function touchy(): object {
  const names = [
    'get',
    'has',
    'ownKeys',
    'getOwnPropertyDescriptor',
    'getPrototypeOf',
    'set',
    'defineProperty',
  ];
  return new Proxy(new Error('x'), Object.fromEntries(names.map((name) => [name, fail])));
}

function withGetter(name: string): object {
  return Object.defineProperty(new Error('550 5.1.1 no such user'), name, { enumerable: true, get: fail });
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function cyclic(): object {
  const error = new Error('x');
  return Object.assign(error, { cause: error, self: { error, list: [error] } });
}

/** Every object holds all of the next row: 200 to the power of four ways down. */
function dense(): object {
  let row: object[] = [{}];
  for (let depth = 0; depth < 5; depth += 1) row = Array.from({ length: 200 }, () => [...row]);
  return Object.assign(new Error('x'), { row });
}

function deep(): object {
  let cause = new Error('x');
  for (let depth = 0; depth < 20_000; depth += 1) cause = new Error('x', { cause });
  return cause;
}

const names = ['name', 'message', 'stack', 'code', 'command', 'response', 'responseCode', 'cause', 'details'];
const hostile: readonly (readonly [string, unknown])[] = [
  ['a proxy that throws', touchy()],
  ['a revoked proxy', revoked(new Error('x'))],
  ...names.map((name) => [`a getter of ${name} that throws`, withGetter(name)] as const),
  [
    'a field that throws',
    Object.assign(new Error('x'), { cause: touchy(), details: touchy(), list: [touchy()] }),
  ],
  [
    'a field inside a field that throws',
    Object.assign(new Error('x'), { details: { inner: withGetter('code') } }),
  ],
  ['a cycle', cyclic()],
  ['a dense one', dense()],
  ['a long chain of causes', deep()],
  ['a frozen one', Object.freeze(new Error('550 5.1.1 <bob@example.com> unknown'))],
  [
    'a class with a getter that throws',
    new (class extends Error {
      get code() {
        return fail();
      }
    })('x'),
  ],
  [
    'odd numbers',
    Object.assign(new Error('x'), { responseCode: Number.NaN, code: 1n, command: Symbol('x') }),
  ],
  ['an object', { message: 'x', reply: revoked([]) }],
  [
    'a reply whose code throws',
    {
      lines: [],
      text: 'x',
      code: 550,
      get enhancedCode() {
        return fail();
      },
    },
  ],
  [
    'an error of ours whose reply throws',
    {
      kind: 'x',
      reason: 'y',
      remediation: touchy(),
      transcript: revoked([]),
      reply: { code: 1e300, lines: revoked([]) },
    },
  ],
  ['undefined', undefined],
  ['null', null],
  ['a text', '550 5.1.1 no such user'],
  ['a symbol', Symbol('x')],
  ['a number', 1e300],
];

describe.each(hostile)('of %s', (_what, error) => {
  test('formatError makes lines, diagnose a diagnosis, and isSmtpError says no', () => {
    expect(Reflect.apply(formatError, undefined, [error])).toMatch(/^\w+: /);
    expect(Reflect.apply(diagnose, undefined, [error])).toHaveProperty('reason');
    expect(isSmtpError(error)).toBe(false);
  });

  test('a transport may fail with it, and its send with a typed error that can be logged', async () => {
    const transport = { name: 'hostile', version: '1', send: () => Promise.reject(error) };
    const mailer = wrapTransport(nodemailer.createTransport(transport), { retry: false });
    const failure = await rejection(
      mailer.sendMail({ from: 'a@example.com', to: 'bob@example.com', text: 'x' }),
    );
    if (!isSmtpError(failure)) throw failure;
    expect(inspect(failure)).not.toContain('<bob@');
    expect(JSON.parse(JSON.stringify(failure))).toMatchObject({ version: 1 });
    expect(formatError(failure)).toMatch(/^\w+: /);
  });
});

test('what others put on an error of ours may throw: its JSON goes without', async () => {
  const mailer = wrapTransport(nodemailer.createTransport({ host: '127.0.0.1', port: 1 }), { retry: false });
  const failure = await rejection(mailer.sendMail({ to: [], text: 'x' }));
  if (!isSmtpError(failure)) throw failure;
  Object.defineProperty(failure, 'level', { enumerable: true, get: fail });
  expect(JSON.parse(JSON.stringify(failure))).toMatchObject({ kind: failure.kind });
});
