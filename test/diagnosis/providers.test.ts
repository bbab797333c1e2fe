import fc from 'fast-check';
import wellKnown from 'nodemailer/lib/well-known';
import { describe, expect, it } from 'vitest';
import type { Provider } from '../../src/diagnosis/providers/provider.js';
import { type ProviderId, providers } from '../../src/diagnosis/providers.js';
import { recogniseProvider } from '../../src/diagnosis/recognise-provider.js';
import { nodemailerHas } from '../helpers/nodemailer-version.js';

const all = Object.entries<Provider>(providers);

describe('a provider is recognised by its host', () => {
  it.each<[string, ProviderId]>([
    ['smtp.gmail.com', 'gmail'],
    ['SMTP-Relay.Gmail.com.', 'gmail'],
    ['smtp.office365.com', 'microsoft365'],
    ['contoso-com.mail.protection.outlook.com', 'microsoft365'],
    ['smtp-mail.outlook.com', 'outlook'],
    ['smtp.live.com', 'outlook'],
    ['outlook-com.olc.protection.outlook.com', 'outlook'],
    ['smtp.qq.com', 'qq'],
    ['smtp.exmail.qq.com', 'exmail-qq'],
    ['smtp.mail.yahoo.com', 'yahoo'],
    ['smtp.mail.yahoo.co.jp', 'yahoo-jp'],
    ['email-smtp.eu-central-1.amazonaws.com', 'ses'],
    ['example.sakura.ne.jp', 'sakura'],
  ])('%s is %s', (host, id) => {
    expect(recogniseProvider({ host })).toBe(id);
  });

  it.each([
    'mail.example.com',
    'notgmail.com',
    'gmail.com.example.org',
    'ec2-192-0-2-1.compute-1.amazonaws.com',
    'vps1.ovh.net',
    'localhost',
    '',
    '.',
    '..',
    'x'.repeat(100_000),
  ])('%.40s is nobody we know', (host) => {
    expect(recogniseProvider({ host })).toBeUndefined();
  });
});

/** What only a newer Nodemailer knows. */
const services: [string, ProviderId][] = nodemailerHas('Google Workspace')
  ? [['GmailWorkspace', 'gmail']]
  : [];

describe("a provider is recognised by its name in Nodemailer's service option", () => {
  it.each<[string, ProviderId]>([
    ['126', 'netease126'],
    ['163', 'netease163'],
    ['1und1', 'ionos'],
    ['Aliyun', 'aliyun'],
    ['AliyunQiye', 'aliyun'],
    ['AOL', 'aol'],
    ['Aruba', 'aruba'],
    ['ElasticEmail', 'elastic-email'],
    ['FastMail', 'fastmail'],
    ['GandiMail', 'gandi'],
    ['Gmail', 'gmail'],
    ...services,
    ['GMX', 'gmx'],
    ['Godaddy', 'godaddy'],
    ['GodaddyAsia', 'godaddy'],
    ['GodaddyEurope', 'godaddy'],
    ['Hotmail', 'outlook'],
    ['iCloud', 'icloud'],
    ['Infomaniak', 'infomaniak'],
    ['Mail.ru', 'mailru'],
    ['MailerSend', 'mailersend'],
    ['Mailgun', 'mailgun'],
    ['Mailjet', 'mailjet'],
    ['Mailtrap', 'mailtrap'],
    ['Mandrill', 'mandrill'],
    ['Naver', 'naver'],
    ['Outlook365', 'microsoft365'],
    ['Postmark', 'postmark'],
    ['Proton', 'proton'],
    ['qiye.aliyun', 'aliyun'],
    ['QQ', 'qq'],
    ['QQex', 'exmail-qq'],
    ['Resend', 'resend'],
    ['SendGrid', 'sendgrid'],
    ['SendinBlue', 'brevo'],
    ['SES', 'ses'],
    ['SES-AP-SOUTHEAST-1', 'ses'],
    ['SES-US-GOV-WEST-1', 'ses'],
    ['Seznam', 'seznam'],
    ['SMTP2GO', 'smtp2go'],
    ['Sparkpost', 'sparkpost'],
    ['Yahoo', 'yahoo'],
    ['Yandex', 'yandex'],
    ['Zoho', 'zoho'],
  ])('%s is %s', (service, id) => {
    const settings = wellKnown(service);
    expect(settings && recogniseProvider({ host: settings.host ?? '' })).toBe(id);
  });
});

describe('a provider is recognised by the greeting', () => {
  it.each<[string, ProviderId]>([
    ['220 smtp.gmail.com ESMTP 5b1f17b1804b1-4 - gsmtp', 'gmail'],
    ['220 gmx.net (mrgmx105) Nemesis ESMTP Service ready', 'gmx'],
    ['220 web.de (mrweb106) Nemesis ESMTP Service ready', 'webde'],
    ['220 kundenserver.de (mreue107) Nemesis ESMTP Service ready', 'ionos'],
    ['220 email-smtp.amazonaws.com ESMTP SimpleEmailService-d-A1', 'ses'],
    ['220 newxmesmtplogicsvrszc5-0.qq.com XMail Esmtp QQ Mail Server.', 'qq'],
    ['220 163.com Anti-spam GT for Coremail System (163com[20141201])', 'netease163'],
    ['220 smtp.aliyun-inc.com MX AliMail Server', 'aliyun'],
    ['220-smtp.mail.ru ESMTP ready', 'mailru'],
    ['smtp.zoho.eu SMTP Server ready', 'zoho'],
    ['220 mta.example.com MX AliMail Server', 'aliyun'],
  ])('%s', (greeting, id) => {
    expect(recogniseProvider({ greeting })).toBe(id);
  });
});

