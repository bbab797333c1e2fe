import { describe, expect, test } from 'vitest';
import { InStep } from '../../src/session/in-step.js';

/** `<` is received, `>` is sent, `.` says that the body is out. */
type Event = `<${string}` | `>${string}` | '.';

const greeted: readonly Event[] = ['<220 x\r\n', '>EHLO y', '<250-x\r\n250 SIZE\r\n'];
const envelope: readonly Event[] = ['>MAIL FROM:<a@b>', '<250 ok\r\n', '>RCPT TO:<c@d>', '<250 ok\r\n'];
const sent: readonly Event[] = [...greeted, ...envelope, '>DATA', '<354 go\r\n', '.', '<250 queued\r\n'];
const lmtp: readonly Event[] = [
  '<220 x\r\n',
  '>LHLO y',
  '<250 x\r\n',
  '>MAIL FROM:<a@b>',
  '<250 ok\r\n',
  '>RCPT TO:<c@d>',
  '<250 ok\r\n',
  '>RCPT TO:<e@f>',
  '<250 ok\r\n',
  '>RCPT TO:<g@h>',
  '<550 no\r\n',
  '>DATA',
  '<354 go\r\n',
  '.',
];

function follow(events: readonly Event[]): InStep {
  const inStep = new InStep();
  for (const event of events) {
    if (event === '.') inStep.bodyOut();
    else if (event.startsWith('>')) inStep.sent(event.slice(1));
    else inStep.received(event.slice(1));
  }
  return inStep;
}

/** The same, with every byte received by itself. */
function byteByByte(events: readonly Event[]): readonly Event[] {
  return events.flatMap((event): readonly Event[] =>
    event.startsWith('<') ? [...event.slice(1)].map((byte): Event => `<${byte}`) : [event],
  );
}

const inStep: Readonly<Record<string, readonly Event[]>> = {
  'a message': sent,
  'two messages': [...sent, ...sent.slice(greeted.length)],
  'RSET in between': [...sent, '>RSET', '<250 ok\r\n', ...sent.slice(greeted.length)],
  'a pipelined message': [
    ...greeted,
    '>MAIL FROM:<a@b>',
    '>RCPT TO:<c@d>',
    '>DATA',
    '<250 ok\r\n250-yes\r\n250 yes\r\n354 go\r\n',
    '.',
    '<250 queued\r\n',
  ],
  'everybody refused, pipelined, and DATA taken': [
    ...greeted,
    '>MAIL FROM:<a@b>',
    '>RCPT TO:<c@d>',
    '>DATA',
    '<250 ok\r\n550 no\r\n354 go\r\n',
    '>.',
    '<554 nobody\r\n',
  ],
  'everybody refused, pipelined, and a strange yes to DATA': [
    ...greeted,
    '>MAIL FROM:<a@b>',
    '>RCPT TO:<c@d>',
    '>DATA',
    '<250 ok\r\n550 no\r\n250 well\r\n',
  ],
  'LMTP, an answer for each recipient': [...lmtp, '<250 a\r\n550 b\r\n'],
  'a refused message': [...sent.slice(0, -1), '<550-5.7.1 no\r\n550 5.7.1 spam\r\n'],
  'an answer to AUTH that looks like DATA': [...greeted, '>AUTH LOGIN', '<334 x\r\n', '>DATA', '<334 y\r\n'],
  'empty lines': [...greeted, '<\r\n\r\n', ...envelope],
  'a bare code': [...greeted, ...envelope, '>DATA', '<354\r\n', '.', '<250\r\n'],
  'line feeds only': ['<220 x\n', '>EHLO y', '<250 x\n'],
};

describe('in step', () => {
  test.each(Object.entries(inStep))('%s', (_what, events) => {
    for (const followed of [follow(events), follow(byteByByte(events))]) {
      expect(followed).toMatchObject({ outOfStep: undefined, saidGoodbye: false });
    }
  });
});

