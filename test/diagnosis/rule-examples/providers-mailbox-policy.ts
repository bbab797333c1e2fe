/** Replies that the rows decide of `src/diagnosis/rules/providers-mailbox-policy.ts`. */
export const providersMailboxPolicyExamples: Readonly<Record<string, readonly string[]>> = {
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
