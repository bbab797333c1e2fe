import type { BuiltInRule } from '../rule.js';

/** Words that mean a recipient only in answer to RCPT. */
export const notFoundRecipientRules = (): readonly BuiltInRule[] => [
  {
    id: 'recipient.unknown-does-not-exist',
    when: {
      codes: ['4yz', '5yz'],
      phases: ['rcpt'],
      text: ['not exist*', 'not found', 'unknown', 'no such', 'so such', 'invalid*', 'not match an account*'],
      not: [
        'command*',
        'parameter*',
        'syntax*',
        'sender*',
        'option*',
        'argument*',
        'client host',
        'malformed',
        'rcpt to',
        'idna',
        'rfc 5321 address*',
        'dkim',
        'spf',
        'helo',
        'mailer',
        'your ip',
      ],
    },
    reason: 'recipient.unknown',
    source: 'RFC 5321 section 4.2.3: 550 mailbox not found, in answer to RCPT',
  },
];
