/** Replies that the rows decide of `src/diagnosis/rules/sender.ts`. */
export const senderExamples: Readonly<Record<string, readonly string[]>> = {
  'sender.not-owned': [
    '553 5.7.1 <a@example.com>: Sender address rejected: not owned by user b',
    '553 Mail from must equal authorized user',
    '501 5.5.4 You are not allowed to send from this address.',
    '550 5.7.1 must match authenticated user',
  ],
  'sender.rejected': [
    '450 4.1.8 <a@example.invalid>: Sender address rejected: Domain not found',
    '553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)',
    '550 Sender verify failed',
    '553 5.1.8 Domain of sender address a@example.invalid does not exist',
  ],
};
