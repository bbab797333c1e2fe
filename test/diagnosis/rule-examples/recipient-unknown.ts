/** Replies that the rows decide of `src/diagnosis/rules/recipient-unknown.ts`. */
export const recipientUnknownExamples: Readonly<Record<string, readonly string[]>> = {
  'recipient.unknown': [
    '550 5.1.1 <a@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
    '550 No such user here',
    '550 Unrouteable address',
    '550 Invalid recipient',
    '511 sorry, no mailbox here by that name (#5.1.1 - chkuser)',
    '550 Requested action not taken: 邮箱不存在',
  ],
};
