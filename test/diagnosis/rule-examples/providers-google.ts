/** Replies that the rows decide of `src/diagnosis/rules/providers-google.ts`. */
export const providersGoogleExamples: Readonly<Record<string, readonly string[]>> = {
  'gmail.message-unauthenticated': [
    '550-5.7.26 This mail has been blocked because the sender is unauthenticated.\n550 5.7.26 https://support.google.com/mail/answer/81126#authentication - gsmtp',
    '421 4.7.32 Your email has been rate limited because the From: header (RFC5322) in this message is not aligned with either the authenticated SPF or DKIM organizational domain.',
  ],
  'gmail.ptr': [
    '550-5.7.25 [192.0.2.1] The IP address sending this message does not have a PTR record setup - gsmtp',
  ],
  'gmail.not-tls': [
    "421 4.7.29 Your email has been rate limited because this message wasn't sent over a TLS connection.",
  ],
  'gmail.unsolicited-rate': [
    '421-4.7.0 Our system has detected an unusual rate of unsolicited mail originating from your IP address. - gsmtp',
    '550-5.7.1 Our system has detected that this message is likely suspicious due to the very low reputation of the sending domain. - gsmtp',
  ],
  'gmail.likely-spam': [
    '550-5.7.1 Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked. - gsmtp',
  ],
  'gmail.direct-sending': [
    "550-5.7.1 The IP you're using to send mail is not authorized to send email directly to our servers. - gsmtp",
  ],
  'gmail.not-compliant': [
    '550-5.7.1 This message is not RFC 5322 compliant. p=RfcMessageNonCompliant - gsmtp',
  ],
  'gmail.limit': [
    '550 5.4.5 Daily user sending limit exceeded. https://support.google.com/mail/?p=UserSendingLimit - gsmtp',
    '450-4.2.1 The user you are trying to contact is receiving mail too quickly. - gsmtp',
  ],
  'gmail.sender-not-registered': ['550 5.7.0 Mail Sending denied. - gsmtp'],
  'gmail.web-login': ['534 5.7.14 https://accounts.example.com/signin/continue'],
  'gmail.workspace-relay': ['550-5.7.1 Invalid credentials for relay [192.0.2.1]. - gsmtp'],
};
