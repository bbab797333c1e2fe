import type { Provider } from './provider.js';

/** Mailbox providers. */
export const mailboxProviders = {
  gmail: {
    name: 'Gmail',
    hosts: ['.gmail.com', '.googlemail.com', '.google.com'],
    marks: ['gsmtp', 'gcdp', 'support.google.com/', 'mx.google.com'],
  },
  microsoft365: {
    name: 'Microsoft 365',
    hosts: [
      '.office365.com',
      '.office365.us',
      '.protection.outlook.com',
      '.mx.microsoft',
      'smtp.partner.outlook.cn',
    ],
    marks: [
      'prod.outlook.com',
      'protection.outlook.com',
      'smtpclientauthentication*',
      'aka.ms/smtp_auth',
      'basic authentication is disabled',
      'federated sts',
    ],
  },
  outlook: {
    name: 'Outlook.com',
    hosts: [
      'smtp-mail.outlook.com',
      'smtp.outlook.com',
      '.olc.protection.outlook.com',
      '.hotmail.com',
      '.live.com',
    ],
    marks: ['olc.protection.outlook.com', 'mail.live.com/', 'postmaster.live.com'],
  },
  yahoo: {
    name: 'Yahoo',
    hosts: ['.mail.yahoo.com', '.yahoo.com', '.yahoodns.net'],
    marks: ['auth0*', 'mbr1*', 'tss0*', '.yahoo.com', 'senders.yahooinc.com', 'postmaster.verizonmedia.com'],
  },
  aol: {
    name: 'AOL',
    hosts: ['.aol.com', 'smtp.verizon.net'],
    marks: ['postmaster.aol.com', 'mx.aol.com'],
  },
  icloud: {
    name: 'iCloud',
    hosts: ['.mail.me.com', '.icloud.com'],
    marks: ['.icloud.com', '.mail.me.com', 'support.apple.com'],
  },
  zoho: {
    name: 'Zoho',
    hosts: [
      '.zoho.com',
      '.zoho.eu',
      '.zoho.in',
      '.zoho.jp',
      '.zoho.sa',
      '.zoho.com.au',
      '.zoho.com.cn',
      '.zohocloud.ca',
      '.zohomail.com',
    ],
    marks: ['mx.zohomail.com', '.zoho.com', 'zoho.com/mail', 'zoho mail'],
  },
  fastmail: {
    name: 'Fastmail',
    hosts: ['.fastmail.com', '.messagingengine.com'],
    marks: ['messagingengine.com', '.fastmail.com', 'fastmail.help'],
  },
  proton: {
    name: 'Proton Mail',
    hosts: ['.protonmail.ch', '.proton.me'],
    marks: ['mail.protonmail.ch', 'proton.me/support'],
  },
  gmx: {
    name: 'GMX',
    hosts: ['.gmx.com', '.gmx.net', '.gmx.de', '.gmx.at', '.gmx.ch'],
    marks: ['mrgmx*', '.gmx.net', '.gmx.com', 'postmaster.gmx'],
  },
  webde: {
    name: 'WEB.DE',
    hosts: ['.web.de'],
    marks: ['mrweb*', '.web.de'],
  },
  tonline: {
    name: 'T-Online',
    hosts: ['.t-online.de'],
    marks: ['mul.t-online.de', 'postmaster.t-online.de'],
  },
  'mailbox-org': {
    name: 'mailbox.org',
    hosts: ['.mailbox.org'],
    marks: ['.mailbox.org'],
  },
  posteo: {
    name: 'Posteo',
    hosts: ['.posteo.de', '.posteo.net'],
    marks: ['.posteo.de', '.posteo.net'],
  },
  qq: {
    name: 'QQ Mail',
    hosts: ['.qq.com'],
    marks: ['.qq.com', 'qq mail server'],
  },
  'exmail-qq': {
    name: 'Tencent Exmail',
    hosts: ['.exmail.qq.com'],
    marks: ['exmail.qq.com', 'work.weixin.qq.com'],
  },
  netease163: {
    name: 'NetEase 163',
    hosts: ['.163.com', '.yeah.net', '.ntesmail.com'],
    marks: ['163 smtp*', '163 mx', '163com', 'mail.163.com', 'help.163.com'],
  },
  netease126: {
    name: 'NetEase 126',
    hosts: ['.126.com'],
    marks: ['126 smtp*', '126 mx', '126com', 'mail.126.com'],
  },
  aliyun: {
    name: 'Aliyun Mail',
    hosts: ['.aliyun.com', '.mxhichina.com', '.aliyun-inc.com'],
    marks: ['alimail*', 'aliyun-inc.com', '.aliyun.com', '.mxhichina.com'],
  },
  yandex: {
    name: 'Yandex',
    hosts: [
      '.yandex.ru',
      '.yandex.com',
      '.yandex.net',
      '.yandex.kz',
      '.yandex.by',
      '.yandex.com.tr',
      'smtp.ya.ru',
    ],
    marks: ['.yandex.', 'yandex.ru/', 'yandex.com/', 'ya.cc/'],
  },
  mailru: { name: 'Mail.ru', hosts: ['.mail.ru'], marks: ['.mail.ru'] },
  rambler: { name: 'Rambler', hosts: ['.rambler.ru'], marks: ['.rambler.ru'] },
  orange: {
    name: 'Orange',
    hosts: ['.orange.fr', '.wanadoo.fr'],
    marks: ['ofr', 'ofr0*', '.orange.fr'],
  },
  'free-fr': {
    name: 'Free',
    hosts: ['.free.fr'],
    marks: ['postmaster.free.fr', '-g21.free.fr'],
  },
  laposte: {
    name: 'La Poste',
    hosts: ['.laposte.net'],
    marks: ['lpn0*', 'lpn prd*', '.laposte.net'],
  },
  libero: {
    name: 'Libero',
    hosts: ['.libero.it', '.iol.it'],
    marks: ['.iol.local', '.libero.it'],
  },
  'yahoo-jp': {
    name: 'Yahoo! JAPAN',
    hosts: ['.yahoo.co.jp'],
    marks: ['.yahoo.co.jp', 'yahoo-help.jp'],
  },
  docomo: {
    name: 'docomo',
    hosts: ['.docomo.ne.jp', '.spmode.ne.jp'],
    marks: ['.docomo.ne.jp'],
  },
  naver: { name: 'Naver', hosts: ['.naver.com'], marks: ['.naver.com'] },
  seznam: { name: 'Seznam', hosts: ['.seznam.cz'], marks: ['.seznam.cz'] },
} as const satisfies Record<string, Provider>;
