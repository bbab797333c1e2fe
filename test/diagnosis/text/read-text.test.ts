import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readText } from '../../../src/diagnosis/text/read-text.js';

describe('what a server says is read as words', () => {
  test.each([
    ["User doesn't exist", 'user does not exist'],
    ['cannot e-mail', 'can not email'],
    ['USER_UNKNOWN: no such user!', 'user unknown no such user .'],
    ['Límite diario; ungültig', 'limite diario ungultig'],
    ['用户名或密码错误。', '用 户 名 或 密 码 错 误 .'],
    ['사용자를 찾을', '사 용 자 를 찾 을'],
    ['blocked.If you want', 'blocked if you want'],
    ['see 5.7.1 and 00:05:00', 'see 5.7.1 and 00:05:00'],
    ['недействительный', 'недеиствительныи'],
  ])('%s', (text, words) => {
    expect(readText(text).words.join(' ')).toBe(words);
  });
});

describe('what a machine stamped is no text', () => {
  test.each([
    ['[BL1PR13CA0382.namprd13.prod.outlook.com 2023-04-17T10:00:00.000Z 08DB3F0000000000]', 'host time id'],
    ['<no-spam@blacklist.example.org>', 'address'],
    ['https://support.google.com/mail/?p=Spam', 'url'],
    ['support.google.com/mail/?p=Spam.', 'url'],
    ['192.0.2.1 2001:db8::1 ip=192.0.2.7', 'ip ip ip'],
    ['d2e1a72fcca58-7ba01c m1sm39010216uge.85', 'id id'],
    ['unknown[192.0.2.1]', 'host ip'],
  ])('%s', (text, kinds) => {
    const read = readText(text);
    expect(read.stamps.map(({ kind }) => kind).join(' ')).toBe(kinds);
    expect(read.words.filter((word) => !['ip', '.'].includes(word))).toEqual([]);
  });

  it('while codes that people look up are words', () => {
    expect(readText('LPN007_420 AUTH005 S3150 (HVU:B1)').words).toEqual(
      'lpn007 420 auth005 s3150 hvu b1'.split(' '),
    );
  });
});

it('takes any text, and makes no more words of it than it has characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(readText(text).words.length).toBeLessThanOrEqual(8 * text.length);
    }),
  );
});
