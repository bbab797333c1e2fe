import type { BuiltInRule } from '../rule.js';

const exchange = 'Microsoft Learn, Email non-delivery reports in Exchange Online';

/** Enhanced codes with three digits are Exchange Online's own: they mean the same whatever the words. */
export const microsoftCodeRules = (): readonly BuiltInRule[] => [
  // Enhanced codes with three digits are Exchange Online's own: they mean the same whatever the words.
  {
    id: 'microsoft.code-tls',
    when: { enhanced: ['x.7.321'] },
    reason: 'tls.unavailable',
    source: `${exchange}: 4.7.321, starttls-not-supported`,
  },
  {
    id: 'microsoft.code-certificate',
    when: { enhanced: ['x.7.322', 'x.7.323', 'x.7.324', 'x.7.325'] },
    reason: 'tls.certificate',
    source: `${exchange}: 4.7.322 certificate-expired, 4.7.323 tlsa-invalid, 4.7.324 dnssec-invalid, 4.7.325`,
  },
  {
    id: 'microsoft.code-rate',
    when: { enhanced: ['5.1.90', 'x.2.121', 'x.2.122', '5.7.705'] },
    reason: 'rate.limited',
    source: `${exchange}: 5.1.90, 5.2.121, 5.2.122, 5.7.705`,
  },
  {
    id: 'microsoft.code-recipient',
    when: {
      enhanced: [
        '5.2.14',
        '5.7.12',
        '5.7.124',
        '5.7.129',
        '5.7.133',
        '5.7.134',
        '5.7.135',
        '5.7.136',
        '5.7.193',
        '5.7.510',
      ],
    },
    reason: 'recipient.rejected',
    source: `${exchange}: 5.2.14, 5.7.12, 5.7.124 to 5.7.136, 5.7.193, 5.7.510`,
  },
  {
    id: 'microsoft.code-no-domain',
    when: { enhanced: ['x.4.310', 'x.4.312', '5.1.351'] },
    reason: 'recipient.unknown',
    source: `${exchange}: 5.4.310, 5.4.312, the domain is not in DNS; 5.1.351`,
  },
  {
    id: 'microsoft.code-expired',
    when: { enhanced: ['x.4.300', 'x.4.314', 'x.4.315', 'x.4.316', 'x.4.317', 'x.4.318'] },
    reason: 'server.busy',
    source: `${exchange}: 5.4.300 to 5.4.318, message expired`,
  },
  {
    id: 'microsoft.code-message',
    when: { enhanced: ['5.1.20', '5.6.11', '5.7.512'] },
    reason: 'message.rejected',
    source: `${exchange}: 5.1.20, 5.6.11, 5.7.512`,
  },
  {
    id: 'microsoft.code-relay',
    when: { enhanced: ['x.7.64', '5.7.54', '5.7.367'] },
    reason: 'relay.denied',
    source: `${exchange}: 5.7.64, 5.7.54, 5.7.367`,
  },
  {
    id: 'microsoft.code-unauthenticated',
    when: { enhanced: ['5.7.3'], phases: ['mail'] },
    reason: 'auth.required',
    source: 'Microsoft Exchange Server, 5.7.3: not authorized to send without a login',
  },
];
