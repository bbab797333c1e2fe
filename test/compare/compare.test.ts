import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../src/compare/subject.js';
import { compare, topics } from '../../src/diagnose.js';
import { keyDifferences } from '../../src/reply/key-differences.js';

const { codes, enhancedCodes, reasons } = topics();
const names = [...codes, ...enhancedCodes, ...reasons];

/** A sentence: begins as one, ends as one, has nothing left open and no stutter. */
const SENTENCE = /^(?!.*(?:\.\.|undefined| {2}| ,|says says|;\.|:\.)).*[\w)@/'"]\.$/;

describe('any two of all codes and reasons', () => {
  test('are compared in sentences', () => {
    const all = names.map((name) => subjectOf(name)[1]);
    const bad = all.flatMap((a, index) =>
      all
        .slice(index + 1)
        .flatMap((b) => keyDifferences(a, b).filter((sentence) => !SENTENCE.test(sentence))),
    );
    expect(bad).toEqual([]);
  });

  test('have something in short that no other reply code has', () => {
    const short = codes.map((code) => compare(code, 221).a.inShort);
    expect(new Set(short).size).toBe(codes.length);
  });

  test('and each says what to use it for', () => {
    const uses = names.map((name) => compare(name, 221).a.whenToUse);
    expect(uses.filter((use) => !/^(?:To|Beside|Match on it to) .*\.$/.test(use))).toEqual([]);
  });
});

test('a code beside a reason', () => {
  const { a, b, keyDifferences } = compare(550, 'recipient.unknown');
  expect(a).toMatchObject({ name: '550', class: '5xx permanent negative', known: true });
  expect(b).toMatchObject({
    name: 'recipient.unknown',
    class: 'RecipientRejectedError',
    meaning: 'The recipient does not exist at that server.',
    tryAgain: 'Yes after a 4xx reply, no after a 5xx reply.',
    whenToUse: 'Match on it to tell whoever wrote the message.',
  });
  expect(keyDifferences[0]).toBe(
    '550 is the plain no to an address or a command, recipient.unknown means that nobody lives at this address.',
  );
});

test('two reasons that people take for one another', () => {
  expect(compare('connection.lost', 'delivery.unknown').keyDifferences[1]).toMatch(
    /could deliver it twice\.$/,
  );
});

test('a client is told what its own errors are: a refused login waits for a person', () => {
  expect(compare(221, 535).b.whenToUse).toBe(
    'To refuse a login with wrong credentials. A client raises AuthenticationFailedError (auth.invalid-credentials) and does not try again before a person has mended it.',
  );
  expect(compare(221, 535).a.whenToUse).toContain('takes it for no delivery');
});

test('one and the same has no differences', () => {
  expect(compare('auth.disabled', 'auth.disabled').keyDifferences).toEqual([]);
});

test('what is neither a code nor a reason is told so', () => {
  expect(() => compare(221, 'auth.nothing')).toThrow(
    /^Expected a reply code .*, or a reason, such as 'auth\.disabled', but got "auth\.nothing"\.$/,
  );
});
