import type { ProviderAdviceTable } from './advice.js';

// Where there is nothing but a password, and where there is a switch as well.
const LOGIN = ['auth.invalid-credentials'] as const;
const SWITCH = [...LOGIN, 'auth.disabled'] as const;

/** Hosters and telcos; the general summary holds unless one is given. */
export const hosters = {
  ionos: [
    {
      for: LOGIN,
      steps: [
        "Use the full address and the mailbox's own password, not the login of the customer account.",
        'Use the host of your country: smtp.ionos.com, smtp.ionos.de, smtp.ionos.co.uk ….',
      ],
      url: 'https://www.ionos.com/help/email/general-topics/settings-for-your-email-programs-imap-pop3/',
    },
  ],
  strato: [
    {
      for: LOGIN,
      steps: ["Use the full address and the mailbox's own password, not the login of the customer account."],
    },
  ],
  ovh: [
    {
      for: LOGIN,
      steps: [
        "Use the full address and the mailbox's own password, not the login of the customer account.",
        'Use the host of your offer, as the control panel names it: ssl0.ovh.net (MX Plan), pro….mail.ovh.net (Email Pro), ex….mail.ovh.net (Exchange).',
      ],
    },
  ],
  godaddy: [
    {
      for: SWITCH,
      steps: [
        "Find out which product the mailbox is: smtpout.secureserver.net is for Professional and Workspace Email, smtp.office365.com for GoDaddy's Microsoft 365.",
        'For Microsoft 365, switch on SMTP Authentication for the mailbox in the Email & Office Dashboard (Manage > Advanced Settings).',
        "Use the full address and the mailbox's own password, not the GoDaddy login.",
      ],
      url: 'https://www.godaddy.com/help/enable-smtp-authentication-40981',
    },
  ],
  hostinger: [
    {
      for: SWITCH,
      steps: [
        "Use the full address and the mailbox's own password (hPanel > Emails), not the hPanel login.",
        'Use the host of your product: smtp.hostinger.com, or smtp.titan.email for Titan.',
        "For Titan, switch on access for other apps in the webmail's settings.",
      ],
    },
  ],
  namecheap: [
    {
      for: LOGIN,
      steps: [
        "Use the full address and the mailbox's own password with the host mail.privateemail.com, not the Namecheap login.",
      ],
    },
  ],
} as const satisfies ProviderAdviceTable;
