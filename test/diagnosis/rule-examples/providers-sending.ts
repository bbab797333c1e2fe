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
  'netease.rate': ['450 MI:CEL 163 smtp8,DMCowABHT 1 http://mail.163.com/help/help_spam_16.htm'],
  'netease.blocked': ['421 HL:REP 163 mx13,EcCowABXN http://mail.163.com/help/help_spam_16.htm'],
  'netease.content': ['554 DT:SPM 163 smtp11,D8CowAB http://mail.163.com/help/help_spam_16.htm'],
  'qq.limit': ['550 Domain frequency limited [abc IP: 192.0.2.1]. http://service.mail.qq.com/cgi-bin/help'],
  'qq.content': [
    '550 Mail content denied. http://service.mail.qq.com/cgi-bin/help?subtype=1&id=20022&no=1000726',
  ],
  'qq.suspicious-login': [
    '535 Login fail. Account is abnormal, service is not open, password is incorrect, login frequency limited, or system is busy.',
  ],
  'russian.spam': ['554 5.7.1 Message rejected under suspicion of SPAM; https://ya.cc/1IrBc'],
  'yandex.no-access': [
    '535 5.7.8 Error: authentication failed: This user does not have access rights to this service',
  ],
  'zoho.sender-not-own': [
    '553 Relaying disallowed as a@example.com',
    '553 5.7.1 Sender is not allowed to relay emails',
  ],
  'zoho.outgoing-blocked': ['550 5.4.6 Email Outgoing Blocked'],
  'zoho.unusual-activity': ['550 5.4.6 Unusual sending activity detected. Please try after sometime.'],
  'godaddy.limit': ['550 5.1.1 <a@example.com> - 192.0.2.1 has sent to too many recipients this hour. IB607'],
  'godaddy.blocked': ['554 p3plibsmtp ESMTP 192.0.2.1 rejected, IB603'],
  'godaddy.content': ['552 Virus infected message rejected. IB705'],
  'godaddy.spf': ['550 192.0.2.1 is not allowed to send per its SPF record. IB508'],
};
