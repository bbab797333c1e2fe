import type { ProviderId } from '../../src/diagnosis/providers.js';
import type { PaceOptions } from '../../src/options/options.js';

/** What a vendor says in public that it takes from one account. For the documents only: no code reads it. */
export interface PublishedLimit {
  readonly provider: ProviderId;
  /** Whose limit it is, where not every account has the same. */
  readonly account?: string;
  readonly limit: string;
  /** The vendor's own page that says so. */
  readonly source: string;
  /** What to give, where the limit is one of connections, seconds or a minute. */
  readonly pace?: PaceOptions;
}

export const publishedLimits: readonly PublishedLimit[] = [
  {
    provider: 'brevo',
    account: 'Free plan',
    limit: '300 messages a day',
    source: 'https://help.brevo.com/hc/en-us/articles/8292912279954-Add-or-remove-emails-from-your-plan',
  },
  {
    provider: 'elastic-email',
    account: 'trial',
    limit: '100 messages a day, to the address of the account only',
    source: 'https://help.elasticemail.com/en/articles/2446055-what-are-sending-limits-for-new-accounts',
  },
  {
    provider: 'gandi',
    limit: '40 recipients a message',
    source: 'https://docs.gandi.net/en/gandimail/limitations.html',
  },
  {
    provider: 'gmail',
    account: 'personal',
    limit: '500 recipients, then none for up to 24 hours; 100 recipients a message over SMTP',
    source: 'https://support.google.com/mail/answer/22839',
  },
  {
    provider: 'gmail',
    account: 'Google Workspace',
    limit: '2,000 messages (in a trial 500) and 10,000 recipients a day; 100 recipients a message over SMTP',
    source: 'https://support.google.com/a/answer/166852',
  },
  {
    provider: 'godaddy',
    account: 'Workspace Email',
    limit: '500 recipients a day; 300 messages an hour, 200 a minute',
    source: 'https://www.godaddy.com/help/assign-smtp-relays-20153',
  },
  {
    provider: 'hostinger',
    account: 'Business Starter',
    limit: '1,000 messages a day; 100 recipients a message',
    source: 'https://www.hostinger.com/support/4625828-parameters-and-limits-of-hostinger-email/',
  },
  {
    provider: 'hostinger',
    account: 'Business Premium',
    limit: '3,000 messages a day; 100 recipients a message',
    source: 'https://www.hostinger.com/support/4625828-parameters-and-limits-of-hostinger-email/',
  },
  {
    provider: 'icloud',
    limit: '1,000 messages and 1,000 recipients a day; 500 recipients a message',
    source: 'https://support.apple.com/102198',
  },
  {
    provider: 'infomaniak',
    limit: '1,440 recipients a day; 500 on the free plans and Starter',
    source: 'https://www.infomaniak.com/en/support/faq/2065/understanding-the-24-hour-outgoing-email-limit',
  },
  {
    provider: 'ionos',
    account: 'Mail Basic, Mail Business',
    limit: '50 messages an hour in the first week, 100 in the second, 400 until day 30, then more',
    source: 'https://www.ionos.com/help/email/general-topics/what-are-the-mass-mailing-limits/',
  },
  {
    provider: 'mailbox-org',
    account: 'trial',
    limit: '10 messages a day, to addresses at mailbox.org only',
    source: 'https://kb.mailbox.org/en/private/e-mail/sending-limits-for-emails',
  },
  {
    provider: 'mailersend',
    limit: 'by plan: Hobby 1,000 requests a day, Starter 100,000, Professional 500,000',
    source: 'https://www.mailersend.com/help/rate-limits-how-to-reduce-403-422-429-errors',
  },
  {
    provider: 'mailjet',
    account: 'Free plan',
    limit: '200 messages a day, 6,000 a month',
    source: 'https://www.mailjet.com/blog/mj_faq_category/pricing/',
  },
  {
    provider: 'mailtrap',
    limit: '10 connections at once; new accounts 150 messages an hour; Free plan 150 a day',
    source: 'https://help.mailtrap.io/article/100-sending-limits',
    pace: { connections: 10 },
  },
  {
    provider: 'microsoft365',
    limit: '3 connections at once, 30 messages a minute, 10,000 recipients a day',
    source: 'https://learn.microsoft.com/exchange/troubleshoot/send-emails/smtp-submission-improvements',
    pace: { connections: 3, perSecond: 0.5 },
  },
  {
    provider: 'outlook',
    account: 'Microsoft 365 subscriber',
    limit:
      '5,000 recipients a day, 1,000 of them never written to before; 500 a message; less without a subscription',
    source:
      'https://support.microsoft.com/office/sending-limits-in-outlook-com-279ee200-594c-40f0-9ec8-bb6af7735c2e',
  },
  {
    provider: 'postmark',
    limit: 'asks for no more than 10 connections at once from one IP address',
    source: 'https://postmarkapp.com/support/article/do-we-have-rate-limits-for-smtp',
    pace: { connections: 10 },
  },
  {
    provider: 'proton',
    limit: 'by the reputation of the account (Free plan: 50 an hour, 150 a day); 100 recipients a message',
    source: 'https://proton.me/support/email-sending-limits',
  },
  {
    provider: 'resend',
    account: 'Free plan',
    limit: '100 recipients a day, 3,000 a month; messages received count too',
    source: 'https://resend.com/docs/knowledge-base/account-quotas-and-limits',
  },
  {
    provider: 'sendgrid',
    limit: '5,000 messages on one connection',
    source: 'https://www.twilio.com/docs/sendgrid/for-developers/sending-email/integrating-with-the-smtp-api',
  },
  {
    provider: 'ses',
    account: 'sandbox',
    limit: '1 recipient a second, 200 a day',
    source: 'https://docs.aws.amazon.com/ses/latest/dg/quotas.html',
    pace: { perSecond: 1 },
  },
  {
    provider: 'ses',
    account: 'production',
    limit: 'recipients a second and a day, by use case; each region has its own',
    source: 'https://docs.aws.amazon.com/ses/latest/dg/quotas.html',
  },
  {
    provider: 'smtp2go',
    account: 'Free plan',
    limit: '200 messages a day, 25 an hour without a verified domain; more are queued',
    source: 'https://support.smtp2go.com/hc/en-gb/articles/20651852434073-Quota-Usage-Notifications',
  },
  {
    provider: 'smtp2go',
    account: 'paid plans',
    limit: '1,000 messages a day until the account is reviewed; 200,000 an hour',
    source: 'https://www.smtp2go.com/blog/know-your-sending-limits/',
  },
  {
    provider: 'yandex',
    limit: '500 recipients a day; 35 recipients a message over SMTP',
    source: 'https://yandex.com/support/mail/web/letter/create/send-many-letters.html',
  },
  {
    provider: 'zoho',
    limit: '50 to 500 messages an hour by reputation; 150 recipients a message, 100 on free plans',
    source: 'https://www.zoho.com/mail/help/adminconsole/rates-and-limits.html',
  },
];
