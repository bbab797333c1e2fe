import { inspect } from 'node:util';

/** Everything that a value shows to somebody who looks hard: hidden fields, causes, JSON. @param {unknown} value */
export function everythingOf(value) {
  const shown = inspect(value, {
    depth: 12,
    showHidden: true,
    maxStringLength: null,
    maxArrayLength: null,
    breakLength: Number.POSITIVE_INFINITY,
  });
  const stack = value instanceof Error ? String(value.stack) : '';
  return [shown, String(value), stack, JSON.stringify(value)].join('\n');
}

/** A line of a log, as text. @param {readonly unknown[]} args */
function lineOf(args) {
  // Quick for plain records, thorough where an error is in one.
  return JSON.stringify(args, (_key, value) => (value instanceof Error ? everythingOf(value) : value));
}

/** A logger that keeps what it is told, as text. */
export function keepingLogger() {
  /** @type {string[]} */
  const lines = [];
  /** @param {unknown[]} args */
  const keep = (...args) => {
    lines.push(lineOf(args));
  };
  return { lines, logger: { trace: keep, debug: keep, info: keep, warn: keep, error: keep, fatal: keep } };
}

/**
 * Every form in which the credentials may come back.
 *
 * @param {string} user
 * @param {string} secret
 * @param {readonly (readonly string[])[]} dialogues What clients said in each session: answers to challenges are secrets, too.
 */
export function secretForms(user, secret, dialogues) {
  const forms = [
    // A secret cut short is still most of it.
    secret.slice(0, 12),
    ...[
      secret,
      `\0${user}\0${secret}`,
      `${user}\0${user}\0${secret}`,
      `user=${user}\u0001auth=Bearer ${secret}\u0001\u0001`,
    ].map(base64),
  ];
  const answers = dialogues.flat().filter((line) => isDigest(line, user));
  return [...new Set([...forms, ...answers].map((form) => form.toLowerCase()))];
}

/** The first of the secrets that a text holds. @param {string} text @param {readonly string[]} forms In lower case. */
export function findSecret(text, forms) {
  const haystack = text.toLowerCase();
  return forms.find((form) => haystack.includes(form));
}

/** Without padding: a text may go on, or be cut short. @param {string} text */
function base64(text) {
  return Buffer.from(text).toString('base64').replace(/=+$/, '');
}

/** RFC 2195. @param {string} line @param {string} user */
function isDigest(line, user) {
  return /^[\w+/]{20,}=*$/.test(line) && Buffer.from(line, 'base64').toString().startsWith(`${user} `);
}
