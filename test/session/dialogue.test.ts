import { describe, expect, test } from 'vitest';
import { Dialogue } from '../../src/session/dialogue.js';
import type { Session } from '../../src/session/session.js';

/** `<` is received, `>` is sent, `.` says that the body is out, `x` that the server left. */
type Event = `<${string}` | `>${string}` | '.' | 'x';

const greeted: readonly Event[] = ['<220 x', '>EHLO y', '<250-x\n250-AUTH PLAIN LOGIN\n250 SIZE'];
const envelope: readonly Event[] = ['>MAIL FROM:<a@b>', '<250 ok', '>RCPT TO:<c@d>', '<250 ok'];
const pipelined: readonly Event[] = ['>MAIL FROM:<a@b>', '>RCPT TO:<c@d>', '>DATA', '<250 1', '<250 2'];
const body: readonly Event[] = ['>DATA', '<354 go', '.'];
const sent: readonly Event[] = [...greeted, ...envelope, ...body, '<250 queued'];

function followed(events: readonly Event[]): Session {
  const dialogue = new Dialogue('1');
  dialogue.connected();
  for (const event of events) {
    if (event === '.') dialogue.finishedBody();
    else if (event === 'x') dialogue.leftByServer();
    else if (event.startsWith('>')) dialogue.sent(event.slice(1));
    else dialogue.received(event.slice(1));
  }
  return dialogue;
}

const table: Readonly<Record<string, readonly [events: readonly Event[], facts: object]>> = {
  'nothing but a connection': [
    [],
    { phase: 'greeting', quiet: false, isFollowed: true, acceptsMessage: false },
  ],
  'a greeting': [['<220 x'], { phase: 'greeting', quiet: true, greeting: '220 x' }],
  'what EHLO offers': [greeted, { phase: 'ehlo', mechanisms: ['PLAIN', 'LOGIN'] }],
  'a login whose answers are no commands': [
    [...greeted, '>AUTH LOGIN', '<334 a', '>/* secret */', '<334 b', '>/* secret */', '<535 no'],
    { logins: 1, loginRefusal: { code: 535, phase: 'auth', command: 'AUTH LOGIN' } },
  ],
  'a second login: the refusal of the first stays': [
    [...greeted, '>AUTH XOAUTH2 x', '<535 no', '>AUTH XOAUTH2 y', '<454 busy'],
    { logins: 2, loginRefusal: { code: 535 }, lastReply: { code: 454 } },
  ],
  'a message that waits for DATA': [
    [...greeted, ...envelope, '>DATA'],
    { phase: 'data', acceptsMessage: false, dataReply: undefined },
  ],
  'a message on its way': [[...greeted, ...envelope, '>DATA', '<354 go'], { phase: 'body', quiet: false }],
  'a message that is out': [
    [...greeted, ...envelope, ...body],
    { phase: 'final-dot', agreedToMessage: true },
  ],
  'a message that was taken': [
    sent,
    {
      quiet: true,
      phase: 'final-dot',
      finalReplies: { expected: 1, received: [{ code: 250, phase: 'final-dot' }] },
    },
  ],
  'a pipelined message: each reply to its own command': [
    [...greeted, ...pipelined, '<354 go', '.', '<451 later'],
    { dataReply: { code: 354, command: 'DATA' }, finalReplies: { received: [{ code: 451 }] } },
  ],
  'DATA refused': [
    [...greeted, ...envelope, '>DATA', '<554 no'],
    { acceptsMessage: false, dataReply: { code: 554 }, finalReplies: { expected: 0, received: [] } },
  ],
  '250 to DATA: gone ahead on, and no go-ahead': [
    [...greeted, ...envelope, '>DATA', '<250 ok'],
    { acceptsMessage: true, agreedToMessage: false, phase: 'body' },
  ],
  'a yes to a recipient that is none': [
    [...greeted, '>MAIL FROM:<a@b>', '<250 ok', '>RCPT TO:<c@d>', '<221 bye'],
    { doubtfulRecipient: { code: 221 }, goodbye: { code: 221, phase: 'rcpt' } },
  ],
  'recipients that were refused, by their place': [
    [...greeted, ...envelope, '>RCPT TO:<e@f>', '<550 no', '>RCPT TO:<g@h>', '<250 ok'],
    { refusedRecipients: [{ place: 1, reply: { code: 550 } }] },
  ],
  'LMTP: a reply for each recipient that was accepted': [
    [
      ...['<220 x', '>LHLO y', '<250 x', ...envelope, '>RCPT TO:<e@f>', '<550 no', '>RCPT TO:<g@h>'],
      ...(['<250 ok', ...body, '<250 one', '<452 two'] as const),
    ] as readonly Event[],
    { quiet: true, finalReplies: { expected: 2, received: [{ code: 250 }, { code: 452 }] } },
  ],
  'the next message: nothing is left of the one before': [
    [...sent, ...envelope],
    { dataReply: undefined, acceptsMessage: false, finalReplies: { expected: 0, received: [] } },
  ],
  'a message after one whose MAIL was refused': [
    [...greeted, '>MAIL FROM:<a@b>', '<421 bye', '>MAIL FROM:<a@b>', '<250 ok'],
    { goodbye: undefined },
  ],
  'QUIT answered': [[...sent, '>QUIT', '<221 bye', 'x'], { closure: 'normal', goodbye: undefined }],
  'left by us': [sent, { closure: 'client' }],
  'left at rest': [[...sent, 'x'], { closure: 'server' }],
  'left with something in flight': [[...greeted, '>MAIL FROM:<a@b>', 'x'], { closure: 'lost' }],
  'a goodbye that answers nothing': [
    [...sent, '<421 idle'],
    { closure: 'server', goodbye: { code: 421, command: undefined } },
  ],
  'what is no reply': [['<SSH-2.0'], { lastReply: { code: 0, raw: 'SSH-2.0' } }],
};

describe('a dialogue is read as RFC 5321 has it', () => {
  test.each(Object.entries(table))('%s', (_name, [events, facts]) => {
    expect(followed(events)).toMatchObject(facts);
  });

  test('whoever is handed a session can read it, and not write it', () => {
    const session: Session = followed(sent);
    // @ts-expect-error It is read-only.
    const write = () => (session.goodbye = undefined);
    // @ts-expect-error What is heard, only the observer says.
    const hear = () => session.received('250 ok');
    expect([write, hear]).toHaveLength(2);
  });
});
