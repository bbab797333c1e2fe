import { EventEmitter, once } from 'node:events';
import { styleText } from 'node:util';
import { formatError } from 'nodemailer-smtp-errors';

/** @typedef {import('nodemailer-smtp-errors').LogRecord} LogRecord */
/** @typedef {import('nodemailer-smtp-errors').AnySmtpError} AnySmtpError */
/** @typedef {{ level: string, record: LogRecord, message: string }} Entry */

const width = Math.min(process.stdout.columns || 80, 100);
const colour = process.stdout.isTTY && !process.env['NO_COLOR'];
/** @type {(style: Parameters<typeof styleText>[0], text: string) => string} */
const paint = (style, text) => (colour ? styleText(style, text) : text);

let failures = 0;

/** @param {string} title */
export function scene(title) {
  console.log(`\n${paint('bold', title)}\n`);
}

export function blankLine() {
  console.log('');
}

/** @param {string} text */
export function say(text) {
  console.log(wrap(text, '  '));
}

/** Prints a promise and whether it was kept; the demo's exit code depends on it.
 *  @param {string} promise
 *  @param {boolean} kept */
export function check(promise, kept) {
  if (!kept) failures += 1;
  console.log(`  ${kept ? paint('green', '✓') : paint('red', '✗')} ${promise}`);
}

/** Prints an error as `formatError` writes it out.
 *  @param {AnySmtpError} error */
export function diagnostic(error) {
  console.log(formatError(error, { color: colour, width }));
}

/** @param {readonly string[]} lines `C: …` and `S: …` */
export function dialogue(lines) {
  for (const line of lines.flatMap((whole) => whole.split('\n'))) console.log(paint('dim', `    ${line}`));
}

/** @param {LogRecord} record */
export function show(record) {
  for (const [key, value] of Object.entries(record)) {
    console.log(
      wrap(String(value), `    ${paint('cyan', key)}${' '.repeat(Math.max(1, 29 - key.length))}`, 33),
    );
  }
}

/** A logger for `wrapTransport` that remembers its records; `until` resolves with the first that fits. */
export function remember() {
  /** @type {Entry[]} */
  const entries = [];
  const arrivals = new EventEmitter();
  /** @type {(level: string) => (...args: unknown[]) => void} */
  const at = (level) => (record, message) => {
    entries.push({ level, record: /** @type {LogRecord} */ (record), message: String(message) });
    arrivals.emit('entry');
  };
  /** @param {(entry: Entry) => boolean} fits */
  const until = async (fits) => {
    for (;;) {
      const found = entries.find(fits);
      if (found) return found;
      await once(arrivals, 'entry', { signal: AbortSignal.timeout(5000) });
    }
  };
  return { entries, until, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** A logger for Nodemailer that remembers the dialogue and whatever is at warn or error. */
export function listen() {
  /** @type {string[]} */
  const lines = [];
  /** @type {string[]} */
  const alarms = [];
  /** @type {(level: string) => (entry: { tnx?: string }, text: string) => void} */
  const at = (level) => (entry, text) => {
    if (entry.tnx === 'client') lines.push(`C: ${text}`);
    else if (entry.tnx === 'server') lines.push(...text.split('\n').map((line) => `S: ${line}`));
    if (level === 'warn' || level === 'error') alarms.push(text);
  };
  const logger = {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('error'),
  };
  return { lines, alarms, logger };
}

/** Ends the demo: 0 if every promise was kept. */
export function finish() {
  console.log(failures === 0 ? '\nAll of it happened as promised.\n' : `\n${failures} promise(s) broken.\n`);
  process.exitCode = failures === 0 ? 0 : 1;
}

/** @param {string} text @param {string} prefix @param {number} [indent] */
function wrap(text, prefix, indent = prefix.length) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && indent + line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return prefix + lines.join(`\n${' '.repeat(indent)}`);
}
