import type { BuiltInRule } from '../rule.js';

const google = 'Google Workspace Admin Help, Gmail SMTP errors and codes';
const exchange = 'Microsoft Learn, Email non-delivery reports in Exchange Online';
const clientSubmission = 'Microsoft Learn, SMTP AUTH client submission';
const outlook = 'Outlook.com Postmaster, Troubleshooting';
const yahoo = 'Yahoo Sender Hub, SMTP error codes';

/** What the large mailbox providers document about their own replies. */
export const mailboxProviderRules: readonly BuiltInRule[] = [
  // Microsoft 365 and Outlook.com
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
  // Gmail
  {
    id: 'gmail.message-unauthenticated',
    when: {
      enhanced: ['x.7.24', 'x.7.26', 'x.7.27', 'x.7.30', 'x.7.31', 'x.7.32', 'x.7.40'],
      text: ['gsmtp', 'gmail', 'authenticat', 'dmarc', 'dkim', 'spf', 'google'],
      not: ['basic authentication'],
    },
    reason: 'policy.dmarc',
    source: google,
    examples: [
      '550-5.7.26 This mail has been blocked because the sender is unauthenticated.\n550 5.7.26 https://support.google.com/mail/answer/81126#authentication - gsmtp',
      '421 4.7.32 Your email has been rate limited because the From: header (RFC5322) in this message is not aligned with either the authenticated SPF or DKIM organizational domain.',
    ],
  },
  {
    id: 'gmail.ptr',
    when: {
      enhanced: ['x.7.23', 'x.7.25'],
      text: ['ptr record', 'ptr', 'reverse dns', 'hostname'],
    },
    reason: 'policy.blocked',
    source: google,
    examples: [
      '550-5.7.25 [192.0.2.1] The IP address sending this message does not have a PTR record setup - gsmtp',
    ],
  },
  {
    id: 'gmail.not-tls',
    when: { enhanced: ['x.7.29'], text: ['tls'] },
    reason: 'tls.required',
    source: google,
    examples: [
      "421 4.7.29 Your email has been rate limited because this message wasn't sent over a TLS connection.",
    ],
  },
  {
    id: 'gmail.unsolicited-rate',
    when: {
      text: [
        'unusual rate of mail',
        'unusual rate of',
        'unusual rate of unsolicited mail',
        'unusual amount of unsolicited mail',
        'unsolicitedratelimiterror',
        'unsolicitediperror',
        'low reputation of the sending',
        'low reputation of sending',
        'very low reputation',
      ],
    },
    reason: 'policy.blocked',
    source: google,
    examples: [
      '421-4.7.0 Our system has detected an unusual rate of unsolicited mail originating from your IP address. - gsmtp',
      '550-5.7.1 Our system has detected that this message is likely suspicious due to the very low reputation of the sending domain. - gsmtp',
    ],
  },
  {
    id: 'gmail.likely-spam',
    when: {
      text: [
        'to reduce the amount of spam sent to gmail',
        'likely unsolicited mail',
        'content presents a potential',
        'unsolicitedmessageerror',
        'blockedmessage',
      ],
      not: ['reputation'],
    },
    reason: 'message.rejected',
    source: google,
    examples: [
      '550-5.7.1 Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked. - gsmtp',
    ],
  },
  {
    id: 'gmail.direct-sending',
    when: { text: ['not authorized to send email directly', 'valid ptr are refused'] },
    reason: 'policy.blocked',
    source: google,
    examples: [
      "550-5.7.1 The IP you're using to send mail is not authorized to send email directly to our servers. - gsmtp",
    ],
  },
  {
    id: 'gmail.not-compliant',
    when: { text: ['rfcmessagenoncompliant', 'not rfc 5322 compliant', 'not rfc 2822 compliant'] },
    reason: 'message.rejected',
    source: google,
    examples: ['550-5.7.1 This message is not RFC 5322 compliant. p=RfcMessageNonCompliant - gsmtp'],
  },
  {
    id: 'gmail.limit',
    when: {
      text: [
        'email quota exceeded',
        'daily user sending limit',
        'daily sending limit',
        'daily sending quota',
        'dailysendinglimit',
        'daily smtp relay',
        'smtp relay limit exceeded',
        'relay sending limit',
        'sending quota exceeded',
        'exceeded its quota for sending',
        'receiving mail too quickly',
        'receiving mail at a rate',
        'per transaction exceeded',
        'receivingrate',
      ],
    },
    reason: 'rate.limited',
    source: google,
    examples: [
      '550 5.4.5 Daily user sending limit exceeded. https://support.google.com/mail/?p=UserSendingLimit - gsmtp',
      '450-4.2.1 The user you are trying to contact is receiving mail too quickly. - gsmtp',
    ],
  },
  {
    id: 'gmail.sender-not-registered',
    when: { text: ['mail sending denied'] },
    reason: 'sender.rejected',
    source: google,
    examples: ['550 5.7.0 Mail Sending denied. - gsmtp'],
  },
  {
    id: 'gmail.workspace-relay',
    when: { text: ['invalid credentials for relay', 'smtp relay settings'] },
    reason: 'relay.denied',
    source: 'Google Workspace Admin Help, SMTP relay service error messages',
    examples: ['550-5.7.1 Invalid credentials for relay [192.0.2.1]. - gsmtp'],
  },
  // Yahoo, AOL
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
  // iCloud
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
  // Orange, SFR, La Poste: documented numbers
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
