import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeReply } from '../../src/reply/describe-reply.js';
import { enhancedCodes } from '../../src/reply/enhanced-codes.js';
import { replyCodes } from '../../src/reply/reply-codes.js';

describe('a reply code is described in words', () => {
  it('says of 221 that it is a graceful end that asks for nothing and delivers nothing', () => {
    expect(describeReply(221)).toEqual({
      code: '221',
      class: '2xx positive completion',
      tryAgain: expect.stringMatching(/^No need/),
      subject: 'connection',
      meaning: expect.stringMatching(/graceful end/i),
      whenYouSeeIt: expect.stringMatching(/QUIT.*never says that a message was accepted/),
      howToFix: expect.stringMatching(/nothing to do/i),
      source: 'RFC 5321 section 4.2.3',
      known: true,
    });
  });

  it('says of 535 that the credentials were rejected, and what to check', () => {
    const { class: name, meaning, howToFix, source } = describeReply(535);
    expect(name).toBe('5xx permanent negative');
    expect(meaning).toMatch(/rejected the credentials/);
    expect(howToFix).toMatch(/user and password.*app password.*mechanism/);
    expect(source).toContain('RFC 4954');
  });

  it('takes a code as text too', () => {
    expect(describeReply('535')).toEqual(describeReply(535));
  });

  it.each(
    [
      [211, 214, 220, 221, 235, 250, 251, 252, 253, 334, 354],
      [
        421, 422, 430, 431, 432, 435, 441, 442, 446, 447, 449, 450, 451, 452, 453, 454, 455, 458, 459, 471,
        499,
      ],
      [
        500, 501, 502, 503, 504, 510, 511, 512, 513, 515, 517, 521, 523, 524, 525, 530, 533, 534, 535, 538,
        541,
      ],
      [550, 551, 552, 553, 554, 555, 556, 557, 571],
    ].flat(),
  )('knows %i', (code) => {
    expect(describeReply(code)).toMatchObject({ code: `${code}`, known: true });
  });

  it('says of an unknown code what its digits say, and no more', () => {
    expect(describeReply(573)).toMatchObject({
      class: '5xx permanent negative',
      known: false,
      source: 'none',
      meaning: expect.stringContaining('no code 573'),
    });
    expect(describeReply(458).subject).toBe('mail system');
    expect(describeReply(299)).toMatchObject({ known: false, class: '2xx positive completion' });
  });
});

describe('an enhanced status code is described in words', () => {
  it('says of 5.7.8 that the credentials were rejected', () => {
    expect(describeReply('5.7.8')).toMatchObject({
      code: '5.7.8',
      class: '5.x.x permanent failure',
      subject: 'security or policy',
      meaning: 'The server rejected the credentials.',
      whenYouSeeIt: 'Beside 535 or 554.',
      source: 'RFC 4954',
      known: true,
    });
  });

  it('keeps meaning and class apart: 4.7.8 means the same and may pass', () => {
    expect(describeReply('4.7.8').meaning).toBe(describeReply('5.7.8').meaning);
    expect(describeReply('4.7.8').tryAgain).toMatch(/^Yes/);
    expect(describeReply('X.7.8')).toMatchObject({ code: 'x.7.8', tryAgain: 'The first number decides.' });
  });

  // The last detail of each subject in IANA's registry.
  it.each([
    [0, 0],
    [1, 10],
    [2, 4],
    [3, 6],
    [4, 7],
    [5, 6],
    [6, 10],
    [7, 30],
  ])('knows all of x.%i.0 to x.%i', (subject, last) => {
    for (let detail = 0; detail <= last; detail++)
      expect(describeReply(`5.${subject}.${detail}`), `${detail}`).toMatchObject({ known: true });
    expect(describeReply(`5.${subject}.${last + 1}`).known).toBe(false);
  });

  it("says of a vendor's own code only what its numbers say", () => {
    expect(describeReply('5.7.139')).toMatchObject({
      known: false,
      subject: 'security or policy',
      meaning: expect.stringContaining('no code x.7.139'),
    });
    expect(describeReply('5.9.1')).toMatchObject({ subject: 'nothing that the registry defines' });
  });
});

describe('what is no code is refused with a sentence', () => {
  it.each<[number | string, string]>([
    [199, '199'],
    [600, '600'],
    [53.5, '53.5'],
    [Number.NaN, 'NaN'],
    [5.7, '5.7'],
    ['535 5.7.8', '"535 5.7.8"'],
    ['3.7.8', '"3.7.8"'],
    ['5.7', '"5.7"'],
    ['constructor', '"constructor"'],
    ['', '""'],
  ])('%s', (code, shown) => {
    expect(() => describeReply(code)).toThrow(
      new TypeError(
        `Expected a reply code from 200 to 599, such as 535, or an enhanced status code, such as '5.7.8', but got ${shown}.`,
      ),
    );
  });
});

it('describes every code that digits can write, and nothing else', () => {
  const digits = fc.integer({ min: 0, max: 999 });
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 599 }), (code) => {
      expect(describeReply(code).class).toMatch(new RegExp(`^${`${code}`.charAt(0)}xx `));
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom('2', '4', '5', 'x'), digits, digits, (digit, subject, detail) => {
      const code = `${digit}.${subject}.${detail}`;
      expect(describeReply(code).code).toBe(code);
    }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double(), fc.integer()), (code) => {
      try {
        expect(describeReply(code).meaning).toMatch(/\.$/);
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
      }
    }),
  );
});

describe('the catalogue holds together', () => {
  const basic = Object.entries(replyCodes);
  const enhanced = Object.entries(enhancedCodes);

  it('writes every text as a sentence', () => {
    for (const [code, { meaning, whenYouSeeIt, howToFix }] of basic)
      for (const text of [meaning, whenYouSeeIt, howToFix]) expect(text, code).toMatch(/^[A-Z].*\.$/);
    for (const [code, { meaning, howToFix }] of enhanced)
      for (const text of [meaning, howToFix]) expect(text, code).toMatch(/^[A-Z].*\.$/);
  });

  it('names a standard for each code, or says that none has it', () => {
    for (const [code, { source }] of basic) expect(source, code).toMatch(/^(RFC \d{4} section|IANA|in use$)/);
    for (const [code, { source }] of enhanced) expect(source, code).toMatch(/^(RFC \d{4}|IANA)/);
  });

  it('asks for nothing where the server said yes', () => {
    for (const [code, { howToFix }] of basic)
      if (/^[23]/.test(code) && code !== '251') expect(howToFix, code).toMatch(/^Nothing to do/);
  });
});