describe('a goodbye that nobody asked for breaks nothing', () => {
  test.each<[string, readonly Event[]]>([
    ['221 on an idle connection', [...sent, '<221 bye\r\n']],
    ['421 on an idle connection', [...sent, '<421-4.4.2\r\n421 4.4.2 idle\r\n']],
    ['221 with the answer to the message', [...sent.slice(0, -1), '<250 queued\r\n221 bye\r\n']],
    ['421 that crosses a command', [...sent, '<42', '>MAIL FROM:<a@b>', '<1 idle\r\n']],
    ['a bare 421', [...sent, '<421\r\n']],
  ])('%s', (_what, events) => {
    for (const followed of [follow(events), follow(byteByByte(events))]) {
      expect(followed).toMatchObject({ outOfStep: undefined, saidGoodbye: true });
    }
  });
});

const beforeDot = [...greeted, ...envelope, '>DATA'] as const;

describe('out of step', () => {
  test.each<[string, string, readonly Event[]]>([
    ['unasked', 'a second greeting', ['<220 x\r\n220 x\r\n']],
    [
      'unasked',
      'the replies to all that will be asked',
      ['<220 x\r\n', '>EHLO y', '<250 x\r\n250 a\r\n354 c\r\n'],
    ],
    ['unasked', 'a reply on an idle connection', [...sent, '<250 dup\r\n']],
    ['unasked', 'a reply that began before its command', [...sent, '<25', '>MAIL FROM:<a@b>', '<0 ok\r\n']],
    ['unasked', 'two answers to one message', [...sent.slice(0, -1), '<250 a\r\n250 b\r\n']],
    ['unasked', 'LMTP, an answer too many', [...lmtp, '<250 a\r\n250 b\r\n250 c\r\n']],
    [
      'unasked',
      'words in clear behind the yes to STARTTLS',
      [...greeted, '>STARTTLS', '<220 go\r\n250 x\r\n'],
    ],
    ['mixed-codes', '250- and 550', [...sent.slice(0, -1), '<250-checking\r\n550 no\r\n']],
    ['mixed-codes', '451- and 250', [...sent.slice(0, -1), '<451-wait\r\n250 queued\r\n']],
    ['mixed-codes', 'a line without a code', [...sent.slice(0, -1), '<250-one\r\ntwo\r\n']],
    ['no-go-ahead', '3', [...beforeDot, '<3 go\r\n']],
    ['no-go-ahead', '35', [...beforeDot, '<35 go\r\n']],
    ['no-go-ahead', '2ab', [...beforeDot, '<2ab go\r\n']],
    ['no-go-ahead', '221', [...beforeDot, '<221 go\r\n']],
    ['no-go-ahead', '250', [...beforeDot, '<250 go\r\n']],
    ['no-go-ahead', '399', [...beforeDot, '<399 go\r\n']],
    ['no-go-ahead', '3545', [...beforeDot, '<3545 go\r\n']],
    ['before-the-dot', '250 with the 354', [...beforeDot, '<354 go\r\n250 queued\r\n']],
    ['before-the-dot', 'half a reply', [...beforeDot, '<354 go\r\n', '<25']],
    ['before-the-dot', 'a goodbye', [...beforeDot, '<354 go\r\n', '<421 bye\r\n']],
  ])('%s: %s', (why, _what, events) => {
    expect(follow(events).outOfStep).toBe(why);
    expect(follow(byteByByte(events)).outOfStep).toBe(why);
  });

  test('it stays so', () => {
    const followed = follow([...sent, '<250 dup\r\n', '>MAIL FROM:<a@b>', '<250 ok\r\n']);
    expect(followed.outOfStep).toBe('unasked');
  });

  test('takes linear time, however the lines come', () => {
    const followed = follow([...greeted, '>NOOP']);
    for (let count = 0; count < 100_000; count += 1) followed.received('250-');
    expect(followed.outOfStep).toBeUndefined();
  });
});
