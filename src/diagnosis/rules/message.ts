import type { BuiltInRule } from '../rule.js';
import { pairs } from './pairs.js';

/** RFC 3463 section 3.7: the sixth subject of enhanced codes is the message's content, whatever the words. */
export const mediaRules = (): readonly BuiltInRule[] => [
  {
    id: 'message.media',
    when: {
      enhanced: [
        'x.6.0',
        'x.6.1',
        'x.6.2',
        'x.6.3',
        'x.6.4',
        'x.6.5',
        'x.6.6',
        'x.6.7',
        'x.6.8',
        'x.6.9',
        'x.6.10',
      ],
    },
    reason: 'message.rejected',
    source: 'RFC 3463 section 3.7: X.6.z, media; RFC 6531: X.6.7, X.6.9',
  },
];

/** Links in the message that a list names: about its content, not about who sends. */
export const linkRules = (): readonly BuiltInRule[] => [
  {
    id: 'message.link',
    when: {
      codes: ['4yz', '5yz'],
      text: ['uribl*', 'surbl', ['url', 'in this'], ['url', 'message*']],
      not: ['dnsbl'],
    },
    reason: 'message.rejected',
    source: 'URIBL, SURBL: lists of domains in message bodies',
  },
];

export const messageRules = (): readonly BuiltInRule[] => [
  {
    id: 'message.loop',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        'too many hops',
        'hop count*',
        'mail loop',
        'routing loop',
        'loop detected',
        'loops back',
        'forwarding loop',
        'looping message*',
      ],
    },
    reason: 'message.rejected',
    source: 'RFC 5321 section 6.3; RFC 3463: X.4.6, routing loop detected',
  },
  {
    id: 'message.spam',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        'spam',
        'junk mail',
        'phishing',
        'virus',
        'malware*',
        'suspicious',
        'correo no deseado*',
        'спам*',
        '垃圾邮件',
        '迷惑メール',
      ],
      not: ['spamhaus*', 'spamcop*', 'helo', 'dnsbl'],
    },
    reason: 'message.rejected',
    source: 'RFC 3463 section 3.8: X.7.1; Amavis, SpamAssassin, Rspamd, ClamAV',
  },
  {
    id: 'message.content',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        ...pairs(
          [
            'this message*',
            'your message*',
            'the message*',
            'this email*',
            'your email*',
            'the email*',
            'email*',
            'this mail',
            'your mail',
            'content',
          ],
          [
            'blocked',
            'reject*',
            'refuse*',
            'denied',
            'filtered',
            'banned',
            'quarantin*',
            'not accept*',
            'unaccept*',
            'prohibit*',
            'can not be accepted',
            'not comply*',
          ],
        ),
        ['subject', 'mandatory*'],
        'policy restrictions',
        'attachment*',
        'executable*',
        'message rejected',
        'message denied',
        'message blocked',
        'mail rejected',
        ['message*', 'policy'],
        ['email', 'policy'],
        'headers',
        'duplicate header*',
        'multiple from',
        'credential leak',
        'mime parts*',
        'message header*',
        'rfc5322',
        'rfc2822*',
        'mime',
        'failed to parse',
        'invalid from',
        'from header*',
        'bare lf',
        'bare line',
        'bare newline*',
        'message refuse*',
        '内容',
        '邮件被拒',
      ],
      not: ['command line too long', 'command too long'],
    },
    reason: 'message.rejected',
    source:
      'RFC 3463 sections 3.7 and 3.8: X.6.z, X.7.1; Postfix header_checks; Gmail blocked content; RFC 5322',
  },
];
