/** Replies that the rows decide of `src/diagnosis/rules/recipient-disabled.ts`. */
export const recipientDisabledExamples: Readonly<Record<string, readonly string[]>> = {
  'recipient.disabled': [
    '550 5.2.1 The email account that you tried to reach is disabled. - gsmtp',
    '550 5.1.1 <a@example.com>: inactive email address',
    '550 5.5.0 Le compte du destinataire est bloque. The recipient account is blocked.',
  ],
  'recipient.null-mx': ['556 5.1.10 Recipient address has null MX'],
};
