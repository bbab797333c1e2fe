import type { BuiltInRule } from '../rule.js';

const yahoo = 'Yahoo Sender Hub, SMTP error codes';

/** What other large mailbox providers document: Yahoo and AOL, iCloud, Orange. */
export const mailboxProviderRules = (): readonly BuiltInRule[] => [
  {
    id: 'yahoo.login-throttled',
    when: { text: ['auth005*'] },
    reason: 'auth.rate-limited',
    source: yahoo,
  },
  {
    id: 'yahoo.volume',
    when: {
      text: ['unexpected volume or user complaints', 'tss01*', 'tss02*', 'tss04*', 'tss11', 'iptx*', 'ipts*'],
      not: ['due to user complaints'],
    },
    reason: 'rate.limited',
    source: yahoo,
  },
  {
    id: 'yahoo.blocked',
    when: {
      text: [
        'permanently deferred',
        'due to user complaints',
        'ts01',
        'ts02',
        'ts03',
        'tss05*',
        'bl2*',
        'bl0*',
        'bl1*',
        'rl0*',
        'rl1*',
      ],
    },
    reason: 'policy.blocked',
    source: yahoo,
  },
  {
    id: 'yahoo.sender-domain',
    when: { text: ['unresolvable from domain*', 'unresolvable rfc 5321 from'] },
    reason: 'sender.rejected',
    source: yahoo,
  },
  {
    id: 'yahoo.signature',
    when: { text: ['au01', 'au01'] },
    reason: 'policy.dmarc',
    source: yahoo,
  },
  {
    id: 'aol.blocked',
    when: {
      text: [
        'rtr b*',
        'rtr d*',
        'rtr sc*',
        'rtr rd*',
        'con b*',
        'rly b*',
        'rly ir*',
        'dnsbl attrbl*',
        'dnsbl rbl*',
      ],
    },
    reason: 'policy.blocked',
    source: 'AOL Postmaster, error codes; AT&T, RBL',
  },
  {
    id: 'aol.rate',
    when: { text: ['dyn t*', 'rly t*'] },
    reason: 'rate.limited',
    source: 'AOL Postmaster, error codes',
  },
  {
    id: 'yahoo.content',
    when: { text: ['ph01', 'message not accepted for policy reasons'] },
    reason: 'message.rejected',
    source: yahoo,
  },
  {
    id: 'yahoo.no-account',
    when: {
      text: ['delivery error dd', ['this user does not have a', 'account*']],
      not: ['disabled', 'over quota'],
    },
    reason: 'recipient.unknown',
    source: yahoo,
  },
  {
    id: 'icloud.from-not-owned',
    when: { text: ['from address is not one of your addresses'] },
    reason: 'sender.rejected',
    source: 'Apple Support, iCloud Mail server settings',
  },
  {
    id: 'icloud.local-policy',
    when: { text: ['cs01', 'hm08', 'hme1', 'hme2'], not: ['spf', 'dkim', 'dmarc'] },
    reason: 'message.rejected',
    source: 'Apple, Postmaster information for iCloud Mail',
  },
  {
    id: 'orange.connections',
    when: { text: ['trop de connexions'] },
    reason: 'rate.limited',
    source: 'Orange postmaster, codes OFR',
  },
  {
    id: 'orange.blocked',
    when: {
      text: ['ofr 103', 'ofr004 104', 'ofr 104', 'ofr004 103', 'ofr 510', 'ofr 109'],
    },
    reason: 'policy.blocked',
    source: 'Orange postmaster, codes OFR',
  },
];
