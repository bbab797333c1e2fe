import type { BuiltInRule } from '../rule.js';

const exchange = 'Microsoft Learn, Email non-delivery reports in Exchange Online';
const clientSubmission = 'Microsoft Learn, SMTP AUTH client submission';
const outlook = 'Outlook.com Postmaster, Troubleshooting';

/** Microsoft 365, Exchange Online and Outlook.com. */
export const microsoftRules: readonly BuiltInRule[] = [
  {
    id: 'microsoft.old-tls',
    when: {
      enhanced: ['4.7.66', '5.7.66'],
    },
    reason: 'tls.handshake',
    source: 'Microsoft Learn, TLS 1.0 and 1.1 deprecation for SMTP AUTH',
    examples: [
      '421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2.',
    ],
  },
  {
    id: 'microsoft.sts',
    when: { text: ['federated sts', 'sts service'] },
    reason: 'auth.temporary',
    source: clientSubmission,
    examples: ['535 5.7.139 Authentication unsuccessful, federated STS service was unreachable.'],
  },
  {
    id: 'microsoft.smtp-auth-off',
    when: {
      text: [
        'basic authentication is disabled',
        'basic authentication is not supported for client submission',
        'smtpclientauthentication is disabled',
        'smtp_auth_disabled',
        'security defaults',
        'did not meet the criteria to be authenticated',
      ],
    },
    reason: 'auth.disabled',
    source: clientSubmission,
    examples: [
      '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
      '550 5.7.30 Basic authentication is not supported for Client Submission.',
      "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy.",
    ],
  },
  {
    id: 'microsoft.credentials',
    when: { enhanced: ['5.7.139'], text: ['user credentials were incorrect', 'password'] },
    reason: 'auth.invalid-credentials',
    source: clientSubmission,
    examples: ['535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.'],
  },
  {
    id: 'microsoft.login-locked',
    when: { enhanced: ['5.7.139'], text: ['locked', 'blocked', 'account is disabled', 'user is disabled'] },
    reason: 'auth.account-locked',
    source: clientSubmission,
    examples: ['535 5.7.139 Authentication unsuccessful, account is locked.'],
  },
  {
    id: 'microsoft.anonymous',
    when: {
      text: [
        'client was not authenticated to send',
        'client not authenticated to send',
        'user not authenticated',
        'client was not authenticated',
        'client not authenticated',
      ],
    },
    reason: 'auth.required',
    source: `${exchange}: 5.7.57`,
    examples: [
      '530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM',
      '550 5.7.3 Requested action aborted; user not authenticated',
    ],
  },
  {
    id: 'microsoft.send-as',
    when: {
      text: [
        'sendasdenied',
        'send as this sender',
        'send as denied',
        'client does not have permissions to send',
        'client does not have permissions to submit',
        'bad outbound sender',
      ],
    },
    reason: 'sender.rejected',
    source: `${exchange}: 5.7.60, 5.1.8`,
    examples: [
      '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
      '550 5.1.8 Access denied, bad outbound sender AS(42004)',
    ],
  },
  {
    id: 'microsoft.unregistered-domain',
    when: { text: ['unregistered domain', 'from unregistered domains'] },
    reason: 'sender.rejected',
    source: `${exchange}: 5.7.750`,
    examples: ['550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains.'],
  },
  {
    id: 'microsoft.quota',
    when: {
      text: [
        'submissionquotaexceeded',
        'tenant has exceeded threshold',
        'exceeded the limit for the number of recipients',
        'recipients have exceeded',
        'concurrent connections limit',
        'concurrent_sending',
        'reciplimit',
      ],
    },
    reason: 'rate.limited',
    source: `${exchange}: 5.1.90, 5.2.122, 5.7.705, 4.3.2`,
    examples: [
      '554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message',
      '550 5.7.705 Access denied, tenant has exceeded threshold',
    ],
  },
  {
    id: 'microsoft.outbound-spam',
    when: { text: [['outboundspamexception', 'suspend']] },
    reason: 'auth.account-locked',
    source: `${exchange}: 5.1.8, the sender's account is blocked for outbound spam`,
    examples: ['554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Actual verdict is Suspend'],
  },
  {
    id: 'microsoft.tenant-attribution',
    when: { text: ['tenantattribution', 'tenantinboundattribution'] },
    reason: 'relay.denied',
    source: `${exchange}: 5.7.64`,
    examples: ['550 5.7.64 TenantAttribution; Relay Access Denied SMTP'],
  },
  {
    id: 'microsoft.reputation',
    when: {
      text: [
        'rate limited due to ip reputation',
        'banned sending ip',
        'traffic not accepted from this ip',
        'ip reputation',
        '(s3150)',
        '(s3140)',
        '(s3114)',
        '(s3113)',
        'part of their network is on our block list',
        'spam abuse detected from ip range',
        'customer block list',
        'bulk sender (sc-',
        '(sc-00',
        '(dy-00',
        '(ou-00',
        '(ou-01',
      ],
    },
    reason: 'policy.blocked',
    source: `${exchange}: 5.7.606 to 5.7.649, 5.7.708, 4.7.650; ${outlook}`,
    examples: [
      '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.',
      "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
      '550 SC-001 Mail rejected by Outlook.com for policy reasons. (SC-001)',
    ],
  },
  {
    id: 'microsoft.connection-rate',
    when: { text: ['(rp-00', 'number of simultaneous connections'] },
    reason: 'rate.limited',
    source: outlook,
    examples: [
      '421 The mail server IP connecting to Outlook.com has exceeded the rate limit allowed (RP-001)',
    ],
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
        '5.7.703',
      ],
      text: ['busy', 'access denied', 'service unavailable', 'please try again later'],
    },
    reason: 'policy.blocked',
    source: `${exchange}: 5.7.501 to 5.7.513, 4.7.500 to 4.7.699`,
    examples: [
      '550 5.7.501 Service unavailable. Access denied, spam abuse detected.',
      '451 4.7.500 Server busy. Please try again later from [192.0.2.1].',
    ],
  },
  {
    id: 'microsoft.message-authentication',
    when: {
      enhanced: ['5.7.509', '5.7.515', '5.7.519'],
    },
    reason: 'policy.dmarc',
    source: `${exchange}: 5.7.509, 5.7.515`,
    examples: [
      "550 5.7.515 Access denied, sending domain example.com doesn't meet the required authentication level.",
    ],
  },
  {
    id: 'microsoft.group-restricted',
    when: {
      text: [
        'resolver.rst.',
        'restricted users',
        'sendernotauthenticatedforgroup',
        'sender not in allowed-senders',
        'usercontactmaildeliveryrestricted',
        'authentication required for delivery',
        'recipientnotavailable',
      ],
    },
    reason: 'recipient.rejected',
    source: `${exchange}: 5.7.124, 5.7.133 to 5.7.136, 5.7.193`,
    examples: ['550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required'],
  },
  {
    id: 'microsoft.recipient-unknown',
    when: {
      text: ['resolver.adr.', 'recipnotfound', 'exrecipnotfound'],
    },
    reason: 'recipient.unknown',
    source: `${exchange}: 5.1.10, 5.4.1`,
    examples: ['550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'],
  },
  {
    id: 'microsoft.edge-blocking',
    when: { enhanced: ['5.4.1'], text: ['recipient address rejected: access denied'] },
    reason: 'recipient.unknown',
    source: `${exchange}: 5.4.1, directory-based edge blocking`,
    examples: ['550 5.4.1 <a@example.com>: Recipient address rejected: Access denied.'],
  },
  {
    id: 'microsoft.transport-rule',
    when: { text: ['transport.rules.rejectmessage', 'organization policy', 'organizational policy'] },
    reason: 'message.rejected',
    source: `${exchange}: 5.7.1, mail flow rules`,
    examples: ['550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy'],
  },
];
