import type { BuiltInRule } from '../rule.js';

const google = 'Google Workspace Admin Help, Gmail SMTP errors and codes';

/** Gmail and Google Workspace. */
export const googleRules = (): readonly BuiltInRule[] => [
  {
    id: 'gmail.message-unauthenticated',
    when: {
      enhanced: ['x.7.24', 'x.7.26', 'x.7.27', 'x.7.30', 'x.7.31', 'x.7.32', 'x.7.40'],
      text: ['gsmtp', 'gmail', 'authenticat*', 'dmarc', 'dkim', 'spf', 'google'],
      not: ['basic authentication*'],
    },
    reason: 'policy.dmarc',
    source: google,
  },
  {
    id: 'gmail.ptr',
    when: {
      enhanced: ['x.7.23', 'x.7.25'],
      text: ['ptr record*', 'ptr', 'reverse dns', 'hostname'],
    },
    reason: 'policy.blocked',
    source: google,
  },
  {
    id: 'gmail.not-tls',
    when: { enhanced: ['x.7.29'], text: ['tls'] },
    reason: 'tls.required',
    source: google,
  },
  {
    id: 'gmail.unsolicited-rate',
    when: {
      text: [
        'unusual rate of',
        'unusual amount of unsolicited mail',
        'unsolicitedratelimiterror*',
        'unsolicitediperror*',
        'low reputation of the sending',
        'low reputation of sending',
        'very low reputation',
      ],
    },
    reason: 'policy.blocked',
    source: google,
  },
  {
    id: 'gmail.likely-spam',
    when: {
      text: [
        'to reduce the amount of spam sent to gmail',
        'likely unsolicited mail',
        'content presents a potential',
        'unsolicitedmessageerror*',
        'blockedmessage*',
      ],
      not: ['reputation'],
    },
    reason: 'message.rejected',
    source: google,
  },
  {
    id: 'gmail.direct-sending',
    when: { text: ['not authorized to send email directly', 'valid ptr are refused'] },
    reason: 'policy.blocked',
    source: google,
  },
  {
    id: 'gmail.not-compliant',
    when: { text: ['rfcmessagenoncompliant', 'not rfc 5322 compliant', 'not rfc 2822 compliant'] },
    reason: 'message.rejected',
    source: google,
  },
  {
    id: 'gmail.limit',
    when: {
      text: [
        'email quota exceeded',
        'daily user sending limit*',
        'daily sending limit*',
        'daily sending quota',
        'dailysendinglimit*',
        'daily smtp relay*',
        'smtp relay limit exceeded',
        'relay sending limit*',
        'sending quota exceeded',
        'exceeded its quota for sending',
        'receiving mail too quickly',
        'receiving mail at a rate',
        'per transaction exceeded',
        'receivingrate*',
      ],
    },
    reason: 'rate.limited',
    source: google,
  },
  {
    id: 'gmail.sender-not-registered',
    when: { text: ['mail sending denied'] },
    reason: 'sender.rejected',
    source: google,
  },
  {
    id: 'gmail.web-login',
    when: { codes: [534], enhanced: ['5.7.14'] },
    reason: 'auth.web-login-required',
    source: google,
  },
  {
    id: 'gmail.workspace-relay',
    when: { text: ['invalid credentials for relay*', 'smtp relay settings'] },
    reason: 'relay.denied',
    source: 'Google Workspace Admin Help, SMTP relay service error messages',
  },
];
