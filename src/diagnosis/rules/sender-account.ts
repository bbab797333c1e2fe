import type { BuiltInRule } from '../rule.js';

/** Accounts that may not send any more. */
export const senderAccountRules = (): readonly BuiltInRule[] => [
  {
    id: 'sender.account-stopped',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        ['message sending', 'disabled'],
        ['outgoing mail', 'suspended'],
        'your account has been locked',
        'account has been blocked from sending',
        'modificare la password',
      ],
    },
    reason: 'auth.account-locked',
    source: 'RFC 5248 section 2.4: X.7.13, user account disabled; cPanel; Aruba; sending services',
  },
  {
    id: 'sender.answer-to-mail',
    when: {
      codes: ['4yz', '5yz'],
      phases: ['mail'],
      text: [
        'may not exist*',
        'does not exist*',
        'not found',
        'unknown',
        'invalid address*',
        'address must be specified',
        'not valid*',
        'is not allowed',
        'lookup failure*',
        'does not resolve*',
        'temporarily disabled',
        'recursive cname*',
      ],
      not: [
        'is not allowed to send mail from',
        'command*',
        'parameter*',
        'syntax*',
        'argument*',
        'option*',
        'helo',
        'ehlo',
        'client host',
        'ip address*',
        'spf',
        'dmarc',
        'dkim',
        'rfc 5321 address*',
        'rfc 2821 address*',
        'reverse dns',
        'ptr',
        'range',
        'ip',
      ],
    },
    reason: 'sender.rejected',
    source: 'RFC 5321 section 3.3: the answer to MAIL is about the sender',
  },
  {
    id: 'sender.account-stopped-at-mail',
    when: {
      codes: ['4yz', '5yz'],
      phases: ['mail'],
      text: [
        ['account*', 'suspended'],
        ['account*', 'blocked'],
        ['user', 'disabled'],
      ],
    },
    reason: 'auth.account-locked',
    source: 'RFC 5321 section 3.3: the answer to MAIL is about the sender; X.7.13, user account disabled',
  },
];