describe('a provider is recognised by what its replies alone say', () => {
  it.each<[string, ProviderId]>([
    ['Username and Password not accepted. https://support.google.com/mail/?p=BadCredentials', 'gmail'],
    ['Authentication unsuccessful [AM0PR10CA0021.EURPRD10.PROD.OUTLOOK.COM]', 'microsoft365'],
    ['Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.', 'microsoft365'],
    ['rejected [ab12.olc.protection.outlook.com]', 'outlook'],
    ['(#AUTH005) Too many bad auth attempts.', 'yahoo'],
    ['Login Fail. More information at http://service.mail.qq.com/cgi-bin/help', 'qq'],
    ['Login fail. https://open.work.weixin.qq.com/help', 'exmail-qq'],
    ['DT:SPM 163 smtp5,D9GowACHO7RNOTMB', 'netease163'],
    ['DT:SPM 126 smtp7, http://mail.163.com/help/help_spam_16.htm', 'netease126'],
    ['Email address is not verified. The following identities failed the check in region EU-WEST-1', 'ses'],
    ['Service refuse. Veuillez essayer plus tard. OFR_999', 'orange'],
    ['Adresse destinataire invalide. Invalid recipient. LPN007_416', 'laposte'],
    ['Please activate your Mailgun account.', 'mailgun'],
  ])('%s', (text, id) => {
    expect(recogniseProvider({ text })).toBe(id);
  });

  it.each([
    'authentication failed',
    '<joe@gmail.com>: Recipient address rejected',
    '<joe@mail.ru>, <ann@yahoo.com>, <bob@qq.com>: User unknown',
    'Client host rejected: ec2-192-0-2-1.compute-1.amazonaws.com',
    'Client host [vps-1.vps.ovh.net] blocked',
    'Client host a8-95.smtp-out.amazonses.com blocked',
    'ip-192-0-2-1.ip.secureserver.net blocked',
    '',
  ])('and not by an address or a client that they quote: %s', (text) => {
    expect(recogniseProvider({ text })).toBeUndefined();
  });
});

it('trusts the host more than the greeting, and the greeting more than the reply', () => {
  const greeting = '220 gmx.net (mrgmx105) Nemesis ESMTP Service ready';
  const text = 'see https://support.google.com/mail - gsmtp';
  expect(recogniseProvider({ host: 'smtp.web.de', greeting, text })).toBe('webde');
  expect(recogniseProvider({ host: 'mail.example.com', greeting, text })).toBe('gmx');
  expect(recogniseProvider({ greeting: '220 mail.example.com ESMTP', text })).toBe('gmail');
  expect(recogniseProvider({})).toBeUndefined();
});

describe('the table of providers holds together', () => {
  it('knows more than thirty', () => {
    expect(all.length).toBeGreaterThan(30);
  });

  it('has each host and each mark once, in lower case, and finds its provider by it', () => {
    const seen = new Set<string>();
    for (const [id, { hosts, marks = [] }] of all) {
      for (const word of [...hosts, ...marks.map((mark) => `mark ${mark}`)]) {
        expect(seen.has(word), word).toBe(false);
        seen.add(word);
        expect(word).toBe(word.toLowerCase());
      }
      for (const host of hosts)
        expect(recogniseProvider({ host: host.replace(/^\./, 'smtp.').replace('*', 'x') }), host).toBe(id);
      for (const mark of marks)
        expect(
          recogniseProvider({
            text: `a ${mark.startsWith('.') ? `x${mark}` : mark.includes('.') ? `https://${mark}` : mark.replace('*', '1')}${mark.endsWith('/') ? 'x' : mark.endsWith('.') ? 'com' : ''} b`,
          }),
          mark,
        ).toBe(id);
    }
  });
});

it('takes anything for a host, a greeting and a text', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.domain(), fc.emailAddress());
  fc.assert(
    fc.property(anything, anything, anything, (host, greeting, text) => {
      expect([undefined, ...Object.keys(providers)]).toContain(recogniseProvider({ host, greeting, text }));
    }),
  );
});

it('knows a provider by a mark at the beginning only, where a server puts it', () => {
  expect(recogniseProvider({ text: `${' '.repeat(2000)}gsmtp` })).toBe('gmail');
  expect(recogniseProvider({ text: `${' '.repeat(5000)}gsmtp` })).toBeUndefined();
  expect(recogniseProvider({ greeting: `220 ${' '.repeat(3000)}gsmtp` })).toBeUndefined();
});

it('reads no more than the beginning of a long text, and no such text makes it hang', () => {
  for (const piece of ['a.b-', 'gsmt', 'mail.', '[auth', '.', '#']) {
    const text = ''.padEnd(1024 * 1024, piece);
    // Only reading a character makes V8 lay the string out in memory.
    text.charCodeAt(text.length - 1);
    expect(recogniseProvider({ host: text, greeting: text, text })).toBeUndefined();
  }
});
