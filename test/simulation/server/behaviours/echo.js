import fc from 'fast-check';
import { anywhere, behaviour } from './behaviour.js';

/** The forms in which a server may repeat what it was told. @type {Readonly<Record<string, (user: string, secret: string) => string>>} */
const forms = {
  'as given': (_user, secret) => secret,
  'in capitals': (_user, secret) => secret.toUpperCase(),
  'percent-encoded': (_user, secret) => encodeURIComponent(secret),
  NFD: (_user, secret) => secret.normalize('NFD'),
  'Latin-1 of its UTF-8': (_user, secret) => Buffer.from(secret, 'utf8').toString('latin1'),
  base64: (_user, secret) => Buffer.from(secret).toString('base64'),
  'base64, one off': (_user, secret) => Buffer.from(`x${secret}`).toString('base64'),
  'base64, two off': (_user, secret) => Buffer.from(`xy${secret}`).toString('base64'),
  PLAIN: (user, secret) => Buffer.from(`\0${user}\0${secret}`).toString('base64'),
  XOAUTH2: (user, secret) => Buffer.from(`user=${user}\x01auth=Bearer ${secret}\x01\x01`).toString('base64'),
  'over two lines': (_user, secret) => `${secret.slice(0, 9)}\r\n550-${secret.slice(9)}`,
};

const WORD = 'xxxxxxx ';

/** Nothing is cut off so near to the beginning. */
const NEAR = 900;

/** Refuses, and repeats a login in one of its forms, after so many other characters. */
export const echo = behaviour({
  phases: anywhere,
  how: fc.record({
    form: fc.constantFrom(...Object.keys(forms)),
    after: fc.oneof(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 980, max: 1030 }),
      fc.integer({ min: 4070, max: 4110 }),
      fc.integer({ min: 8170, max: 8200 }),
    ),
    code: fc.constantFrom('535', '550', '451'),
  }),
  kindOf({ form, after }) {
    if (after > NEAR) return 'far behind';
    const isEncoded = /base64|PLAIN|XOAUTH2/.test(form);
    return isEncoded && after % WORD.length !== 0 ? 'encoded, and glued to a word' : form;
  },
  act(means, { form, after, code }) {
    const login = means.told;
    const text = login ? (forms[form]?.(login.user, login.secret) ?? '') : '';
    const before = WORD.repeat(Math.ceil(after / WORD.length)).slice(0, after);
    const reply = `${before}${text} no`;
    means.raw(
      Buffer.from(
        text.includes('\r\n')
          ? `${code}-${reply.replaceAll('\r\n550-', `\r\n${code}-`)}\r\n${code} that is all\r\n`
          : `${code} ${reply}\r\n`,
        'utf8',
      ),
    );
  },
});
