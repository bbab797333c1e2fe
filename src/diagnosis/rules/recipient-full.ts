import type { BuiltInRule } from '../rule.js';
import { pairs } from './pairs.js';

/** A mailbox without room. */
export const fullMailboxRules = (): readonly BuiltInRule[] => [
  {
    id: 'recipient.full',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        'quota',
        'over quote*',
        ...pairs(
          ['mailbox', 'mail box', 'inbox', 'mailfolder*', 'maildir*', 'user', 'account*', 'recipient*'],
          ['full'],
        ),
        ...pairs(
          ['space*', 'storage'],
          ['used up', 'not enough', 'exceed*', 'out of', 'limit*', 'insufficient', 'no more'],
        ),
        ...pairs(
          ['mailbox', 'mail box', 'maildir*', 'recipient*'],
          [
            'maximum size',
            'maximum allowed',
            'size limit*',
            'has exceeded',
            'would exceed*',
            'overdrawn*',
            'too many messages',
          ],
        ),
        'does not have enough space*',
        'not have enough space*',
        'mailbox size',
        'insufficient mailbox',
        'user has too many messages',
        'boite du destinataire pleine',
        'boite pleine',
        'boite aux lettres pleine',
        'postfach voll',
        'postfach ist voll',
        'postfach des empfangers ist voll',
        'mailbox ist voll',
        'speicherplatz',
        'buzon lleno',
        'buzon esta lleno',
        'cuota excedida*',
        'cuota superada*',
        'caixa postal cheia',
        'caixa de entrada cheia',
        'casella piena*',
        'casella di posta piena*',
        'переполнен*',
        '邮箱已满',
        '邮箱空间已满',
        '空间不足',
        '容量不足',
        'メールボックスがいっぱい',
        '容量を超え',
      ],
      not: ['fully', 'relay quota', 'for sending', 'message quota', 'sending quota', 'system storage'],
    },
    reason: 'recipient.full',
    source: 'RFC 3463 section 3.3: X.2.2, mailbox full; Dovecot, Cyrus, Exim, Courier, Gmail, Exchange',
  },
];
