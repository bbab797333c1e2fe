import { diagnose } from 'nodemailer-smtp-errors/diagnose';
import { microseconds } from './measure.js';

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

/** What understanding a failure takes. */
export function diagnosis() {
  return cases.map(([what, run, calls]) => ({
    what: `Diagnosis of ${what}`,
    figure: `${microseconds(run, calls).toFixed(1)} µs`,
  }));
}
