import { expect, it } from 'vitest';
import { compareReplies } from '../../src/reply/compare-replies.js';
import { describeReply } from '../../src/reply/describe-reply.js';

it('tells 221 from 535 in class, meaning, and what to do', () => {
  const { a, b, keyDifferences } = compareReplies(221, 535);
  expect(a).toEqual(describeReply(221));
  expect(b).toEqual(describeReply(535));
  expect(keyDifferences).toEqual([
    'Class: 221 — 2xx positive completion. 535 — 5xx permanent negative.',
    expect.stringMatching(/^Meaning: 221 — A graceful end.* 535 — The server rejected the credentials\.$/),
    expect.stringMatching(/^When you see it: 221 — In answer to QUIT.* 535 — In answer to AUTH/),
    expect.stringMatching(
      /^How to fix it: 221 — Nothing to do.* 535 — Check the credentials.*app password.*mechanism/,
    ),
    expect.stringMatching(/^Try again: 221 — No need.* 535 — Not as it is/),
  ]);
});

it('names only what differs', () => {
  expect(compareReplies('4.7.8', '5.7.8').keyDifferences.map((line) => line.split(':')[0])).toEqual([
    'Class',
    'Try again',
  ]);
  expect(compareReplies(535, '535').keyDifferences).toEqual([]);
});

it('puts a reply code beside an enhanced one', () => {
  expect(compareReplies(535, '5.7.8').keyDifferences[0]).toBe(
    'Class: 535 — 5xx permanent negative. 5.7.8 — 5.x.x permanent failure.',
  );
});

it('refuses what is no code on either side', () => {
  expect(() => compareReplies(221, 0)).toThrow(/but got 0/);
  expect(() => compareReplies('QUIT', 535)).toThrow(/but got "QUIT"/);
});
