/** Replies that the rows decide of `src/diagnosis/rules/providers-sending.ts`. */
export const providersSendingExamples: Readonly<Record<string, readonly string[]>> = {
  'ses.throttling': ['454 Throttling failure: Maximum sending rate exceeded.'],
  'ses.not-verified': [
    '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: a@example.com',
  ],
  'ses.suppressed': ['554 Message rejected: Address blacklisted.'],
  'ses.paused': [
    '554 Sending suspended for this account. For more information, contact aws-email-domain-verification',
  ],
  'ses.not-authorized': [
    '554 Access denied: User `arn:aws:iam::1:user/a` is not authorized to perform `ses:SendRawEmail`',
  ],
  'sendgrid.credits': ['451 Authentication failed: Maximum credits exceeded'],
  'sendgrid.unauthenticated': ['550 Unauthenticated senders not allowed'],
  'sendgrid.sender-identity': [
    '550 The from address does not match a verified Sender Identity.',
    '550 5.7.1 Unconfigured Sending Domain <example.com>',
    '450 The example.com domain is not verified. Please, add and verify your domain.',
  ],
  'mailgun.not-activated': [
    '421 Domain example.com is not allowed to send: Please activate your Mailgun account.',
    '502 5.7.0 Your SMTP account is not yet activated. Contact us',
  ],
  'mailgun.limit': [
    '550 5.7.0 Requested action not taken: too many emails per second',
    '550 5.7.1 Exceed Sending Limit (daily)',
  ],
  'mailgun.test-recipients': [
    '421 Domain sandbox1.mailgun.org is not allowed to send: Free accounts are for test purposes only. Please upgrade or add the address to authorized recipients',
  ],
  'brevo.ip': ['525 5.7.1 Unauthorized IP address'],
  'sending-service.account': ['550 5.7.0 Account disabled'],
};
