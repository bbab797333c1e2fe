import type { ProviderAdviceTable } from './advice.js';

const LOGIN = ['auth.invalid-credentials', 'auth.app-password-required', 'auth.disabled'] as const;

/** Sending services: mostly the user is a fixed word and the password a key. */
export const sendingServices = {
  ses: [
    {
      for: LOGIN,
      summary: 'Amazon SES rejected the SMTP user name or password.',
      steps: [
        'Use SMTP credentials made in the SES console (SMTP settings > Create SMTP credentials): the password is not the AWS secret access key.',
        'Use the credentials in the region they were made for: the host names it (email-smtp.REGION.amazonaws.com).',
        'Check that the IAM user behind them still exists and may do ses:SendRawEmail.',
      ],
      url: 'https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html',
    },
    {
      for: ['sender.rejected'],
      summary: 'Amazon SES did not accept the sender, mostly because its address is not verified.',
      steps: [
        'Verify the sender address or its domain in SES, in the region that you send through.',
        'While the account is in the sandbox, verify the recipients too, or ask for production access.',
      ],
      url: 'https://docs.aws.amazon.com/ses/latest/dg/verify-addresses-and-domains.html',
    },
  ],
  sendgrid: [
    {
      for: LOGIN,
      summary: 'SendGrid rejected the API key.',
      steps: [
        "Set the user to the word apikey, exactly so, and the password to an API key; the account's password does not work.",
        'Give the key the permission Mail Send.',
        "Check the account's allowed IP addresses if it has such a list.",
      ],
      url: 'https://www.twilio.com/docs/sendgrid/for-developers/sending-email/integrating-with-the-smtp-api',
    },
    {
      for: ['sender.rejected'],
      summary: 'SendGrid does not know this sender.',
      steps: ['Verify the From address as a Single Sender, or authenticate its domain.'],
    },
  ],
  mailgun: [
    {
      for: LOGIN,
      steps: [
        "Use the SMTP login and password of the sending domain (postmaster@ or another one made there), not the account's password nor the API key.",
        'Use smtp.eu.mailgun.org for a domain in the EU region, smtp.mailgun.org for one in the US.',
        'Reset the SMTP password in the control panel if in doubt: it is shown only once.',
      ],
      url: 'https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/send-smtp',
    },
    {
      for: ['auth.account-locked'],
      summary: 'Mailgun has not activated the account or the domain, or has disabled it.',
      steps: [
        'Activate the account with the link that Mailgun has mailed; the control panel sends it again.',
        "Look in the control panel why the account or domain is disabled, and ask Mailgun's support.",
      ],
    },
  ],
  postmark: [
    {
      for: LOGIN,
      summary: 'Postmark rejected the token.',
      steps: [
        "Use the server API token as user and as password, or an SMTP token's access key and secret key; not the account API token.",
        'Check that the token belongs to the server and the message stream that you send through.',
      ],
      url: 'https://postmarkapp.com/support/article/811-what-are-the-smtp-details-credentials-i-should-be-using',
    },
  ],
  brevo: [
    {
      for: LOGIN,
      summary: 'Brevo rejected the SMTP login or the SMTP key.',
      steps: [
        "Use the SMTP login and an SMTP key from SMTP & API > SMTP; neither the API key nor the account's password works.",
        "Add this machine's address at Settings > Security > Authorized IPs, if unknown addresses are blocked.",
      ],
      url: 'https://help.brevo.com/hc/en-us/articles/7959631848850-Create-and-manage-your-SMTP-keys',
    },
    {
      for: ['auth.account-locked'],
      summary: 'Brevo has not activated the account for sending, or has suspended it.',
      steps: [
        'Log in to Brevo and follow the notice there, or ask its support to activate SMTP for the account.',
      ],
    },
    {
      for: ['policy.blocked'],
      steps: ["Add this machine's address at Settings > Security > Authorized IPs."],
      url: 'https://help.brevo.com/hc/en-us/articles/5740111683858-Authorize-and-block-IP-addresses-for-API-and-SMTP-security',
    },
  ],
  mailjet: [
    {
      for: LOGIN,
      steps: [
        "Use the API key as the user and the secret key as the password, with the host in-v3.mailjet.com; the account's password does not work.",
      ],
      url: 'https://documentation.mailjet.com/hc/en-us/articles/360043225693-What-is-an-API-key',
    },
  ],
  sparkpost: [
    {
      for: LOGIN,
      summary: 'SparkPost rejected the API key.',
      steps: [
        'Set the user to SMTP_Injection, exactly so, and the password to an API key with the permission Send via SMTP.',
        'Use smtp.eu.sparkpostmail.com for an account in the EU, smtp.sparkpostmail.com otherwise.',
        'Check the allowed IP addresses of the key.',
      ],
      url: 'https://developers.sparkpost.com/api/smtp/',
    },
  ],
  mailtrap: [
    {
      for: LOGIN,
      steps: [
        'For real sending, use live.smtp.mailtrap.io (or bulk.smtp.mailtrap.io) with the user api and an API token of the sending domain as the password.',
        'For the sandbox, use sandbox.smtp.mailtrap.io with the user and password that the inbox shows.',
      ],
    },
  ],
  resend: [
    {
      for: LOGIN,
      summary: 'Resend rejected the API key.',
      steps: ['Set the user to the word resend, exactly so, and the password to an API key.'],
      url: 'https://resend.com/docs/send-with-smtp',
    },
  ],
  mandrill: [
    {
      for: LOGIN,
      summary: 'Mandrill rejected the API key.',
      steps: ['Use an API key as the password, not the Mailchimp password; the user may be any name.'],
    },
  ],
  'elastic-email': [
    {
      for: LOGIN,
      steps: ["Use SMTP credentials made in the account's settings, not the account's password."],
    },
  ],
  smtp2go: [
    {
      for: LOGIN,
      steps: ['Use an SMTP user made in the account (SMTP Users), not the login of the account itself.'],
    },
  ],
  mailersend: [
    {
      for: LOGIN,
      steps: [
        'Use an SMTP user made for the sending domain, not the login of the account nor the API token.',
      ],
    },
  ],
} as const satisfies ProviderAdviceTable;
