import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import nodemailer, { type Transporter } from 'nodemailer';
import {
  channelNames,
  diagnose,
  type FailoverMessage,
  isSmtpError,
  reasons,
  wrapTransport,
} from 'nodemailer-smtp-errors';
import { failover } from 'nodemailer-smtp-errors/failover';
import { type Script, type ScriptedServer, startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { courseOf } from '../src/failover/courses.js';
import { failureExamples } from './diagnosis/failure-examples/index.js';
import { ruleExamples } from './diagnosis/rule-examples/index.js';
import { start } from './helpers/start.js';

const message = { from: 'a@example.com', to: 'b@example.com', subject: 'Hi', text: 'Hello' };
const auth = { user: 'alice', pass: 'secret' };

/** Where a reply is said: before the envelope, and within it. */
const places = {
  before: [
    ['greeting', 'greeting'],
    ['ehlo', 'ehlo'],
    ['auth', 'auth-response'],
  ],
  within: [
    ['mail', 'mail'],
    ['rcpt', 'rcpt'],
    ['data', 'data'],
    ['final-dot', 'final-dot'],
  ],
} as const;

interface Row {
  readonly reason: string;
  readonly where: string;
  readonly script: Script;
}

/** For each reason that a server gives a reply for: the first reply of either place that means it. */
const rows: readonly Row[] = Object.keys(reasons).flatMap((reason) =>
  (['before', 'within'] as const).flatMap((where) => {
    for (const [phase, step] of places[where]) {
      for (const reply of Object.values(ruleExamples).flat()) {
        // A single line: the script says it as it is.
        if (/^[45]\d\d [^\r\n]+$/.test(reply) && diagnose(reply, { phase }).reason === reason)
          return [{ reason, where: `${where}, at ${phase}`, script: { [step]: reply } }];
      }
    }
    return [];
  }),
);

const nothingKnown = { name: 'Error', message: 'Odd' };

/** The others: errors that a transport gives in the turn in which it is asked. */
const errors = Object.keys(reasons).flatMap((reason) => {
  const example = [...Object.values(failureExamples).flat(), nothingKnown].find(
    (error) => diagnose(error).reason === reason,
  );
  return example ? [{ reason, example }] : [];
});

let second: ScriptedServer;
beforeAll(async () => {
  second = await startScriptedServer();
  return () => second.close();
});

/** Why a message did not go out by the transporter in front, and who has it then. */
async function outcomeOf(transporter: Transporter) {
  const first = wrapTransport(transporter, { retry: false, loginGuard: false, pace: false });
  const next = wrapTransport(nodemailer.createTransport({ host: second.host, port: second.port }));
  const mailer = nodemailer.createTransport(failover([first, next], { names: ['first', 'second'] }));
  const switches: FailoverMessage[] = [];
  const note = (change: unknown) => switches.push(Object(change));
  const taken = second.messages.length;
  subscribe(channelNames.failover, note);
  try {
    const info = await mailer.sendMail(message);
    expect(info.transport).toBe('second');
    expect(second.messages.length).toBe(taken + 1);
    return { failure: switches[0]?.error, switches };
  } catch (failure) {
    expect(second.messages.length).toBe(taken);
    return { failure: isSmtpError(failure) ? failure : undefined, switches };
  } finally {
    unsubscribe(channelNames.failover, note);
  }
}

/** Holds an outcome against the table. */
function check(reason: string, { failure, switches }: Awaited<ReturnType<typeof outcomeOf>>): void {
  expect(failure?.reason).toBe(reason);
  const course = failure && courseOf(failure);
  expect(switches.map(({ from, to, until }) => ({ from, to, isLeftAlone: until !== undefined }))).toEqual(
    course === 'stay' ? [] : [{ from: 'first', to: 'second', isLeftAlone: course === 'leave-alone' }],
  );
}

describe('what a server says decides whether the next one is asked', () => {
  test.each(rows)('$reason, $where', async ({ reason, script }) => {
    const { host, port } = await start({ accounts: { alice: 'secret' }, script });
    check(reason, await outcomeOf(nodemailer.createTransport({ host, port, auth })));
  });
});

describe('so does what any other transport fails with', () => {
  test.each(errors)('$reason', async ({ reason, example }) => {
    const error = new Error();
    for (const [name, value] of Object.entries(example)) Object.defineProperty(error, name, { value });
    const transport = nodemailer.createTransport({
      name: 'Service',
      version: '1',
      send: (_mail, callback) => callback(error),
    });
    check(reason, await outcomeOf(transport));
  });
});

test('these are all reasons but the two that only a wrapper has: an outcome that nobody knows, a login not tried', () => {
  const tried = new Set([...rows, ...errors].map(({ reason }) => reason));
  expect(Object.keys(reasons).filter((reason) => !tried.has(reason))).toEqual([
    'auth.suspended',
    'delivery.unknown',
  ]);
});
