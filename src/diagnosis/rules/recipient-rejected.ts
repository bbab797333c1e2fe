import type { BuiltInRule } from '../rule.js';

/** A recipient that does not take mail from this sender. */
export const refusingRecipientRules = (): readonly BuiltInRule[] => [
  {
    id: 'recipient.preferences',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        ['recipient*', 'denied'],
        'restricted characters',
        'recipient temporarily unavailable',
        'recipient preferences',
        'rejected by recipient*',
        'blocked by the recipient*',
        'user refuses',
        'user reject*',
        'only accepting mail from specific*',
        'members only',
        'not allowed to post',
        'not allowed to send to',
        'is restricted*',
        'delivery not authorized',
        'delivery is not allowed to this',
        'whitelisted by this recipient*',
        'does not accept incoming messages',
        'recipient rejected',
        '拒绝接收',
      ],
      not: ['spam', 'user unknown'],
    },
    reason: 'recipient.rejected',
    source: 'RFC 3463 section 3.8: X.7.1, delivery not authorized; RFC 5248; mailing lists and mailbox rules',
  },
];
