/** A mailbox or sending provider and the marks by which it is known. */
export interface Provider {
  /** The name people know, `'Gmail'`. */
  readonly name: string;
  /** Hosts: `smtp.gmail.com`, a domain and all below it as `.gmail.com`, or `*` for any part. */
  readonly hosts: readonly string[];
  /** Marks in a reply's text or greeting, in lower case: `gsmtp`. */
  readonly marks?: readonly string[];
}

// A mark is something only the provider's own servers say. Domains that customers write in
// addresses, or that their machines carry in reverse DNS, are no marks: a reply often quotes the
// sender. The leading dot in `.mail.ru` keeps `joe@mail.ru` out. For the same reason the hosts of
// companies that rent out machines are named one by one.

/**
 * Every provider that the diagnosis knows, by its id.
 *
 * @example
 * ```ts
 * if (error.provider) console.error(`${providers[error.provider].name} refused the login`);
 * ```
 */
export const providers = {
  // Mailboxes
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
      'smtpclientauthentication',
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
    marks: [
      '[auth0',
      '#auth0',
      '#mbr1',
      '[tss0',
      '.yahoo.com',
      'senders.yahooinc.com',
      'postmaster.verizonmedia.com',
    ],
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
    marks: ['mx.zohomail', '.zoho.com', 'zoho.com/mail', 'zoho mail'],
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
    marks: ['mrgmx', 'gmx.net (', '.gmx.net', '.gmx.com', 'postmaster.gmx'],
  },
  webde: {
    name: 'WEB.DE',
    hosts: ['.web.de'],
    marks: ['mrweb', 'web.de (', '.web.de'],
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
    marks: ['163 smtp', '163 mx', '163com[', 'mail.163.com', 'help.163.com'],
  },
  netease126: {
    name: 'NetEase 126',
    hosts: ['.126.com'],
    marks: ['126 smtp', '126 mx', '126com[', 'mail.126.com'],
  },
  aliyun: {
    name: 'Aliyun Mail',
    hosts: ['.aliyun.com', '.mxhichina.com', '.aliyun-inc.com'],
    marks: ['alimail', 'aliyun-inc.com', '.aliyun.com', '.mxhichina.com'],
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
    marks: ['ofr_', 'ofr0', '.orange.fr'],
  },
  'free-fr': {
    name: 'Free',
    hosts: ['.free.fr'],
    marks: ['postmaster.free.fr', '-g21.free.fr'],
  },
  laposte: {
    name: 'La Poste',
    hosts: ['.laposte.net'],
    marks: ['lpn0', 'lpn-prd', '.laposte.net'],
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

  // Hosting companies
  ionos: {
    name: 'IONOS',
    hosts: [
      '.ionos.com',
      '.ionos.de',
      '.ionos.co.uk',
      '.ionos.es',
      '.ionos.fr',
      '.ionos.it',
      '.1and1.com',
      '.1and1.co.uk',
      '.1and1.fr',
      '.1und1.de',
      '.kundenserver.de',
      '.perfora.net',
    ],
    marks: ['kundenserver.de (', 'perfora.net (', 'mreue', 'postmaster.1und1.de', 'postmaster.1and1.'],
  },
  strato: {
    name: 'STRATO',
    hosts: ['.strato.de', '.strato.com', '.rzone.de'],
    marks: ['smtp.rzone.de', '.strato.de'],
  },
  ovh: {
    name: 'OVHcloud',
    hosts: ['ssl0.ovh.net', '.mail.ovh.net', '.mail.ovh.ca'],
    marks: ['.mail.ovh.net', 'ssl0.ovh.net'],
  },
  godaddy: {
    name: 'GoDaddy',
    hosts: [
      'smtpout.secureserver.net',
      'smtpout.*.secureserver.net',
      'relay-hosting.secureserver.net',
      'smtp.secureserver.net',
      'smtp.*.secureserver.net',
      '.prod.phx3.secureserver.net',
      '.prod.iad2.secureserver.net',
      '.prod.sxb1.secureserver.net',
    ],
    marks: ['.prod.phx3.secureserver', '.prod.iad2.secureserver', '.prod.sxb1.secureserver', 'godaddy.com/'],
  },
  hostinger: {
    name: 'Hostinger',
    hosts: ['.hostinger.com', '.hostinger.io', '.titan.email'],
    marks: ['.hostinger.com', '.hostinger.io', 'hostinger.com/'],
  },
  namecheap: {
    name: 'Namecheap Private Email',
    hosts: ['.privateemail.com'],
    marks: ['privateemail.com'],
  },
  aruba: {
    name: 'Aruba',
    hosts: ['smtp.aruba.it', 'smtps.aruba.it', '.pec.aruba.it', '.ad.aruba.it'],
    marks: ['.ad.aruba.it', '.pec.aruba.it'],
  },
  infomaniak: {
    name: 'Infomaniak',
    hosts: ['.infomaniak.com', '.infomaniak.ch'],
    marks: ['.infomaniak.'],
  },
  gandi: {
    name: 'Gandi',
    hosts: ['mail.gandi.net'],
    marks: ['.mail.gandi.net'],
  },
  sakura: { name: 'Sakura Internet', hosts: ['.sakura.ne.jp'] },

  // Sending services
  ses: {
    name: 'Amazon SES',
    hosts: [
      'email-smtp.*.amazonaws.com',
      'email-smtp-fips.*.amazonaws.com',
      'email-smtp.*.amazonaws.com.cn',
      'inbound-smtp.*.amazonaws.com',
    ],
    marks: ['simpleemailservice', 'amazon ses', 'email-smtp.amazonaws.com', 'failed the check in region'],
  },
  sendgrid: {
    name: 'SendGrid',
    hosts: ['.sendgrid.net'],
    marks: ['sendgrid.com/', 'sendgrid esmtp'],
  },
  mailgun: { name: 'Mailgun', hosts: ['.mailgun.org'], marks: ['mailgun'] },
  postmark: {
    name: 'Postmark',
    hosts: ['.postmarkapp.com'],
    marks: ['postmark'],
  },
  brevo: {
    name: 'Brevo',
    hosts: ['.brevo.com', '.sendinblue.com'],
    marks: ['brevo.com', 'sendinblue'],
  },
  mailjet: { name: 'Mailjet', hosts: ['.mailjet.com'], marks: ['mailjet'] },
  sparkpost: {
    name: 'SparkPost',
    hosts: ['.sparkpostmail.com', '.sparkpostelite.com', '.sparkpost.com'],
    marks: ['sparkpost'],
  },
  mailtrap: { name: 'Mailtrap', hosts: ['.mailtrap.io'], marks: ['mailtrap'] },
  resend: {
    name: 'Resend',
    hosts: ['.resend.com'],
    marks: ['resend.com/', 'resend smtp'],
  },
  mandrill: {
    name: 'Mandrill',
    hosts: ['.mandrillapp.com'],
    marks: ['mandrill'],
  },
  'elastic-email': {
    name: 'Elastic Email',
    hosts: ['.elasticemail.com'],
    marks: ['elasticemail', 'elastic email'],
  },
  smtp2go: { name: 'SMTP2GO', hosts: ['.smtp2go.com'], marks: ['smtp2go'] },
  mailersend: {
    name: 'MailerSend',
    hosts: ['.mailersend.net'],
    marks: ['mailersend'],
  },
} as const satisfies Record<string, Provider>;

/** A provider that the diagnosis knows, `'gmail'`. */
export type ProviderId = keyof typeof providers;
