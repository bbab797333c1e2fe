import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { Tap } from './world/tap.js';

/** A dialogue as it passes the client's end: `> ` what it sends, `< ` what it is given. */
function listened(...lines: readonly string[]): Tap {
  const tap = new Tap(() => 0);
  for (const line of lines) {
    const bytes = Buffer.from(line.slice(2).replaceAll('\\n', '\r\n'), 'latin1');
    if (line.startsWith('>')) tap.sent(bytes);
    else tap.received(bytes);
  }
  return tap;
}

const opened = ['< 220 hello\\n', '> EHLO me\\n', '< 250-you\\n250 PIPELINING\\n'];
const envelope = [
  '> MAIL FROM:<m1x@a.example>\\n',
  '< 250 ok\\n',
  '> RCPT TO:<b@b.example>\\n',
  '< 250 ok\\n',
];

describe('a client cannot tell from the truth', () => {
  test.each<[what: string, believable: string | undefined, ...rest: string[]]>([
    ['an acceptance', 'acceptance', '> DATA\\n', '< 354 go\\n', '> text\\n.\\n', '< 250 queued\\n'],
    ['a refusal', 'refusal', '> DATA\\n', '< 354 go\\n', '> text\\n.\\n', '< 550 no\\n'],
    [
      'either, cut anywhere',
      'acceptance',
      '> DA',
      '> TA\\n',
      '< 35',
      '< 4 go\\n',
      '> text\\n.',
      '> \\n',
      '< 250',
      '<  q\\n',
    ],
    ['no reply at all', undefined, '> DATA\\n', '< 354 go\\n', '> text\\n.\\n'],
    ['221 for an acceptance', undefined, '> DATA\\n', '< 354 go\\n', '> text\\n.\\n', '< 221 bye\\n'],
  ])('%s', (_what, believable, ...rest) => {
    const tap = listened(...opened, ...envelope, ...rest);
    expect({ outOfStep: tap.outOfStep, believable: tap.passages[0]?.believable }).toEqual({
      outOfStep: false,
      believable,
    });
  });
});

describe('a client can tell', () => {
  test.each<[what: string, ...rest: string[]]>([
    ['an answer in the packet of the go-ahead', '> DATA\\n', '< 354 go\\n250 queued\\n', '> text\\n.\\n'],
    [
      'an answer while the message goes out',
      '> DATA\\n',
      '< 354 go\\n',
      '> text\\n',
      '< 250 queued\\n',
      '> .\\n',
    ],
    ['a reply that nobody asked for', '< 250 what\\n', '> DATA\\n', '< 354 go\\n', '> text\\n.\\n'],
    ['lines that disagree', '> DATA\\n', '< 354 go\\n', '> text\\n.\\n', '< 250-well\\n550 no\\n'],
    ['what is no reply', '> DATA\\n', '< 3 go\\n', '> text\\n.\\n', '< 250 queued\\n'],
  ])('%s', (_what, ...rest) => {
    const tap = listened(...opened, ...envelope, ...rest);
    expect(tap.outOfStep).toBe(true);
    expect(tap.passages[0]?.believable).toBeUndefined();
  });
});

test('after 250 to DATA no acceptance is to be believed', () => {
  const tap = listened(
    ...opened,
    ...envelope,
    '> DATA\\n',
    '< 250 go\\n',
    '> text\\n.\\n',
    '< 250 queued\\n',
  );
  expect(tap.passages[0]).toMatchObject({ dotLeft: true, believable: undefined });
});
