import type { BuiltInRule } from '../rule.js';

const google = 'Google Workspace Admin Help, Gmail SMTP errors and codes';

/** Gmail and Google Workspace. */
export const googleRules: readonly BuiltInRule[] = [
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
];
