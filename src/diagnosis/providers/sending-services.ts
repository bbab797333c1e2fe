import type { Provider } from './provider.js';

/** Services that send for others. */
export const sendingServices = {
  ses: {
    name: 'Amazon SES',
    hosts: [
      'email-smtp.*.amazonaws.com',
      'email-smtp-fips.*.amazonaws.com',
      'email-smtp.*.amazonaws.com.cn',
      'inbound-smtp.*.amazonaws.com',
    ],
    marks: ['simpleemailservice*', 'amazon ses', 'email-smtp.amazonaws.com', 'failed the check in region'],
  },
  sendgrid: {
    name: 'SendGrid',
    hosts: ['.sendgrid.net'],
    marks: ['sendgrid.com/', 'sendgrid esmtp'],
  },
  mailgun: { name: 'Mailgun', hosts: ['.mailgun.org'], marks: ['mailgun*'] },
  postmark: {
    name: 'Postmark',
    hosts: ['.postmarkapp.com'],
    marks: ['postmark*'],
  },
  brevo: {
    name: 'Brevo',
    hosts: ['.brevo.com', '.sendinblue.com'],
    marks: ['brevo.com', 'sendinblue'],
  },
  mailjet: { name: 'Mailjet', hosts: ['.mailjet.com'], marks: ['mailjet*'] },
  sparkpost: {
    name: 'SparkPost',
    hosts: ['.sparkpostmail.com', '.sparkpostelite.com', '.sparkpost.com'],
    marks: ['sparkpost*'],
  },
  mailtrap: { name: 'Mailtrap', hosts: ['.mailtrap.io'], marks: ['mailtrap*'] },
  resend: {
    name: 'Resend',
    hosts: ['.resend.com'],
    marks: ['resend.com/', 'resend smtp'],
  },
  mandrill: {
    name: 'Mandrill',
    hosts: ['.mandrillapp.com'],
    marks: ['mandrill*'],
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
