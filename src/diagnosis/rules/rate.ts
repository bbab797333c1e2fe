import type { BuiltInRule } from '../rule.js';
import { pairs } from './pairs.js';

/** Greylisting, and limits on connections and recipients. */
export const rateRules = (): readonly BuiltInRule[] => [
  {
    id: 'rate.greylisted',
    when: {
      codes: ['4yz', '5yz'],
      text: ['grey*', 'graylist*', 'liste grise*', 'lista gris', 'lista cinza*', 'серыи список*', '灰名单'],
    },
    reason: 'rate.greylisted',
    source: 'RFC 6647 section 2; Postgrey, Milter-greylist, Exim greylistd, OpenBSD spamd',
  },
  {
    id: 'rate.connections',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        'too many connections',
        'too many concurrent',
        'too many open connections',
        'too many sessions*',
        'too many new',
        'connection rate',
        'concurrent connection*',
        'maximum connections',
        'zu viele verbindungen',
        'demasiadas conexiones',
      ],
      not: ['system resources'],
    },
    reason: 'rate.limited',
    source: 'Postfix anvil(8); Exim smtp_accept_max; Exchange receive connector limits',
  },
  {
    id: 'rate.recipients',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        'too many recipients',
        ...pairs(
          ['too many', 'excessive'],
          [
            'invalid addr',
            'invalid recip*',
            'bad recip*',
            'bad addr',
            'unknown recip*',
            'unknown user',
            'unknown addr',
            'nonexist*',
            'non exist*',
            'invalid user',
            'failed recip*',
            'bounces*',
            'userid unknowns*',
          ],
        ),
        'recipients limit*',
        'recipient limit*',
        'recipients reached',
        'only one recipient allowed',
        '收件人数',
      ],
    },
    reason: 'rate.limited',
    source: 'RFC 5321 section 4.5.3.1.10: 452 Too many recipients; RFC 3463: X.5.3',
  },
];
