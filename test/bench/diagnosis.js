import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { execPath } from 'node:process';
import { diagnose } from 'nodemailer-smtp-errors/diagnose';
import { readRows } from '../accuracy/rows.js';
import { browserBundleBytes } from '../helpers/browser-bundle.js';
import { kilobytes, median, microseconds } from './measure.js';

/** @type {readonly (readonly [what: string, run: () => unknown, calls?: number])[]} */
const cases = [
  [
    'a wrong password',
    () => diagnose('535 5.7.8 Error: authentication failed: (reason unavailable)', { phase: 'auth' }),
  ],
  [
    'an unknown recipient',
    () =>
      diagnose(
        '550 5.1.1 <a@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
        {
          phase: 'rcpt',
        },
      ),
  ],
  ['a reply of five lines', () => diagnose(fiveLines, { phase: 'final-dot' })],
  ['a megabyte of hostile text', () => diagnose(hostile), 20],
  [
    'an error without a reply',
    () =>
      diagnose({
        code: 'ESOCKET',
        originalCode: 'ECONNREFUSED',
        command: 'CONN',
        message: 'connect ECONNREFUSED',
      }),
  ],
];

const fiveLines = [
  '550-5.7.26 Unauthenticated email from example.com is not accepted due to',
  "550-5.7.26 domain's DMARC policy. Please contact the administrator of",
  '550-5.7.26 example.com domain if this was a legitimate mail. Please visit',
  '550-5.7.26 https://support.google.com/mail/answer/2451690 to learn about the',
  '550 5.7.26 DMARC initiative. - gsmtp',
].join('\n');

const hostile = '550 5.7.1 (('.repeat(90_000);

const sets = new URL('../accuracy/sets/', import.meta.url);
const replies = readdirSync(sets)
  .flatMap((name) => readRows(new URL(name, sets)))
  .flatMap(({ reply }) => reply ?? []);

const first = `
import { diagnose } from 'nodemailer-smtp-errors/diagnose';
const start = performance.now();
diagnose('535 5.7.8 Error: authentication failed: (reason unavailable)', { phase: 'auth' });
process.stdout.write(String(performance.now() - start));`;

/** The first diagnosis of a process, in milliseconds, of eleven processes. */
const firstOfProcess = () =>
  median(
    Array.from({ length: 11 }, () =>
      Number(spawnSync(execPath, ['--input-type=module', '-e', first], { encoding: 'utf8' }).stdout),
    ),
  );

/** What understanding a failure takes. */
export function diagnosis() {
  const all = microseconds(() => replies.map((reply) => diagnose(reply)), 3) / replies.length;
  return [
    { what: 'First diagnosis of a process', figure: `${firstOfProcess().toFixed(1)} ms`, wanted: '≤ 10 ms' },
    ...cases.map(([what, run, calls]) => ({
      what: `Diagnosis of ${what}`,
      figure: `${microseconds(run, calls).toFixed(1)} µs`,
    })),
    {
      what: `Diagnosis of ${replies.length} replies, all different, each`,
      figure: `${all.toFixed(1)} µs`,
      wanted: '≤ 10 µs',
    },
    {
      what: '`./diagnose` in a browser, minified and gzipped',
      figure: kilobytes(browserBundleBytes()),
      wanted: '≤ 45 kB',
    },
  ];
}
