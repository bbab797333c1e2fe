import type { BuiltInRule } from '../rule.js';

/**
 * Sentences that say little: they count only where nothing clearer was said, and before the digits of
 * a code, which say less.
 */
export const fallbackTextRules = (): readonly BuiltInRule[] => [
  {
    id: 'fallback.recipient-unknown',
    when: {
      codes: [450, 510, 511, 550, 551, 553, 554],
      text: [
        'not exist*',
        'not found',
        'no such',
        'so such',
        'unknown',
        'existent user',
        'not email addresses',
        'not on this server*',
        'nicht gefunden*',
        'inconnu*',
        'desconocid*',
        'desconhecid*',
        'sconosciut*',
        'inesistente*',
        'неизвест*',
      ],
      not: [
        'sender*',
        'command*',
        'dns',
        'helo',
        'mailer',
        'your ip',
        'ehlo',
        'ptr',
        'host name',
        'file',
        'reason*',
        'unknown error*',
      ],
    },
    reason: 'recipient.unknown',
    source: 'RFC 5321 section 4.2.3: 550, mailbox not found',
  },
  {
    id: 'fallback.too-many',
    when: {
      codes: ['4yz', '5yz'],
      text: ['too many'],
      not: ['errors', 'hops', 'received', 'command*', 'loop', 'unrecog*', 'header*', 'argument*'],
    },
    reason: 'rate.limited',
    source: 'RFC 5321 section 4.2.3: 421; limits on users, sessions and what else a server counts',
  },
  {
    id: 'fallback.recipient-disabled',
    when: {
      codes: [450, 550, 553, 554],
      phases: ['rcpt', 'data', 'final-dot'],
      text: [
        'has been suspended',
        'is suspended',
        'is disabled',
        'has been disabled',
        'receiving disabled',
        'inactive',
        'disabled mailbox',
      ],
      not: ['sender*', 'sending', 'your', 'extension', 'command*', 'vrfy'],
    },
    reason: 'recipient.disabled',
    source: 'RFC 3463 section 3.3: X.2.1, mailbox disabled',
  },
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
    reason: 'recipient.rejected',
    source: 'RFC 5321 section 4.2.3: 550, mailbox unavailable (not found, no access, or policy)',
  },
  {
    id: 'fallback.recipient-refused',
    when: {
      codes: ['4yz', '5yz'],
      text: ['recipient address rejected', 'address rejected', 'recipient rejected', 'rcpt denied'],
    },
    reason: 'recipient.rejected',
    source: 'Postfix reject_* in smtpd_recipient_restrictions, without a cause',
  },
  {
    id: 'fallback.access-denied',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        'administrative prohibition',
        'not permitted',
        'not authorized',
        'not authorised*',
        'forbidden*',
        'policy',
        'denied',
        'security',
        'blocked',
        'prohibited',
        'zugriff verweigert*',
        'acces refuse*',
        'acceso denegado*',
        'acesso negado*',
        'accesso negato*',
        'доступ запрещен*',
        'отказано*',
      ],
      not: ['message*', 'relay*'],
    },
    reason: 'policy.blocked',
    source: 'RFC 3463 section 3.8: X.7.1, delivery not authorized, message refused; Exim, Exchange, Haraka',
  },
];
