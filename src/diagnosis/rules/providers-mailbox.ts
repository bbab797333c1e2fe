import type { BuiltInRule } from '../rule.js';

const yahoo = 'Yahoo Sender Hub, SMTP error codes';

/** What other large mailbox providers document: Yahoo and AOL, iCloud, Orange. */
export const mailboxProviderRules: readonly BuiltInRule[] = [
  {
    id: 'yahoo.login-throttled',
    when: { text: ['auth005'] },
    reason: 'auth.rate-limited',
    source: yahoo,
    examples: ['535 5.7.0 (#AUTH005) Too many bad auth attempts.'],
  },
  {
    id: 'yahoo.volume',
    when: {
      text: [
        'unexpected volume or user complaints',
        '[tss01]',
        '[tss02]',
        '[tss04]',

        '[tss11]',
        '[iptx',
        '[ipts',
      ],
      not: ['due to user complaints'],
    },
    reason: 'rate.limited',
    source: yahoo,
    examples: [
      '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints',
    ],
  },
  {
    id: 'yahoo.blocked',
    when: {
      text: [
        'permanently deferred',
        'due to user complaints',
        '[ts01]',
        '[ts02]',
        '[ts03]',
        '[tss05]',
        '[bl2',
        '[bl0',
        '[bl1',
        '[rl0',
        '[rl1',
      ],
    },
    reason: 'policy.blocked',
    source: yahoo,
    examples: [
      '421 4.7.1 [TS03] All messages from 192.0.2.1 will be permanently deferred; Retrying will NOT succeed.',
      '553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1',
    ],
  },
  {
    id: 'yahoo.sender-domain',
    when: { text: ['unresolvable-from-domain', 'unresolvable rfc.5321 from'] },
    reason: 'sender.rejected',
    source: yahoo,
    examples: ['451 Message temporarily deferred due to unresolvable RFC.5321 from domain.'],
  },
  {
    id: 'yahoo.signature',
    when: { text: ['(au01)', '[au01]'] },
    reason: 'policy.dmarc',
    source: yahoo,
    examples: ['554 5.7.5 (AU01) Message not accepted for policy reasons.'],
  },
  {
    id: 'aol.blocked',
    when: {
      text: ['rtr:b', 'rtr:d', 'rtr:sc', 'rtr:rd', 'con:b', 'rly:b', 'rly:ir', 'dnsbl:attrbl', 'dnsbl:rbl'],
    },
    reason: 'policy.blocked',
    source: 'AOL Postmaster, error codes; AT&T, RBL',
    examples: ['554 (RTR:BL) Connecting IP: 192.0.2.1'],
  },
  {
    id: 'aol.rate',
    when: { text: ['dyn:t', 'rly:t'] },
    reason: 'rate.limited',
    source: 'AOL Postmaster, error codes',
    examples: ['421 DYN:T1 http://postmaster.info.aol.com/errors/421dynt1.html'],
  },
  {
    id: 'yahoo.content',
    when: { text: ['[ph01]', 'message not accepted for policy reasons'] },
    reason: 'message.rejected',
    source: yahoo,
    examples: [
      '554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes',
    ],
  },
  {
    id: 'yahoo.no-account',
    when: {
      text: ['delivery error: dd', ["this user doesn't have a", 'account']],
      not: ['disabled', 'over quota'],
    },
    reason: 'recipient.unknown',
    source: yahoo,
    examples: ["554 delivery error: dd This user doesn't have a yahoo.com account (a@yahoo.com) [0]"],
  },
  {
    id: 'icloud.from-not-owned',
    when: { text: ['from address is not one of your addresses'] },
    reason: 'sender.rejected',
    source: 'Apple Support, iCloud Mail server settings',
    examples: ['550 5.7.0 From address is not one of your addresses.'],
  },
  {
    id: 'icloud.local-policy',
    when: { text: ['[cs01]', '[hm08]', '[hme1]', '[hme2]'], not: ['spf', 'dkim', 'dmarc'] },
    reason: 'message.rejected',
    source: 'Apple, Postmaster information for iCloud Mail',
    examples: ['554 5.7.1 [CS01] Message rejected due to local policy.'],
  },
  {
    id: 'orange.connections',
    when: { text: ['trop de connexions'] },
    reason: 'rate.limited',
    source: 'Orange postmaster, codes OFR',
    examples: [
      '421 mwinf5c04 ME Trop de connexions, veuillez verifier votre configuration. OFR004_104 too many',
    ],
  },
  {
    id: 'orange.blocked',
    when: {
      text: ['ofr_103', 'ofr004_104', 'ofr_104', 'ofr004_103', 'ofr_510', 'ofr_109'],
    },
    reason: 'policy.blocked',
    source: 'Orange postmaster, codes OFR',
    examples: ['554 ME0 Mail rejected. OFR_103 [103]'],
  },
];
