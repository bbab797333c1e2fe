import type { ProviderId } from '../providers.js';
import type { BuiltInRule } from '../rule.js';
import { pairs } from './pairs.js';

const sendingServices: readonly ProviderId[] = [
  'ses',
  'sendgrid',
  'mailgun',
  'postmark',
  'brevo',
  'mailjet',
  'sparkpost',
  'mailtrap',
  'resend',
  'mandrill',
  'elastic-email',
  'smtp2go',
  'mailersend',
];
const ses = 'Amazon SES Developer Guide, SMTP response codes';
const sendgrid = 'SendGrid, SMTP Errors and Troubleshooting';
const mailgun = 'Mailgun, SMTP and API error messages';

/** Services that send for others. */
export const sendingProviderRules = (): readonly BuiltInRule[] => [
  {
    id: 'ses.throttling',
    when: { text: ['throttling failure*', 'maximum sending rate exceeded', 'daily message quota exceeded'] },
    reason: 'rate.limited',
    source: ses,
  },
  {
    id: 'ses.not-verified',
    when: { text: ['address is not verified', 'addresses are not verified', 'identities failed the check*'] },
    reason: 'sender.rejected',
    source: ses,
  },
  {
    id: 'ses.suppressed',
    when: { text: ['message rejected address blacklisted'] },
    reason: 'recipient.rejected',
    source: ses,
  },
  {
    id: 'ses.paused',
    when: {
      text: [
        'sending suspended for this account*',
        'sending paused for this account*',
        'sending is disabled for',
        'account sending paused*',
      ],
    },
    reason: 'auth.account-locked',
    source: ses,
  },
  {
    id: 'ses.not-authorized',
    when: { text: [['is not authorized to perform', 'ses'], 'not subscribed to ses'] },
    reason: 'auth.disabled',
    source: ses,
  },
  {
    id: 'sendgrid.credits',
    when: { text: ['maximum credits exceeded', 'credits exceeded', 'credit limit*'] },
    reason: 'rate.limited',
    source: sendgrid,
  },
  {
    id: 'sendgrid.unauthenticated',
    when: { text: ['unauthenticated senders not allowed'] },
    reason: 'auth.required',
    source: sendgrid,
  },
  {
    id: 'sendgrid.sender-identity',
    when: {
      text: [
        'sender identity',
        'sender signature*',
        'unconfigured sending domain*',
        'sender address not validated*',
        'sender not validated*',
        ['domain*', 'is not verified'],
        ['domain*', 'not verified'],
        'sender is not verified',
        'sender not verified',
        'unverified sender*',
        'unverified domain*',
      ],
    },
    reason: 'sender.rejected',
    source: `${sendgrid}; Postmark, sender signatures; SparkPost, sending domains; Resend, domains`,
  },
  {
    id: 'mailgun.not-activated',
    when: {
      text: [
        'activate your mailgun account*',
        'not yet activated',
        'activate your smtp',
        'activate your account*',
        'account is not activated',
        'account not activated',
        'account has not been activated',
        'account is not active',
        'account is disabled due',
        'is not allowed to send account*',
        'account disabled by',
      ],
      not: ['recipient*'],
    },
    reason: 'auth.account-locked',
    source: `${mailgun}; Brevo, activate SMTP`,
  },
  {
    id: 'mailgun.limit',
    when: {
      text: [
        'recipient limit exceeded',
        'sending limit*',
        'sending quota',
        'email limit is reached',
        'emails per second*',
        'sandbox limit*',
        'plan limit*',
      ],
    },
    reason: 'rate.limited',
    source: `${mailgun}; Mailtrap, limits; SparkPost, sending limits`,
  },
  {
    id: 'mailgun.test-recipients',
    when: {
      text: [
        'sandbox subdomains are for test purposes',
        'free accounts are for test purposes',
        'authorized recipients',
        'only send testing emails to your own',
      ],
    },
    reason: 'recipient.rejected',
    source: `${mailgun}; Resend, test mode`,
  },
  {
    id: 'brevo.ip',
    when: { text: ['unauthorized ip', 'unauthorised ip', 'ip address not authorized', 'ip not authorized'] },
    reason: 'policy.blocked',
    source: 'Brevo, authorized IP addresses; RFC 5248: 525 X.7.13',
  },
  {
    id: 'sending-service.account',
    when: {
      providers: sendingServices,
      text: pairs(
        ['account*'],
        [
          'disabled',
          'suspended',
          'blocked',
          'locked',
          'inactive',
          'not active',
          'under review',
          'paused*',
          'banned',
          'restricted*',
          'closed',
          'pending*',
        ],
      ),
    },
    reason: 'auth.account-locked',
    source: 'A service that only sends has no accounts of recipients',
  },
];
