import { describe, expect, it } from 'vitest';
import { compareReplies } from '../../src/reply/compare-replies.js';
import { describeReply } from '../../src/reply/describe-reply.js';

it('tells 221 from 535 as a person would', () => {
  const { a, b, keyDifferences } = compareReplies(221, 535);
  expect(a).toEqual(describeReply(221));
  expect(b).toEqual(describeReply(535));
  expect(keyDifferences).toEqual([
    '221 is the polite end of a conversation, 535 says that nobody was let in.',
    expect.stringMatching(/^After 221 the connection is closed and nobody minds; after 535 /),
    'Neither of them says that a message was accepted.',
    '221 is no failure and needs no further try; 535 is final, and the same would fail again.',
    '221 comes in answer to QUIT, 535 comes in answer to AUTH.',
    'With 221, there is nothing to do; with 535, check the credentials (user and password).',
  ]);
});

describe('the differences', () => {
  it.each([
    [535, 534, /^With 535 the credentials are wrong; with 534 they may be right/],
    [421, 451, /^After 421 the connection is gone .*; after 451 the session goes on/],
    [450, 550, /never after a 450\.$/],
    [550, 554, /^550 mostly speaks of the address.* 554 mostly speaks of the message/],
    [530, 535, /^530 comes because there was no login/],
    [452, 552, /^With 452 there may be room tomorrow; with 552 a limit stays/],
    [250, 251, /^Both take the recipient/],
    [252, 250, /a bounce may still follow\.$/],
    [354, 250, /^After 354 the server has nothing yet; only the 250 after the final dot/],
  ])('of %i and %i have what people ask for, in either order', (a, b, sentence) => {
    expect(compareReplies(a, b).keyDifferences[1]).toMatch(sentence);
    expect(compareReplies(b, a).keyDifferences[1]).toMatch(sentence);
  });

  it('name what two codes share', () => {
    expect(compareReplies('4.7.8', '5.7.8').keyDifferences).toEqual([
      'Both say that the server rejected the credentials.',
      '4.7.8 is temporary, and the same may succeed later; 5.7.8 is final, and the same would fail again.',
      '4.7.8 comes beside any fitting reply code, 5.7.8 comes beside 535 or 554.',
      expect.stringMatching(/^With both, check the credentials/),
    ]);
    expect(compareReplies(535, '535').keyDifferences).toEqual([]);
  });

  it('claim nothing of a code that no standard has', () => {
    expect(compareReplies(299, 535).keyDifferences).toEqual([
      '299 has nothing but its class to say (2xx positive completion), 535 says that nobody was let in.',
      '299 is no failure and needs no further try; 535 is final, and the same would fail again.',
      expect.stringMatching(/^With 299, read the text of the reply; /),
    ]);
  });
});

it('refuses what is no code on either side', () => {
  expect(() => compareReplies(221, 0)).toThrow(/but got 0/);
  expect(() => compareReplies('QUIT', 535)).toThrow(/but got "QUIT"/);
});
