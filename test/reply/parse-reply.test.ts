import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseReply } from '../../src/reply/parse-reply.js';

describe('a reply of one line', () => {
  test.each([
    ['535 5.7.8 Authentication failed', { code: 535, enhancedCode: '5.7.8', text: 'Authentication failed' }],
    ['250 OK', { code: 250, text: 'OK' }],
    ['421', { code: 421, text: '' }],
    ['550 5.7.1', { code: 550, enhancedCode: '5.7.1', text: '' }],
    ['553 sorry, no (#5.7.1)', { code: 553, enhancedCode: '5.7.1', text: 'sorry, no' }],
    ['550 #5.1.0 Address rejected', { code: 550, enhancedCode: '5.1.0', text: 'Address rejected' }],
    ['554 (5.7.1) no', { code: 554, enhancedCode: '5.7.1', text: 'no' }],
    ['535 5.7.139 Authentication unsuccessful', { code: 535, enhancedCode: '5.7.139' }],
    ['501 RCPT TO not accepted: 5.7.1 This system', { code: 501, enhancedCode: '5.7.1' }],
  ])('%j is taken apart', (text, expected) => {
    expect(parseReply(text)).toMatchObject(expected);
  });

  test.each([
    '550 192.0.2.1 is listed',
    '550 5.1.1.1 is listed',
    '550 4.7.1 of another class',
    '554 mail from 5.7.1.2 refused',
    '554 5.7.1234 is too long for a detail',
  ])('%j has no enhanced code, because a number in the text is not one', (text) => {
    expect(parseReply(text)).not.toHaveProperty('enhancedCode');
  });
});

describe('a reply of several lines', () => {
  test.each(['\r\n', '\n', '\r'])('is read with its lines separated by %j', (separator) => {
    expect(parseReply(['535-5.7.8 one', '535 5.7.8 two', ''].join(separator))).toEqual({
      code: 535,
      enhancedCode: '5.7.8',
      lines: ['one', 'two'],
      text: 'one two',
    });
  });

  it('gets its code from the last line, as RFC 5321 says', () => {
    expect(parseReply('550-5.1.1 a\n550-5.1.2 b\n450 4.2.1 c')).toMatchObject({
      code: 450,
      enhancedCode: '4.2.1',
      text: 'a b c',
    });
  });

  it('keeps an enhanced code that stands on one line only', () => {
    expect(parseReply('550-Denied\n550-5.7.1 for a reason\n550 see http://example.com')).toMatchObject({
      enhancedCode: '5.7.1',
    });
  });

  it('may have been wrapped by whoever pasted it', () => {
    expect(parseReply('550 5.1.1 The account\n  does not exist')).toMatchObject({
      text: 'The account does not exist',
    });
  });
});

describe('a reply as people paste it', () => {
  test.each([
    [
      'Error: Invalid login: 535-5.7.8 Username\n535 5.7.8 see - gsmtp\n    at f (/a/index.js:784:19) {',
      535,
      'Username see - gsmtp',
    ],
    ['Message failed: 550 5.1.1 no', 550, 'no'],
    ["response: '535 Error: authentication failed',", 535, 'Error: authentication failed'],
    ['"response":"535-5.7.8 x\\n535 5.7.8 y","responseCode":535', 535, 'x y'],
    ['S: 221 2.0.0 Bye', 221, 'Bye'],
    ['<<< 550 no', 550, 'no'],
    ['SMTP Error 535: bad', 535, 'bad'],
    [
      'host mx.example.com[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO)',
      550,
      'no (in reply to RCPT TO)',
    ],
    ['Invalid greeting. response=554 no', 554, 'no'],
  ])('%j is found in what is around it', (text, code, rest) => {
    expect(parseReply(text)).toMatchObject({ code, text: rest });
  });

  test.each([
    '',
    '\r\n',
    'no reply at all',
    'connect ECONNREFUSED 127.0.0.1:587',
    'Sendmail exited with code 127',
    '1234 too many digits',
    '035 no such class',
  ])('%j is no reply', (text) => {
    expect(parseReply(text)).toBeUndefined();
  });
});

describe('hostile input', () => {
  it('never throws, and what it returns is bounded, whatever the string', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom('', '535 ', '550-5.'),
        (tail, head) => {
          const reply = parseReply(head + tail);
          if (reply) {
            expect(reply.code).toBeGreaterThanOrEqual(200);
            expect(reply.code).toBeLessThan(600);
          }
        },
      ),
    );
  });

  it('keeps at most 8 kB and a hundred lines of a reply of 1 MiB, and its last line decides', () => {
    const reply = parseReply(`${'550-x\r\n'.repeat(150_000)}450 4.3.0 the end\r\n`);
    expect(reply?.code).toBe(450);
    expect(reply?.enhancedCode).toBe('4.3.0');
    expect(reply?.lines.length).toBeLessThanOrEqual(101);
    expect(parseReply(`550 ${'x'.repeat(1 << 20)}`)?.text.length).toBeLessThanOrEqual(8192);
  });

  it('reads bytes that are not UTF-8 as they come', () => {
    expect(parseReply('535 Error: \u00c7\u00eb\ufffd')?.text).toBe('Error: \u00c7\u00eb\ufffd');
  });
});
