import type { BuiltInRule } from '../rule.js';

/**
 * Sentences that say little: they count only where nothing clearer was said, and before the digits of
 * a code, which say less.
 */
export const fallbackTextRules: readonly BuiltInRule[] = [
  {
    id: 'fallback.mailbox-unavailable',
    when: {
      codes: ['5yz'],
      text: [
        'mailbox unavailable',
        'mailbox not available',
        'mailbox is unavailable',
        'requested action not taken',
      ],
    },
    reason: 'recipient.unknown',
    source: 'RFC 5321 section 4.2.3: 550, mailbox unavailable',
    examples: ['550 Requested action not taken: mailbox unavailable'],
  },
  {
    id: 'fallback.storage-allocation',
    when: { codes: ['5yz'], text: ['storage allocation'] },
    reason: 'recipient.full',
    source: 'RFC 5321 section 4.2.3: 552, exceeded storage allocation',
    examples: ['552 Requested mail action aborted: exceeded its storage allocation'],
  },
  {
    id: 'fallback.recipient-refused',
    when: {
      codes: ['4yz', '5yz'],
      text: ['recipient address rejected', 'address rejected', 'recipient rejected', 'rcpt denied'],
    },
    reason: 'recipient.rejected',
    source: 'Postfix reject_* in smtpd_recipient_restrictions, without a cause',
    examples: ['550 <a@example.com>: Recipient address rejected.'],
  },
  {
    id: 'fallback.access-denied',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        'access denied',
        'administrative prohibition',
        'not permitted',
        'not authorized',
        'not authorised',
        'forbidden',
        'policy',
        'denied',
        'security',
        'security failure',
        'zugriff verweigert',
        'acces refuse',
        'acceso denegado',
        'acesso negado',
        'accesso negato',
        'доступ запрещен',
        'отказано',
      ],
      not: ['message', 'relay'],
    },
    reason: 'policy.blocked',
    source: 'RFC 3463 section 3.8: X.7.1, delivery not authorized, message refused; Exim, Exchange, Haraka',
    examples: ['550 Administrative prohibition', '550 5.7.1 Access denied'],
  },
];
