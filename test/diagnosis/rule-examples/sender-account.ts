/** Replies that the rows decide of `src/diagnosis/rules/sender-account.ts`. */
export const senderAccountExamples: Readonly<Record<string, readonly string[]>> = {
  'sender.account-stopped': [
    '525 5.7.13 Invio temporaneamente disabilitato per la casella, modificare la password',
    '550 Outgoing mail suspended, your account has been suspended',
  ],
  'sender.answer-to-mail': ['550 5.1.7 Invalid address', '517-Domain does not exist: example.invalid.'],
  'sender.account-stopped-at-mail': ['550 5.7.0 Account suspended', '550 SMTP user is disabled'],
};
