/** Replies that the rows decide of `src/diagnosis/rules/rate.ts`. */
export const rateExamples: Readonly<Record<string, readonly string[]>> = {
  'rate.greylisted': [
    '450 4.2.0 <a@example.com>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/',
    '451 4.7.1 Greylisting in action, please come back later',
  ],
  'rate.connections': [
    '421 4.7.0 mail.example.com Error: too many connections from 192.0.2.1',
    '421 example.com: Too many concurrent SMTP connections; please try again later.',
  ],
  'rate.recipients': ['452 4.5.3 Error: too many recipients', '550 5.5.3 too many recipients this day'],
};
