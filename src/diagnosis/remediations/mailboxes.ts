import type { ProviderAdviceTable } from './advice.js';

// Where there are no app passwords, where there is a switch, where there are both.
const LOGIN = ['auth.invalid-credentials'] as const;
const SWITCH = [...LOGIN, 'auth.disabled'] as const;
const PASSWORD = [...LOGIN, 'auth.app-password-required'] as const;
const ACCESS = [...SWITCH, 'auth.app-password-required'] as const;

/** Mailbox providers; the general summary holds unless one is given. */
export const mailboxes = {
  yahoo: [
    {
      for: PASSWORD,
      steps: [
        "Create an app password at Account Info > Security, and use it in place of the account's password.",
        'Use the full address as the user name.',
      ],
      url: 'https://help.yahoo.com/kb/SLN15241.html',
    },
  ],
  aol: [
    {
      for: PASSWORD,
      steps: [
        "Create an app password at Account Info > Security, and use it in place of the account's password.",
        'Use the full address as the user name.',
      ],
      url: 'https://help.aol.com/articles/Create-and-manage-app-password',
    },
  ],
  icloud: [
    {
      for: PASSWORD,
      steps: [
        'Switch on two-factor authentication for the Apple Account.',
        "Create an app-specific password at account.apple.com and use it as the password; changing the account's password revokes it.",
        'Use the iCloud Mail address (…@icloud.com), not another address of the Apple Account, as the user name.',
      ],
      url: 'https://support.apple.com/102654',
    },
  ],
  zoho: [
    {
      for: ACCESS,
      steps: [
        "Use the host of your account's region: smtp.zoho.com, smtp.zoho.eu, smtp.zoho.in …; for an organisation with its own domain smtppro.zoho.com, .eu, .in ….",
        'With two-factor authentication, create an app-specific password at accounts.zoho.com (Security > App Passwords).',
        'Use the full address as the user name, and send from it or one of its aliases.',
      ],
      url: 'https://www.zoho.com/mail/help/zoho-smtp.html',
    },
  ],
  fastmail: [
    {
      for: ACCESS,
      steps: [
        "Create an app password with SMTP access at Settings > Privacy & Security; the account's password does not work.",
        'Use the full address as the user name, with its domain.',
      ],
      url: 'https://www.fastmail.help/hc/en-us/articles/360058752854',
    },
  ],
  proton: [
    {
      for: ACCESS,
      summary: "Proton Mail takes an SMTP token or Proton Mail Bridge's password, not the account's.",
      steps: [
        'Create an SMTP token at Settings > IMAP/SMTP (for addresses of your own domain, on plans that have it), and use it as the password with the address as the user name.',
        'Or run Proton Mail Bridge, and use the host, port, user and password that it shows.',
      ],
      url: 'https://proton.me/support/smtp-submission',
    },
  ],
  gmx: [
    {
      for: ACCESS,
      steps: [
        'Switch on access for other programs: Settings > POP3/IMAP in the webmail.',
        'With two-factor authentication, create an application-specific password and use that.',
        'Use the host of your account: mail.gmx.net, or mail.gmx.com for accounts from gmx.com.',
      ],
      url: 'https://hilfe.gmx.net/pop-imap/einschalten.html',
    },
  ],
  webde: [
    {
      for: ACCESS,
      steps: [
        'Switch on access for other programs: Settings > POP3/IMAP in the webmail.',
        'With two-factor authentication, create an application-specific password and use that.',
      ],
      url: 'https://hilfe.web.de/pop-imap/einschalten.html',
    },
  ],
  tonline: [
    {
      for: ACCESS,
      steps: [
        "Set a password for e-mail programs in the e-mail centre's settings; the Telekom login's password does not work.",
        'Use the full address as the user name and the host securesmtp.t-online.de.',
      ],
    },
  ],
  qq: [
    {
      for: ACCESS,
      summary: "QQ Mail wants an authorisation code (授权码) instead of the account's password.",
      steps: [
        "Switch on the POP3/IMAP/SMTP service in the webmail's settings, and create an authorisation code (授权码) there.",
        'Use the code as the password; changing the QQ password revokes it.',
      ],
      url: 'https://service.mail.qq.com/detail/0/75',
    },
  ],
  'exmail-qq': [
    {
      for: ACCESS,
      steps: [
        'Check that the administrator and the mailbox allow SMTP for other clients.',
        "With secure login on, create a client password (客户端专用密码) in the webmail's settings and use it as the password.",
        'Use the full address as the user name.',
      ],
    },
  ],
  netease163: [
    {
      for: ACCESS,
      summary: "NetEase 163 wants an authorisation code (授权码) instead of the account's password.",
      steps: [
        'Switch on the SMTP service at Settings > POP3/SMTP/IMAP in the webmail, and create an authorisation code (授权码) there.',
        'Use the code as the password, and send from the same address.',
      ],
    },
  ],
  netease126: [
    {
      for: ACCESS,
      summary: "NetEase 126 wants an authorisation code (授权码) instead of the account's password.",
      steps: [
        'Switch on the SMTP service at Settings > POP3/SMTP/IMAP in the webmail, and create an authorisation code (授权码) there.',
        'Use the code as the password, and send from the same address.',
      ],
    },
  ],
  aliyun: [
    {
      for: ACCESS,
      steps: [
        'Use the host of your product: smtp.aliyun.com (personal), smtp.qiye.aliyun.com (company), smtpdm.aliyun.com (DirectMail).',
        'For a company mailbox, create a security password for third-party clients (三方客户端安全密码) in the webmail, and use that.',
        'For DirectMail, use the SMTP password set for the sender address in its console.',
      ],
    },
  ],
  yandex: [
    {
      for: ACCESS,
      steps: [
        "Allow mail clients in the webmail's settings (Email clients > from the server imap.yandex.com via IMAP, app passwords and OAuth tokens).",
        "Create an app password of the type Mail, and use it in place of the account's password; changing the account's password revokes it.",
        'Send from the address you log in with.',
      ],
      url: 'https://yandex.com/support/passport/authorization/app-passwords.html',
    },
  ],
  mailru: [
    {
      for: ACCESS,
      steps: [
        "Create a password for external apps (пароль для внешнего приложения) with access to mail in the account's security settings; the account's password does not work.",
        'Use the full address as the user name.',
      ],
      url: 'https://help.mail.ru/mail/security/protection/external',
    },
  ],
  rambler: [
    {
      for: SWITCH,
      steps: [
        "Allow mail programs to reach the mailbox in the webmail's settings (Почтовые программы).",
        'Use the full address as the user name.',
      ],
    },
  ],
  'free-fr': [
    {
      for: [...SWITCH, 'auth.required'],
      steps: [
        "Check that authenticated SMTP (SMTP authentifié) is activated in the subscriber's area.",
        'Use the name of the mailbox and its own password.',
      ],
    },
  ],
  'yahoo-jp': [
    {
      for: SWITCH,
      steps: [
        "Allow access from other than the official services (公式サービス以外からのアクセス), SMTP included, in the webmail's settings.",
        'Use the host smtp.mail.yahoo.co.jp and the Yahoo! JAPAN ID as the user name.',
      ],
    },
  ],
  naver: [
    {
      for: ACCESS,
      steps: [
        "Switch on IMAP/SMTP or POP3/SMTP in the webmail's settings.",
        'With two-step verification, create an application password and use that.',
      ],
    },
  ],
} as const satisfies ProviderAdviceTable;
