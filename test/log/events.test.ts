import { expect, test } from 'vitest';
import { eventNames, fields } from '../../src/log/fields.js';
import { everyEvent } from '../helpers/every-event.js';

test('an attempt that is followed by another leaves a debug record: what for, and how long the wait is', async () => {
  const { records } = await everyEvent();
  expect(records('smtp.client.attempt')).toEqual([
    {
      level: 'debug',
      'event.name': 'smtp.client.attempt',
      'event.outcome': 'failure',
      'event.duration': expect.any(Number),
      'server.address': '127.0.0.1',
      'server.port': expect.any(Number),
      'email.message_id': expect.any(String),
      'error.type': 'rate.greylisted',
      'smtp.error.kind': 'RateLimited',
      'smtp.response.status_code': 451,
      'smtp.response.enhanced_code': '4.7.1',
      'smtp.command': 'RCPT TO',
      'smtp.phase': 'rcpt',
      'smtp.attempt': 1,
      'smtp.retry.wait_ms': 0,
    },
  ]);
  expect(records('smtp.client.send')).toMatchObject([
    { level: 'warn' },
    {
      level: 'debug',
      'smtp.attempt': 2,
      'email.message_id': records('smtp.client.attempt')[0]?.['email.message_id'],
    },
    { level: 'debug', 'error.type': 'rate.limited' },
  ]);
});

test('a login that is suspended is one warning with what to do, and one that works again one info', async () => {
  const { records } = await everyEvent();
  const server = { 'server.address': '127.0.0.1', 'server.port': expect.any(Number) };
  const suspended = records('smtp.login.suspended');
  expect(suspended).toEqual([
    {
      level: 'warn',
      'event.name': 'smtp.login.suspended',
      'smtp.login.id': expect.any(String),
      ...server,
      'smtp.login.suspended_until': expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      'error.type': 'auth.invalid-credentials',
      'smtp.error.kind': 'AuthenticationFailed',
      'smtp.response.status_code': 535,
      'smtp.response.enhanced_code': '5.7.8',
      'smtp.remediation.summary': expect.any(String),
    },
  ]);
  expect(records('smtp.login.resumed')).toEqual([
    {
      level: 'info',
      'event.name': 'smtp.login.resumed',
      'smtp.login.id': suspended[0]?.['smtp.login.id'],
      ...server,
    },
  ]);
  expect(JSON.stringify([suspended, records('smtp.login.resumed')])).not.toMatch(/alice|"old|"new/);
});

test('a server that takes less than is sent is one info with what it takes', async () => {
  const { records } = await everyEvent();
  expect(records('smtp.pace.changed')).toEqual([
    {
      level: 'info',
      'event.name': 'smtp.pace.changed',
      'server.address': '127.0.0.1',
      'server.port': expect.any(Number),
      'smtp.pace.per_second': expect.any(Number),
      'smtp.pace.held_until': expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      'smtp.pace.waiting': 0,
    },
  ]);
});

test('replies are not recorded unless asked for', async () => {
  expect((await everyEvent({})).records('smtp.reply')).toEqual([]);
});

test('asked for, each reply is a trace record with its phase and command; its words only with serverText', async () => {
  const { records } = await everyEvent();
  const replies = records('smtp.reply');
  expect(replies.slice(0, 3)).toMatchObject([
    { level: 'trace', 'smtp.phase': 'greeting', 'smtp.response.status_code': 220 },
    { level: 'trace', 'smtp.phase': 'ehlo', 'smtp.response.status_code': 250, 'smtp.command': 'EHLO' },
    { level: 'trace', 'smtp.phase': 'auth', 'smtp.response.status_code': 535, 'smtp.command': 'AUTH PLAIN' },
  ]);
  expect(replies[0]).not.toHaveProperty('smtp.command');
  expect(JSON.stringify(replies)).not.toContain('smtp.response.text');
  const told = (await everyEvent({ replies: true, serverText: true })).records('smtp.reply');
  expect(told.map((reply) => reply['smtp.response.text'])).toContain(
    '<***@example.org>: Greylisted, try again in 0 seconds',
  );
});

test('messages have nothing in them that a logger could take for a format', async () => {
  const { calls } = await everyEvent();
  for (const { args } of calls)
    expect(args).toEqual([expect.any(Object), expect.stringMatching(/^[A-Za-z .:-]+$/)]);
});

test('every kind of event has a name of its own, and all of them happen', async () => {
  const { calls } = await everyEvent();
  const seen = new Set(calls.map(({ args: [record] }) => Object(record)['event.name']));
  expect([...seen].sort()).toEqual(Object.values(eventNames).sort());
});

test('no field’s name is the beginning of another: they nest', () => {
  const names = Object.keys(fields);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(names.filter((other) => other.startsWith(`${name}.`))).toEqual([]);
});
