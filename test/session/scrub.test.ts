import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
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

  const user = 'alice@example.com';
  const pass = 'Größe-42 "q?~>"/+x\\y';
  const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
  const behind = (text: string, count: number) => base64('x'.repeat(count) + text).replace(/=+$/, '');
  const percent = (text: string) =>
    [...Buffer.from(text, 'utf8')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const plain = base64(`\0${user}\0${pass}`);
  const xoauth2 = base64(`user=${user}\x01auth=Bearer ${pass}\x01\x01`);

  test.each([
    ['as given', pass],
    ['in capitals', pass.toUpperCase()],
    ['NFD', pass.normalize('NFD')],
    ['NFC', pass.normalize('NFC')],
    ['as Latin-1 of its UTF-8', latin1(pass)],
    ['as Latin-1 of its UTF-8, twice', latin1(latin1(pass))],
    ['NFD, as Latin-1 of its UTF-8', latin1(pass.normalize('NFD'))],
    ['percent-encoded', encodeURIComponent(pass)],
    ['every byte percent-encoded', percent(pass)],
    ['escaped as in JSON', JSON.stringify(pass).slice(1, -1)],
    ['base64', base64(pass)],
    ['base64 of its Latin-1', Buffer.from(pass, 'latin1').toString('base64')],
    ['base64, one off', behind(pass, 1)],
    ['base64, two off', behind(pass, 2)],
    ['base64 behind four words', behind(pass, 28)],
    ['the answer of PLAIN', plain],
    ['the answer of PLAIN behind a hyphen', `PLAIN-${plain}`],
    ['the answer of PLAIN behind a slash', `/${plain}`],
    ['the answer of PLAIN within a word', `abcde${plain.replace(/=+$/, '')}fghij`],
    ['the answer of XOAUTH2', xoauth2],
    ['the answer of XOAUTH2 in a link', encodeURIComponent(xoauth2)],
    ['the end of the answer of PLAIN', plain.slice(-16)],
    ['its beginning', pass.slice(0, 9)],
    ['its end', pass.slice(-9)],
    ['its middle', pass.slice(3, 12)],
    ['cut short in base64', base64(pass).slice(0, 14)],
    ['over two lines', `${pass.slice(0, 5)}\r\n550-${pass.slice(5)}`],
    ['over two lines with enhanced codes', `${pass.slice(0, 5)}\n550-5.7.1 ${pass.slice(5)}`],
    ['base64 over two lines', `${plain.slice(0, 7)}\r\n550-${plain.slice(7)}`],
    ['base64 over many lines', [...plain].join('\r\n550-')],
    ['the Basic of HTTP', base64(`${user}:${pass}`)],
  ])('a secret does not come through %s', (_name, form) => {
    const scrub = createScrub(() => [{ user, secret: pass }]);
    const clean = scrub(`550-before ${form} after\r\n550 end`);
    expect(clean).toMatch(/^550-before (?:\[redacted\](?:\r?\n550-(?:5\.7\.1 )?)?)+ after\r\n550 end$/);
  });

  test.each([
    ['with a line break at its end', 'sekret-pw-12\n', 'bad (sekret-pw-12)', 'bad ([redacted])'],
    ['in quotes', '"sekret-pw-12"', 'bad (sekret-pw-12)', 'bad ([redacted])'],
    ['in groups', 'abcd efgh ijkl mnop', 'bad abcdefghijklmnop', 'bad [redacted]'],
    ['short, quoted by the server', 'ab1', 'bad password "ab1".', 'bad password "[redacted]".'],
    ['short, in a word', 'ab1', 'bad label ab12', 'bad label ab12'],
    ['that is the code of the reply', '535', '535 5.7.8 no, 535', '535 5.7.8 no, [redacted]'],
    ['of letters', 'sunshine', '535 no SunShine', '535 no [redacted]'],
    ['that begins with a word', 'password123', 'Username and Password not accepted', undefined],
    ['that is made of words', 'authentic user base', 'no authentic user', 'no [redacted]'],
  ])('a secret %s', (_name, secret, reply, clean) => {
    expect(createScrub(() => [{ secret }])(reply)).toBe(clean ?? reply);
  });

  test.each([
    '250-AUTH LOGIN XOAUTH2',
    '250-smtp.example.com\n250-AUTH PLAIN LOGIN XOAUTH2 OAUTHBEARER CRAM-MD5 SCRAM-SHA-256\n250 8BITMIME',
    '250-auth login xoauth2 cram-md5 scram-sha-256-plus',
    'AUTH PLAIN is disabled',
    'C: AUTH PLAIN /* secret */',
    '504 5.5.4 AUTH CRAM-MD5 unsupported, use AUTH LOGIN or AUTH XOAUTH2.',
    'authentication failed: Bearer token is missing',
  ])('%j stays readable', (text) => {
    expect(createScrub(() => [{ user, secret: pass }])(text)).toBe(text);
  });

  test('the code of a reply is no part of the base64 after it', () => {
    const scrub = createScrub(() => [{ user, secret: pass }]);
    expect(scrub(`535-${plain.slice(0, 24)}\n535 ${plain.slice(24)}`)).toBe('535-[redacted]\n535 [redacted]');
  });

  test('what is not asked for any more is forgotten, and what is asked for is known', () => {
    const secretOf = (count: number) => createHash('sha256').update(String(count)).digest('hex').slice(0, 20);
    let known: { secret: string }[] = [];
    const scrub = createScrub(() => known);
    for (let count = 0; count < 1000; count += 1) {
      known = [{ secret: secretOf(count) }];
      expect(scrub(`no ${secretOf(count)}`)).toBe('no [redacted]');
    }
    expect(scrub(secretOf(1))).toBe(secretOf(1));
  });

  test.each([
    ['blanks', 'x '],
    ['its beginning', pass.slice(0, 6)],
    ['the secret', pass],
    ['base64 without a blank', plain.slice(0, 12)],
    ['escapes', '%41'],
    ['backslashes', '\\'],
    ['lines', 'a\n'],
    ['lines of a reply', '550-\r\n'],
    ['hexadecimal in base64', base64('0123456789ab')],
  ])('a megabyte of %s takes some tens of milliseconds', (_name, unit) => {
    const scrub = createScrub(() => [{ user, secret: pass }, { secret: 'abcd' }]);
    const text = unit.repeat(Math.ceil(2 ** 20 / unit.length));
    scrub(text.slice(0, 2 ** 16));
    const started = process.cpuUsage();
    scrub(text);
    const { user: took } = process.cpuUsage(started);
    // Ten times what it takes, in microseconds: other programs run here, too.
    expect(took).toBeLessThan(1_000_000);
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
