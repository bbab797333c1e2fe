import type { BuiltInRule } from '../rule.js';

const netease = 'NetEase 163, 退信代码说明';
const qq = 'QQ Mail, 退信问题';

/** What mailbox providers and hosters say of mail that they do not want to send. */
export const mailboxPolicyRules = (): readonly BuiltInRule[] => [
  // NetEase 163, 126
  {
    id: 'netease.rate',
    when: {
      text: [
        'too much recipient*',
        'hl icc',
        'hl ifc',
        'hl mep',
        'mi cel',
        'mi dmc',
        'mi ccl',
        'mi stc',
        'rp rcl',
        'rp trc',
        'rp cel',
        'mi sfq',
        'rp qrc',
        'mi qmc',
      ],
    },
    reason: 'rate.limited',
    source: netease,
  },
  {
    id: 'netease.blocked',
    when: {
      text: ['hl rep', 'hl ihu', 'hl itc', 'hl gxh', 'mi nhd', 'mi spb', 'ip ibl', 'mi vhb', 'rp rbl'],
    },
    reason: 'policy.blocked',
    source: netease,
  },
  {
    id: 'netease.content',
    when: { text: ['dt spm', 'dt sum', 'dt vif'] },
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
        'mail is sent too frequently*',
        'sending frequency',
        'mass mailing',
        'quantity limit*',
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
        'suspected bounce attack*',
        'mail contains',
        'spam alarm*',
        'mail is suspicious',
      ],
    },
    reason: 'message.rejected',
    source: qq,
  },
  {
    id: 'qq.suspicious-login',
    when: { text: ['account is abnormal service is not open password is incorrect*'] },
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
    when: { text: ['relaying disallowed as', 'sender is not allowed to relay*'] },
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
    when: {
      text: [['sent to too many recipients', 'hour'], 'ib007*', 'ib504*', 'ib510*', 'ib605*', 'ib607'],
    },
    reason: 'rate.limited',
    source: 'GoDaddy Help, email bounceback codes IB',
  },
  {
    id: 'godaddy.blocked',
    when: {
      text: [
        'ib103*',
        'ib104*',
        'ib105*',
        'ib106*',
        'ib108*',
        'ib110*',
        'ib111*',
        'ib112*',
        'ib113*',
        'ib301*',
        'ib603',
        'ib604*',
      ],
    },
    reason: 'policy.blocked',
    source: 'GoDaddy Help, email bounceback codes IB',
  },
  {
    id: 'godaddy.content',
    when: { text: ['ib212*', 'ib705'] },
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
