import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createScrub } from '../../src/session/scrub.js';
import { cleanServerText } from '../../src/session/server-text.js';
import { visible } from '../../src/session/visible.js';
import { secretForms } from '../helpers/secret-forms.js';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

describe('scrub', () => {
  test('whatever surrounds it, a secret does not come through', () => {
    const secret = fc.string({ minLength: 4, maxLength: 40 }).filter((text) => text.trim().length >= 4);
    const user = fc.string({ minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(secret, user, fc.string(), fc.string(), (pass, name, before, after) => {
        const scrub = createScrub(() => [{ user: name, secret: pass }]);
        fc.pre(!'[redacted]'.includes(pass.toLowerCase()));
        for (const form of [pass, base64(`\0${name}\0${pass}`)]) {
          // The marker next to what was around may spell the secret by chance.
          const marks = `${before}[redacted]${after}`;
          fc.pre(!marks.includes(form));
          expect(scrub(`${before} ${form} ${after}`)).not.toContain(form);
        }
      }),
    );
  });

  test('a secret of one to three characters is taken out where it stands alone, and words stay whole', () => {
    const scrub = createScrub(() => [{ user: 'bob', secret: 'pw' }]);
    expect(scrub('535 pw is not the pwd')).toBe('535 [redacted] is not the pwd');
    expect(scrub(`500 bad command ${base64('pw')}`)).toBe('500 bad command [redacted]');
  });

  test('a login of a user that is not known is taken out by its form', () => {
    const scrub = createScrub(() => []);
    expect(scrub(`500 unknown: AUTH PLAIN ${base64('\0eve\0hunter2')}`)).toBe(
      '500 unknown: AUTH PLAIN [redacted]',
    );
    expect(scrub(`500 ${base64('user=eve\x01auth=Bearer abc\x01\x01')}`)).toBe('500 [redacted]');
    expect(scrub('{"access_token":"ya29.abc","refresh_token":"1//0g"}')).toBe(
      '{"access_token":"[redacted]","refresh_token":"[redacted]"}',
    );
  });

  test('of a secret in any encoding nothing is left, not even its end', () => {
    for (const secret of [
      'Tr0ub4dor&3 "q?~>"/ü+',
      'abc?>abc?>~~~ÿÿÿ>>>???xyz',
      'ya29.a0-very/secret+ÿÿÿ>>?',
    ]) {
      const scrub = createScrub(() => [{ user: 'alice', secret }]);
      for (const form of secretForms('alice', secret)) {
        expect(scrub(`550 x ${form} y`)).toMatch(/^550 x \[redacted\](?:\[redacted\])?(?:=|%3D){0,2} y$/);
      }
    }
  });

  test('queue ids and other words that look like base64 stay', () => {
    const scrub = createScrub(() => [{ user: 'alice', secret: 'correct horse' }]);
    const reply = '250 2.0.0 OK 1700000000 d2e1a72fcca58-7ba01cbd0c4sm2144587b3a.12 - gsmtp';
    expect(scrub(reply)).toBe(reply);
  });

  test('no megabyte of anything makes it hang', () => {
    const scrub = createScrub(() => [{ user: 'alice', secret: 'correct horse battery' }]);
    for (const unit of ['AUTH ', 'AUTH PLAIN ', 'Bearer ', 'access_token ', 'A', 'c3Vz', '@', '"', 'user=']) {
      expect(scrub(unit.repeat(Math.ceil(2 ** 20 / unit.length))).length).toBeGreaterThan(0);
    }
  });
});

describe('text from a server', () => {
  test('comes out without any character that a terminal acts on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
        expect(visible(text)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });

  test('keeps the lines of a reply, whichever way they ended', () => {
    expect(cleanServerText('250-a\r\n250 b', (text) => text)).toBe('250-a\n250 b');
  });

  test('letters of every language stay as they are', () => {
    const text = 'Postfach überfüllt 邮箱已满 почтовый ящик переполнен 😀';
    expect(visible(text)).toBe(text);
  });
});
