import type { BuiltInRule } from '../rule.js';
import { pairs } from './pairs.js';

/** The message itself: its size, form and content. */
export const sizeRules = (): readonly BuiltInRule[] => [
  {
    id: 'recipient.full-enhanced',
    when: {
      enhanced: ['x.2.2'],
      text: ['mailbox', 'quota', 'full', 'storage', 'space*', 'user', 'exceeded'],
      not: ['greylist*', 'graylist*', 'message size', 'sending'],
    },
    reason: 'recipient.full',
    source: 'IANA, SMTP Enhanced Status Codes: X.2.2, mailbox full',
  },
  {
    id: 'message.too-large',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        'message too large*',
        'message too big',
        'message is too long',
        'message file too big',
        'message size',
        ['exceeds', 'size'],
        ['exceeded', 'size'],
        ['exceed*', 'bytes'],
        ['message length', 'exceeds'],
        'too much mail data',
        'ridiculously long',
        'maximum size',
        'header too large*',
        'header size',
        'taille limite*',
        'mensaje demasiado grande',
        'tamano maximo',
        'tamanho maximo',
        'dimensione massima*',
        'размер письма*',
        '邮件大小',
        'サイズ',
      ],
      not: [
        'mailbox size',
        'size syntax*',
        'mailbox would*',
        'invalid size',
        'mail file size',
        'size parameter*',
        'parse size',
        'number of',
        'recipients',
        'hops',
        'size per transaction',
      ],
    },
    reason: 'message.too-large',
    source: 'RFC 1870 section 6; RFC 3463: X.3.4; Postfix message_size_limit; Exim; Sendmail; Exchange',
  },
  {
    id: 'message.too-large-enhanced',
    when: { enhanced: ['x.2.3', 'x.3.4'], not: ['line too long', 'policy'] },
    reason: 'message.too-large',
    source: 'IANA, SMTP Enhanced Status Codes: X.2.3, X.3.4, message too long or too big',
  },
];

export const storageRules = (): readonly BuiltInRule[] => [
  {
    id: 'server.storage',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        'insufficient system storage',
        'insufficient disk',
        'space shortage',
        'out of disk',
        'system full',
        ...pairs(
          ['disk', 'spool', 'queue', 'partition*', 'file system*', 'filesystem*', 'storage device'],
          ['full', 'no space*', 'no room', 'low space*', 'low disk space*', 'out of space*'],
        ),
      ],
      not: ['mailbox', 'quota', 'over'],
    },
    reason: 'server.storage',
    source:
      'RFC 5321 section 4.2.3: 452; RFC 3463: X.3.1, mail system full; Postfix queue_minfree; Exim check_spool_space; Exchange back pressure',
  },
];
