import type { BuiltInRule } from '../rule.js';

const exchange = 'Microsoft Learn, Email non-delivery reports in Exchange Online';
const clientSubmission = 'Microsoft Learn, SMTP AUTH client submission';
const outlook = 'Outlook.com Postmaster, Troubleshooting';

/** Microsoft 365, Exchange Online and Outlook.com, by their words. */
export const microsoftRules = (): readonly BuiltInRule[] => [
  {
    id: 'microsoft.old-tls',
    when: {
      enhanced: ['4.7.66', '5.7.66'],
    },
    reason: 'tls.handshake',
    source: 'Microsoft Learn, TLS 1.0 and 1.1 deprecation for SMTP AUTH',
  },
  {
    id: 'microsoft.sts',
    when: { text: ['federated sts', 'sts service'] },
    reason: 'auth.temporary',
    source: clientSubmission,
  },
  {
    id: 'microsoft.smtp-auth-off',
    when: {
      text: [
        'basic authentication is disabled',
        'basic authentication is not supported for client submission*',
        'smtpclientauthentication is disabled',
        'smtp auth disabled',
        'security defaults',
        'did not meet the criteria to be authenticated',
      ],
    },
    reason: 'auth.disabled',
    source: clientSubmission,
  },
  {
    id: 'microsoft.credentials',
    when: { enhanced: ['5.7.139'], text: ['user credentials were incorrect*', 'password'] },
    reason: 'auth.invalid-credentials',
    source: clientSubmission,
  },
  {
    id: 'microsoft.login-locked',
    when: { enhanced: ['5.7.139'], text: ['locked', 'blocked', 'account is disabled', 'user is disabled'] },
    reason: 'auth.account-locked',
    source: clientSubmission,
  },
  {
    id: 'microsoft.anonymous',
    when: {
      text: ['user not authenticated', 'client was not authenticated', 'client not authenticated'],
    },
    reason: 'auth.required',
    source: `${exchange}: 5.7.57`,
  },
  {
    id: 'microsoft.send-as',
    when: {
      text: [
        'sendasdenied*',
        'send as this sender*',
        'send as denied',
        'client does not have permissions to send',
        'client does not have permissions to submit',
        'bad outbound sender*',
      ],
    },
    reason: 'sender.rejected',
    source: `${exchange}: 5.7.60, 5.1.8`,
  },
  {
    id: 'microsoft.unregistered-domain',
    when: { text: ['unregistered domain*', 'from unregistered domains'] },
    reason: 'sender.rejected',
    source: `${exchange}: 5.7.750`,
  },
  {
    id: 'microsoft.quota',
    when: {
      text: [
        'submissionquotaexceeded*',
        'tenant has exceeded threshold',
        'exceeded the limit for the number of recipients',
        'recipients have exceeded',
        'concurrent connections limit*',
        'concurrent sending',
        'reciplimit',
      ],
    },
    reason: 'rate.limited',
    source: `${exchange}: 5.1.90, 5.2.122, 5.7.705, 4.3.2`,
  },
  {
    id: 'microsoft.sign-in',
    when: { text: [['continue sending', 'sign in to your account']] },
    reason: 'auth.web-login-required',
    source: `${outlook}: an account that has to be verified before it may send on`,
  },
  {
    id: 'microsoft.outbound-quota',
    when: { text: [['outboundspamexception*', 'refusequota']] },
    reason: 'rate.limited',
    source: `${exchange}: WASCL, the verdict is a quota`,
  },
  {
    id: 'microsoft.outbound-spam',
    when: { text: [['outboundspamexception', 'suspend*']] },
    reason: 'auth.account-locked',
    source: `${exchange}: 5.1.8, the sender's account is blocked for outbound spam`,
  },
  {
    id: 'microsoft.tenant-attribution',
    when: { text: ['tenantattribution', 'tenantinboundattribution*'] },
    reason: 'relay.denied',
    source: `${exchange}: 5.7.64`,
  },
  {
    id: 'microsoft.reputation',
    when: {
      text: [
        'banned sending ip',
        'traffic not accepted from this ip',
        'ip reputation',
        's3150',
        's3140',
        's3114',
        's3113',
        'part of their network is on our block list',
        'spam abuse detected from ip range',
        'customer block list',
        'bulk sender sc',
        'sc 00*',
        'dy 00*',
        'ou 00*',
        'ou 01*',
      ],
    },
    reason: 'policy.blocked',
    source: `${exchange}: 5.7.606 to 5.7.649, 5.7.708, 4.7.650; ${outlook}`,
  },
  {
    id: 'microsoft.connection-rate',
    when: { text: ['rp 00*', 'number of simultaneous connections'] },
    reason: 'rate.limited',
    source: outlook,
  },
  {
    id: 'microsoft.abuse',
    when: {
      enhanced: [
        '4.7.500',
        '4.7.501',
        '4.7.502',
        '4.7.550',
        '5.7.501',
        '5.7.502',
        '5.7.503',
        '5.7.504',
        '5.7.505',
        '5.7.506',
        '5.7.507',
        '5.7.508',
        '5.7.511',
        '5.7.513',
        '5.7.606',
        '5.7.607',
        '5.7.608',
        '5.7.609',
        '5.7.610',
        '5.7.700',
        '5.7.701',
        '5.7.702',
        '5.7.703',
        '5.7.704',
        '5.7.708',
      ],
    },
    reason: 'policy.blocked',
    source: `${exchange}: 5.7.501 to 5.7.513, 4.7.500 to 4.7.699`,
  },
  {
    id: 'microsoft.message-authentication',
    when: {
      enhanced: ['5.7.509', '5.7.515', '5.7.519'],
    },
    reason: 'policy.dmarc',
    source: `${exchange}: 5.7.509, 5.7.515`,
  },
  {
    id: 'microsoft.group-restricted',
    when: {
      text: [
        'resolver rst',
        'restricted users',
        'sendernotauthenticatedforgroup',
        'sender not in allowed senders',
        'usercontactmaildeliveryrestricted*',
        'authentication required for delivery',
        'recipientnotavailable*',
      ],
      not: ['sizelimit*'],
    },
    reason: 'recipient.rejected',
    source: `${exchange}: 5.7.124, 5.7.133 to 5.7.136, 5.7.193`,
  },
  {
    id: 'microsoft.recipient-unknown',
    when: {
      text: ['resolver adr', 'recipnotfound*', 'exrecipnotfound*'],
    },
    reason: 'recipient.unknown',
    source: `${exchange}: 5.1.10, 5.4.1`,
  },
  {
    id: 'microsoft.edge-blocking',
    when: { enhanced: ['5.4.1'], text: ['recipient address rejected access denied'] },
    reason: 'recipient.unknown',
    source: `${exchange}: 5.4.1, directory-based edge blocking`,
  },
  {
    id: 'microsoft.transport-rule',
    when: { text: ['transport rules rejectmessage', 'organization policy', 'organizational policy'] },
    reason: 'message.rejected',
    source: `${exchange}: 5.7.1, mail flow rules`,
  },
];
