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
const netease = 'NetEase 163, 退信代码说明';
const qq = 'QQ Mail, 退信问题';

/** What sending services and the Chinese, Russian and hosting mailboxes document about their replies. */
export const sendingProviderRules = (): readonly BuiltInRule[] => [
  {
    id: 'ses.throttling',
    when: { text: ['throttling failure', 'maximum sending rate exceeded', 'daily message quota exceeded'] },
    reason: 'rate.limited',
    source: ses,
  },
  {
    id: 'ses.not-verified',
    when: { text: ['address is not verified', 'addresses are not verified', 'identities failed the check'] },
    reason: 'sender.rejected',
    source: ses,
  },
  {
    id: 'ses.suppressed',
    when: { text: ['message rejected: address blacklisted'] },
    reason: 'recipient.rejected',
    source: ses,
  },
  {
    id: 'ses.paused',
    when: {
      text: [
        'sending suspended for this account',
        'sending paused for this account',
        'sending is disabled for',
        'account sending paused',
      ],
    },
    reason: 'auth.account-locked',
    source: ses,
  },
  {
    id: 'ses.not-authorized',
    when: { text: [['is not authorized to perform', 'ses:'], 'not subscribed to ses'] },
    reason: 'auth.disabled',
    source: ses,
  },
  {
    id: 'sendgrid.credits',
    when: { text: ['maximum credits exceeded', 'credits exceeded', 'credit limit'] },
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
        'sender signature',
        'unconfigured sending domain',
        'sender address not validated',
        'sender not validated',
        ['domain', 'is not verified'],
        ['domain', 'not verified'],
        'sender is not verified',
        'sender not verified',
        'unverified sender',
        'unverified domain',
      ],
    },
    reason: 'sender.rejected',
    source: `${sendgrid}; Postmark, sender signatures; SparkPost, sending domains; Resend, domains`,
  },
  {
    id: 'mailgun.not-activated',
    when: {
      text: [
        'activate your mailgun account',
        'not yet activated',
        'activate your smtp',
        'activate your account',
        'account is not activated',
        'account not activated',
        'account has not been activated',
        'account is not active',
        'account is disabled due',
        'is not allowed to send: account',
        'account disabled by',
      ],
    },
    reason: 'auth.account-locked',
    source: `${mailgun}; Brevo, activate SMTP`,
  },
  {
    id: 'mailgun.limit',
    when: {
      text: [
        'recipient limit exceeded',
        'sending limit',
        'sending quota',
        'email limit is reached',
        'emails per second',
        'sandbox limit',
        'plan limit',
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
        ['account'],
        [
          'disabled',
          'suspended',
          'blocked',
          'locked',
          'inactive',
          'not active',
          'under review',
          'paused',
          'banned',
          'restricted',
          'closed',
          'pending',
        ],
      ),
    },
    reason: 'auth.account-locked',
    source: 'A service that only sends has no accounts of recipients',
  },
  // NetEase 163, 126
  {
    id: 'netease.rate',
    when: {
      text: [
        'too much recipient',
        'hl:icc',
        'hl:ifc',
        'hl:mep',
        'mi:cel',
        'mi:dmc',
        'mi:ccl',
        'mi:stc',
        'rp:rcl',
        'rp:trc',
        'rp:cel',
        'mi:sfq',
        'rp:qrc',
        'mi:qmc',
      ],
    },
    reason: 'rate.limited',
    source: netease,
  },
  {
    id: 'netease.blocked',
    when: {
      text: ['hl:rep', 'hl:ihu', 'hl:itc', 'hl:gxh', 'mi:nhd', 'mi:spb', 'ip:ibl', 'mi:vhb', 'rp:rbl'],
    },
    reason: 'policy.blocked',
    source: netease,
  },
  {
    id: 'netease.content',
    when: { text: ['dt:spm', 'dt:sum', 'dt:vif'] },
    reason: 'message.rejected',
    source: netease,
  },
  // QQ Mail and Tencent Exmail
  {
    id: 'qq.limit',
    when: {
      text: [
        'frequency limited',
        'frequency is limited',
        'mail is sent too frequently',
        'sending frequency',
        'mass mailing',
        'quantity limit',
      ],
      not: ['login'],
    },
    reason: 'rate.limited',
    source: qq,
  },
  {
    id: 'qq.content',
    when: {
      text: [
        'mail content denied',
        'suspected spam',
        'suspected bounce attack',
        'mail contains',
        'spam alarm',
        'mail is suspicious',
      ],
    },
    reason: 'message.rejected',
    source: qq,
  },
  {
    id: 'qq.suspicious-login',
    when: { text: ['account is abnormal, service is not open, password is incorrect'] },
    reason: 'auth.invalid-credentials',
    source: 'QQ Mail, SMTP/IMAP service: one sentence for several causes',
  },
  // Mail.ru, Yandex, Rambler
  {
    id: 'russian.spam',
    when: {
      text: [
        'under suspicion of spam',
        'spam message rejected',
        'spam message discarded',
        'message looks like spam',
      ],
    },
    reason: 'message.rejected',
    source: 'Yandex Mail Help, error messages; Mail.ru Postmaster, error messages',
  },
  {
    id: 'yandex.no-access',
    when: { text: ['does not have access rights to this service'] },
    reason: 'auth.disabled',
    source: 'Yandex 360 Help, mail clients',
  },
  // Zoho
  {
    id: 'zoho.sender-not-own',
    when: { text: ['relaying disallowed as', 'sender is not allowed to relay'] },
    reason: 'sender.rejected',
    source: 'Zoho Mail Help, SMTP errors: the sender differs from the account that logged in',
  },
  {
    id: 'zoho.outgoing-blocked',
    when: { text: ['email outgoing blocked', 'outgoing blocked', 'outgoing mail has been blocked'] },
    reason: 'auth.account-locked',
    source: 'Zoho Mail Help, outgoing email blocked',
  },
  {
    id: 'zoho.unusual-activity',
    when: { text: ['unusual sending activity'] },
    reason: 'rate.limited',
    source: 'Zoho Mail Help, usage policy limits',
  },
  // Hosters
  {
    id: 'godaddy.limit',
    when: { text: [['sent to too many recipients', 'hour'], 'ib007', 'ib504', 'ib510', 'ib605', 'ib607'] },
    reason: 'rate.limited',
    source: 'GoDaddy Help, email bounceback codes IB',
  },
  {
    id: 'godaddy.blocked',
    when: {
      text: [
        'ib103',
        'ib104',
        'ib105',
        'ib106',
        'ib108',
        'ib110',
        'ib111',
        'ib112',
        'ib113',
        'ib301',
        'ib603',
        'ib604',
      ],
    },
    reason: 'policy.blocked',
    source: 'GoDaddy Help, email bounceback codes IB',
  },
  {
    id: 'godaddy.content',
    when: { text: ['ib212', 'ib705'] },
    reason: 'message.rejected',
    source: 'GoDaddy Help, email bounceback codes IB',
  },
  {
    id: 'godaddy.spf',
    when: { text: ['ib508'] },
    reason: 'policy.dmarc',
    source: 'GoDaddy Help, email bounceback codes IB',
  },
];
