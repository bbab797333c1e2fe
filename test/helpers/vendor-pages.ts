const vendors: Readonly<Record<string, string>> = {
  gmail: 'google.com',
  microsoft365: 'microsoft.com',
  outlook: 'microsoft.com',
  icloud: 'apple.com',
  fastmail: 'fastmail.help',
  proton: 'proton.me',
  gmx: 'gmx.net',
  webde: 'web.de',
  mailru: 'mail.ru',
  ses: 'aws.amazon.com',
  sendgrid: 'twilio.com',
  postmark: 'postmarkapp.com',
  'elastic-email': 'elasticemail.com',
  'mailbox-org': 'mailbox.org',
};

/** Whether an address is a page of this provider's vendor, over https. */
export function isPageOfVendor(url: string, id: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' && `.${hostname}`.includes(`.${vendors[id] ?? id.split('-')[0]}`);
}
