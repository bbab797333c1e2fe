/** Replies that the rows decide of `src/diagnosis/rules/recipient-full.ts`. */
export const recipientFullExamples: Readonly<Record<string, readonly string[]>> = {
  'recipient.full': [
    '552 <a@example.com>: Quota exceeded (mailbox for user is full)',
    '452 The email account that you tried to reach is over quota.',
    '550 5.7.1 LPN: Boite du destinataire pleine.',
  ],
};
