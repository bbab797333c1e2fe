import { bench, describe } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import { parseReply } from '../../src/reply/parse-reply.js';

describe('diagnose', () => {
  bench('a wrong password', () => {
    diagnose('535 5.7.8 Error: authentication failed: (reason unavailable)', { phase: 'auth' });
  });

  bench('an unknown recipient', () => {
    diagnose('550 5.1.1 <a@example.com>: Recipient address rejected: User unknown in virtual mailbox table', {
      phase: 'rcpt',
    });
  });

  bench('a reply of six lines', () => {
    diagnose(
      [
        '550-5.7.26 Unauthenticated email from example.com is not accepted due to',
        "550-5.7.26 domain's DMARC policy. Please contact the administrator of",
        '550-5.7.26 example.com domain if this was a legitimate mail. Please visit',
        '550-5.7.26 https://support.google.com/mail/answer/2451690 to learn about the',
        '550 5.7.26 DMARC initiative. - gsmtp',
      ].join('\n'),
      { phase: 'final-dot' },
    );
  });

  bench('an error without a reply', () => {
    diagnose({
      code: 'ESOCKET',
      originalCode: 'ECONNREFUSED',
      command: 'CONN',
      message: 'connect ECONNREFUSED',
    });
  });
});

describe('parseReply', () => {
  bench('one line', () => {
    parseReply('535 5.7.8 Error: authentication failed: (reason unavailable)');
  });
});
